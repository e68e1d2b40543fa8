"""A meeting is announced, and people are invited: what they will read, how many they are, on which other ways."""

from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import clock, http, i18n
from app.kernel.access import requires
from app.kernel.form import rules_shown_in
from app.kernel.languages import BY_CODE, GERMAN, OFFERED
from app.meetings.models import Meeting
from app.meetings.queries import meetings as queries
from app.meetings.rules.kinds import InvitationChannel
from app.meetings.service import inviting, letters, planning
from app.meetings.staff_forms.planning import InviteForm
from app.meetings.staff_views import bp
from app.meetings.staff_views.planning import back


@bp.get("/arbeit/treffen/<uuid:meeting_id>/einladen")
@requires("meetings.manage")
def invite(meeting_id: UUID) -> ResponseReturnValue:
    found = queries.get_for(accounts.asker(), meeting_id)
    used = [each for each in found.invitation_channels if each not in {InvitationChannel.PAGE, InvitationChannel.MAIL}]
    return _show(found, InviteForm(data={"with_mail": not _is_over(found), "channels": used}))


@bp.post("/arbeit/treffen/<uuid:meeting_id>/einladen")
@requires("meetings.manage")
def invite_submit(meeting_id: UUID) -> ResponseReturnValue:
    found, form = queries.get_for(accounts.asker(), meeting_id), InviteForm(request.form)
    form.offer()
    if form.validate():
        with rules_shown_in(form):
            account_id = accounts.asker().account_id
            planning.announce(meeting=found, account_id=account_id)
            mails = inviting.invite(meeting=found, channels=form.chosen(), account_id=account_id)
            return back(found, "eingeladen", mails)
    return _show(found, form)


def _show(found: Meeting, form: InviteForm) -> Response:
    """The page, with the letter in the language that was asked for."""
    form.offer()
    language = BY_CODE.get(request.args.get("sprache", ""), GERMAN)
    with i18n.speaking(language):
        letter = letters.invitation(found)
    return http.show_form(
        "meetings/staff/invite.html",
        form,
        meeting=found,
        letter=letter,
        spoken=language,
        offered=OFFERED,
        count=inviting.count_invited(found),
        is_over=_is_over(found),
    )


def _is_over(found: Meeting) -> bool:
    return found.last_day < clock.today()
