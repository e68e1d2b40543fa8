"""Points for later that nobody needs any more."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import http
from app.kernel.access import requires
from app.kernel.errors import NotFound
from app.meetings.queries import leftovers, meetings
from app.meetings.service import parking as service
from app.meetings.staff_views import bp


@bp.post("/arbeit/treffen/<uuid:meeting_id>/tagesordnung/themenspeicher/<uuid:point_id>/fallenlassen")
@requires("meetings.manage")
def drop_point_submit(meeting_id: UUID, point_id: UUID) -> ResponseReturnValue:
    """Take a point off that waits for the agenda of this meeting."""
    account_id = accounts.asker().account_id
    found = meetings.get_for(accounts.asker(), meeting_id)
    point = next((each for each in leftovers.open_points(found).parked if each.id == point_id), None)
    if point is None:
        raise NotFound
    (origin,) = meetings.by_ids({point.meeting_id})
    service.drop(meeting=origin, point=point, account_id=account_id)
    return http.see_other(url_for("meetings_work.agenda", meeting_id=found.id))
