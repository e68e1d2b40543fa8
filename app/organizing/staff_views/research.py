"""The research list of a listening campaign, and its house meetings."""

from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.meetings.queries import meetings as meeting_queries
from app.organizing.models import ListeningCampaign, ResearchItem
from app.organizing.queries import research as queries
from app.organizing.rules import research as rules
from app.organizing.service import research as service
from app.organizing.staff_forms.research import MeetingForm, ResearchForm
from app.organizing.staff_views import bp, paging
from app.organizing.staff_views.listening import listening_of


@bp.get("/arbeit/organisieren/<uuid:listening_id>/recherche")
@requires("surveys.manage")
def research(listening_id: UUID) -> ResponseReturnValue:
    found = listening_of(listening_id)
    items = queries.items_of(found, start=paging.start(), most=paging.PAGE + 1)
    return http.show_form(
        "organizing/staff/research.html",
        ResearchForm(),
        listening=found,
        part=paging.part(items),
        overdue={each.id for each in items if _is_overdue(each)},
        messages=http.good_news(
            {
                "neu": _("Die Frage steht auf der Liste."),
                "geaendert": _("Ihre Änderungen sind gespeichert."),
                "weg": _("Die Frage steht nicht mehr auf der Liste."),
            }
        ),
    )


@bp.get("/arbeit/organisieren/<uuid:listening_id>/recherche/neu")
@requires("surveys.manage")
def new_research(listening_id: UUID) -> ResponseReturnValue:
    return _show_new(listening_of(listening_id), ResearchForm())


@bp.post("/arbeit/organisieren/<uuid:listening_id>/recherche/neu")
@requires("surveys.manage")
def new_research_submit(listening_id: UUID) -> ResponseReturnValue:
    found, form = listening_of(listening_id), ResearchForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            client_id = form.client_id.data or ""
            service.add(listening=found, inquiry=form.inquiry(), client_id=client_id, account_id=accounts.own_id())
            return _to("research", found, "neu")
    return _show_new(found, form)


@bp.get("/arbeit/organisieren/<uuid:listening_id>/recherche/<uuid:research_id>")
@requires("surveys.manage")
def research_item(listening_id: UUID, research_id: UUID) -> ResponseReturnValue:
    found, form = listening_of(listening_id), ResearchForm()
    item = queries.get_item(found, research_id)
    form.fill_from(service.inquiry_of(item))
    return _show_item(found, item, form)


@bp.post("/arbeit/organisieren/<uuid:listening_id>/recherche/<uuid:research_id>")
@requires("surveys.manage")
def research_item_submit(listening_id: UUID, research_id: UUID) -> ResponseReturnValue:
    found, form = listening_of(listening_id), ResearchForm(request.form)
    item = queries.get_item(found, research_id)
    if form.validate():
        with rules_shown_in(form):
            service.change(listening=found, item=item, inquiry=form.inquiry(), account_id=accounts.own_id())
            return _to("research", found, "geaendert")
    return _show_item(found, item, form)


@bp.post("/arbeit/organisieren/<uuid:listening_id>/recherche/<uuid:research_id>/entfernen")
@requires("surveys.manage")
def remove_research_submit(listening_id: UUID, research_id: UUID) -> ResponseReturnValue:
    found = listening_of(listening_id)
    service.remove(listening=found, item=queries.get_item(found, research_id), account_id=accounts.own_id())
    return _to("research", found, "weg")


@bp.get("/arbeit/organisieren/<uuid:listening_id>/hausversammlungen")
@requires("surveys.manage")
def house_meetings(listening_id: UUID) -> ResponseReturnValue:
    found = listening_of(listening_id)
    return _show_meetings(found, _offered(MeetingForm(), found))


@bp.post("/arbeit/organisieren/<uuid:listening_id>/hausversammlungen")
@requires("surveys.manage")
def house_meetings_submit(listening_id: UUID) -> ResponseReturnValue:
    """A house meeting that is planned already belongs to this listening campaign."""
    found = listening_of(listening_id)
    form = _offered(MeetingForm(request.form), found)
    if form.validate():
        meeting = meeting_queries.get_for(accounts.asker(), form.meeting_id)
        service.add_meeting(listening=found, meeting=meeting, account_id=accounts.own_id())
        return _to("house_meetings", found, "dabei")
    return _show_meetings(found, form)


@bp.post("/arbeit/organisieren/<uuid:listening_id>/hausversammlungen/<uuid:meeting_id>/entfernen")
@requires("surveys.manage")
def remove_house_meeting_submit(listening_id: UUID, meeting_id: UUID) -> ResponseReturnValue:
    found = listening_of(listening_id)
    service.take_meeting_off(listening=found, link=queries.get_link(found, meeting_id), account_id=accounts.own_id())
    return _to("house_meetings", found, "weg")


def _is_overdue(item: ResearchItem) -> bool:
    return rules.is_overdue(due_on=item.due_on, answer=item.answer, today=clock.today())


def _offered(form: MeetingForm, found: ListeningCampaign) -> MeetingForm:
    form.offer(queries.house_meetings_to_add(accounts.asker(), found))
    return form


def _show_new(found: ListeningCampaign, form: ResearchForm) -> Response:
    return http.show_form("organizing/staff/new_research.html", form, listening=found)


def _show_item(found: ListeningCampaign, item: ResearchItem, form: ResearchForm) -> Response:
    return http.show_form("organizing/staff/research_item.html", form, listening=found, item=item)


def _show_meetings(found: ListeningCampaign, form: MeetingForm) -> Response:
    asker = accounts.asker()
    part = paging.part(queries.house_meetings_of(found, start=paging.start(), most=paging.PAGE + 1))
    return http.show_form(
        "organizing/staff/house_meetings.html",
        form,
        listening=found,
        part=part,
        own=queries.looked_after_among(asker, part.things),
        sums=queries.sums_of(found),
        may_plan=asker.may("meetings.manage"),
        messages=http.good_news(
            {
                "dabei": _("Die Hausversammlung gehört jetzt dazu."),
                "weg": _("Die Hausversammlung gehört nicht mehr dazu. Es gibt sie weiter bei den Treffen."),
            }
        ),
    )


def _to(view: str, found: ListeningCampaign, news: str) -> Response:
    return http.see_other(url_for(f"organizing_work.{view}", listening_id=found.id, gesagt=news))
