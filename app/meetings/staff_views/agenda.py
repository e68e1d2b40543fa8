"""The agenda of a meeting: its items in their order, and everything from which items can come."""

from typing import Any
from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.concerns.queries import public as concerns_public
from app.kernel import http, i18n
from app.kernel.access import requires
from app.kernel.errors import RuleBroken
from app.kernel.fields import PlainForm
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.meetings.models import AgendaItem, Meeting
from app.meetings.queries import agenda as queries
from app.meetings.queries import leftovers, meetings
from app.meetings.rules import agenda as rules
from app.meetings.rules.agenda import Move
from app.meetings.service import agenda as service
from app.meetings.service import carrying
from app.meetings.staff_forms.agenda import CarryForm, ConcernsForm, ItemForm, MoveForm, SchemeForm, SearchForm, TopicForm
from app.meetings.staff_views import bp


@bp.get("/arbeit/treffen/<uuid:meeting_id>/tagesordnung")
@requires("meetings.manage")
def agenda(meeting_id: UUID) -> ResponseReturnValue:
    return _show(_meeting(meeting_id))


@bp.post("/arbeit/treffen/<uuid:meeting_id>/tagesordnung")
@requires("meetings.manage")
def agenda_submit(meeting_id: UUID) -> ResponseReturnValue:
    """Add a typed item."""
    found, form = _meeting(meeting_id), ItemForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            item = service.add(meeting=found, account_id=_account(), client_id=form.client_id.data or "", **form.said())
            return _back(found, item)
    return _show(found, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/tagesordnung/vorlage")
@requires("meetings.manage")
def scheme_submit(meeting_id: UUID) -> ResponseReturnValue:
    """Add a ready-made agenda."""
    found, form = _meeting(meeting_id), SchemeForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            service.add_scheme(meeting=found, scheme=form.scheme.data, account_id=_account())
            return _back(found)
    return _show(found, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/tagesordnung/thema")
@requires("meetings.manage")
def topic_submit(meeting_id: UUID) -> ResponseReturnValue:
    """Add a topic."""
    found, form = _meeting(meeting_id), _topic_form(TopicForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            topic = concerns_public.get_topic(form.topic.data or "")
            return _back(found, service.add_topic(meeting=found, topic=topic, account_id=_account()))
    return _show(found, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/tagesordnung/uebernehmen")
@requires("meetings.manage")
def carry_submit(meeting_id: UUID) -> ResponseReturnValue:
    """Take over what earlier meetings have left open: one thing, or everything."""
    found, form = _meeting(meeting_id), CarryForm(request.form)
    still_open = leftovers.open_points(found)
    form.offer(items=[each.id for each in still_open.items], points=[each.id for each in still_open.parked])
    if form.validate():
        with rules_shown_in(form):
            items, points = form.chosen_items(), form.chosen_points()
            carrying.carry(
                meeting=found, items=[each for each in still_open.items if each.id in items], account_id=_account()
            )
            carrying.take_up(
                meeting=found, points=[each for each in still_open.parked if each.id in points], account_id=_account()
            )
            return _back(found)
    return _show(found, form)


@bp.get("/arbeit/treffen/<uuid:meeting_id>/tagesordnung/anliegen")
@requires("meetings.manage")
def concerns(meeting_id: UUID) -> ResponseReturnValue:
    return _show_concerns(_meeting(meeting_id), ConcernsForm())


@bp.post("/arbeit/treffen/<uuid:meeting_id>/tagesordnung/anliegen")
@requires("meetings.manage")
def concerns_submit(meeting_id: UUID) -> ResponseReturnValue:
    """Put the ticked concerns on the agenda."""
    found, form = _meeting(meeting_id), ConcernsForm(request.form)
    chosen = queries.published_concerns(found, form.sequences())
    if form.validate():
        with rules_shown_in(form):
            if not chosen:
                raise RuleBroken(_("Wählen Sie bitte mindestens ein Anliegen."), field="numbers")
            title = form.together_as.data or ""
            items = service.add_concerns(meeting=found, concerns=chosen, together_as=title, account_id=_account())
            return _back(found, items[0])
    return _show_concerns(found, form)


@bp.get("/arbeit/treffen/<uuid:meeting_id>/tagesordnung/<uuid:item_id>")
@requires("meetings.manage")
def item(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    found = _meeting(meeting_id)
    wanted = queries.get_item(found, item_id)
    return _show_item(found, wanted, ItemForm(obj=wanted))


@bp.post("/arbeit/treffen/<uuid:meeting_id>/tagesordnung/<uuid:item_id>")
@requires("meetings.manage")
def item_submit(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    found, form = _meeting(meeting_id), ItemForm(request.form)
    wanted = queries.get_item(found, item_id)
    if form.validate():
        with rules_shown_in(form):
            service.change(meeting=found, item=wanted, account_id=_account(), **form.said())
            return _back(found, wanted)
    return _show_item(found, wanted, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/tagesordnung/<uuid:item_id>/verschieben")
@requires("meetings.manage")
def move_submit(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Up or down by one. The answer leads back to the same button."""
    found, form = _meeting(meeting_id), MoveForm(request.form)
    wanted = queries.get_item(found, item_id)
    if form.validate():
        with rules_shown_in(form):
            service.move(meeting=found, item=wanted, move=form.move.data, account_id=_account())
            return _back(found, wanted, form.move.data)
    return _show(found, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/tagesordnung/<uuid:item_id>/entfernen")
@requires("meetings.manage")
def remove_item_submit(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    found, form = _meeting(meeting_id), PlainForm()
    with rules_shown_in(form):
        service.remove(meeting=found, item=queries.get_item(found, item_id), account_id=_account())
    return _show(found, form) if form.has_errors else _back(found)


def _show(found: Meeting, form: BaseForm | None = None) -> Response:
    """The agenda with all its forms; `form` is the one that could not be taken."""
    given = {type(each): each for each in (ItemForm(), SchemeForm(), *([form] if form else []))}
    topics = given.get(TopicForm) or _topic_form(TopicForm())
    items = queries.items_of(found)
    lengths = [each.minutes_planned for each in items]
    return http.show_form(
        "meetings/staff/agenda.html",
        form or PlainForm(),
        meeting=found,
        items=items,
        begins=dict(zip([each.id for each in items], rules.begins(found.starts_at, lengths), strict=True)),
        concerns=queries.concerns_by_item(items),
        planned=sum(length or 0 for length in lengths),
        too_long_by=rules.too_long_by(lengths, found.starts_at, found.ends_at),
        still_open=leftovers.open_points(found),
        new_item=given[ItemForm],
        schemes=given[SchemeForm],
        topics=topics,
        moved={"item": request.args.get("bewegt", ""), "move": request.args.get("richtung", "")},
        directions=Move,
        time_of_day=i18n.time_of_day,
    )


def _show_item(found: Meeting, wanted: AgendaItem, form: ItemForm) -> Response:
    return http.show_form("meetings/staff/item.html", form, meeting=found, item=wanted)


def _show_concerns(found: Meeting, form: ConcernsForm) -> Response:
    asked = SearchForm(request.args)
    offered = queries.concerns_to_discuss(found, words=asked.q.data or "")
    form.offer(offered)
    return http.show_form("meetings/staff/concerns.html", form, meeting=found, asked=asked, concerns=offered)


def _topic_form(form: TopicForm) -> TopicForm:
    form.offer(concerns_public.active_topics())
    return form


def _meeting(meeting_id: UUID) -> Meeting:
    return meetings.get_for(accounts.asker(), meeting_id)


def _back(found: Meeting, wanted: AgendaItem | None = None, move: Move | None = None) -> Response:
    """To the agenda, to where something has just happened."""
    place: dict[str, Any] = {"bewegt": wanted.id, "richtung": move} if wanted and move else {}
    anchor = f"punkt-{wanted.id}" if wanted else None
    return http.see_other(url_for("meetings_work.agenda", meeting_id=found.id, _anchor=anchor, **place))


def _account() -> UUID:
    return accounts.asker().account_id
