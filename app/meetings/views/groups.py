"""Action groups to read: who they are, what they do, how to join."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.kernel import clock, page_store
from app.kernel.access import open_to_all
from app.meetings.queries import group_pages, public
from app.meetings.views import bp
from app.meetings.views.reading import KEPT

FEW = 10
"""So many of the past meetings of a group stand on its page."""


@bp.get("/aktionsgruppen")
@open_to_all
@page_store.kept(*KEPT)
def groups() -> ResponseReturnValue:
    return render_template("meetings/groups.html", groups=group_pages.all_groups(), today=clock.today())


@bp.get("/aktionsgruppen/<slug>")
@open_to_all
@page_store.kept(*KEPT)
def group(slug: str) -> ResponseReturnValue:
    found, today = group_pages.get_group(slug), clock.today()
    circle = public.of_group(found.id)
    return render_template(
        "meetings/group.html",
        group=found,
        today=today,
        tasks=group_pages.tasks_of(found),
        ahead=public.coming(circle, today=today),
        past=public.past(circle, today=today).meetings[:FEW],
    )
