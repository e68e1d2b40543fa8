"""What is noted beside the texts while a meeting goes on: decisions, tasks, points for later, who was there.

Each form carries an id of its own, so that a device without network may send it again without doubling anything.
"""

from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import http
from app.kernel.access import requires
from app.kernel.fields import PlainForm
from app.kernel.form import rules_shown_in
from app.meetings.models import AgendaItem, Decision, Meeting
from app.meetings.queries import agenda, meetings
from app.meetings.queries import minutes as queries
from app.meetings.service import attending, deciding, parking, tasks
from app.meetings.staff_forms.minutes import AttendanceForm, DecisionForm, LeadOnForm, ParkForm, PromiseForm
from app.meetings.staff_views import bp, sheet


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/<uuid:item_id>/beschluss")
@requires("meetings.manage")
def decide_submit(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Write a decision down."""
    found, item = _item(meeting_id, item_id)
    form = DecisionForm(request.form, prefix=sheet.prefix_of(item, "beschluss"))
    if form.validate():
        with rules_shown_in(form):
            deciding.decide(
                meeting=found, item=item, said=form.said(), account_id=_account(), client_id=form.client_id.data or ""
            )
            return sheet.noted(found, _anchor(item))
    return sheet.refused(found, form)


@bp.get("/arbeit/treffen/<uuid:meeting_id>/protokoll/beschluss/<uuid:decision_id>")
@requires("meetings.manage")
def decision(meeting_id: UUID, decision_id: UUID) -> ResponseReturnValue:
    found = _meeting(meeting_id)
    kept = queries.get_decision(found, decision_id)
    said = deciding.decided(kept)
    return _show_decision(found, kept, DecisionForm(data={**vars(said), "seen": deciding.print_of(kept)}))


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/beschluss/<uuid:decision_id>")
@requires("meetings.manage")
def decision_submit(meeting_id: UUID, decision_id: UUID) -> ResponseReturnValue:
    """Write a decision anew."""
    found, form = _meeting(meeting_id), DecisionForm(request.form)
    kept = queries.get_decision(found, decision_id)
    if form.validate():
        with rules_shown_in(form):
            deciding.change(meeting=found, decision=kept, said=form.said(), seen=form.seen.data or "", account_id=_account())
            return sheet.back(found, f"top-{kept.item_id.hex}")
    form.seen.data = deciding.print_of(kept)
    return _show_decision(found, kept, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/beschluss/<uuid:decision_id>/streichen")
@requires("meetings.manage")
def undecide_submit(meeting_id: UUID, decision_id: UUID) -> ResponseReturnValue:
    """Strike a decision out that was written down by mistake."""
    found, form = _meeting(meeting_id), PlainForm(request.form)
    kept = queries.get_decision(found, decision_id)
    if form.validate():
        with rules_shown_in(form):
            deciding.take_back(meeting=found, decision=kept, account_id=_account())
            return sheet.back(found, f"top-{kept.item_id.hex}")
    return sheet.refused(found, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/<uuid:item_id>/aufgabe")
@requires("meetings.manage")
def promise_submit(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Write down who does what until when."""
    found, item = _item(meeting_id, item_id)
    form = PromiseForm(request.form, prefix=sheet.prefix_of(item, "aufgabe"))
    if form.validate():
        with rules_shown_in(form):
            tasks.create(meeting=found, item=item, account_id=_account(), **form.answers())
            return sheet.noted(found, _anchor(item))
    return sheet.refused(found, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/<uuid:item_id>/anliegen/<uuid:concern_id>")
@requires("meetings.manage")
def lead_on_submit(meeting_id: UUID, item_id: UUID, concern_id: UUID) -> ResponseReturnValue:
    """Say which step a concern takes when the minutes are published."""
    found, item = _item(meeting_id, item_id)
    form = LeadOnForm(request.form, prefix=f"schritt-{item.id.hex}-{concern_id.hex}")
    if form.validate():
        with rules_shown_in(form):
            deciding.lead_on(meeting=found, item=item, concern_id=concern_id, step=form.moves_to.data, account_id=_account())
            return sheet.noted(found, _anchor(item))
    return sheet.refused(found, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/speicher")
@requires("meetings.manage")
def park_submit(meeting_id: UUID) -> ResponseReturnValue:
    """Let a point wait for which there is no time now."""
    found, form = _meeting(meeting_id), ParkForm(request.form, prefix="speicher")
    if form.validate():
        with rules_shown_in(form):
            parking.park(meeting=found, account_id=_account(), **form.answers())
            return sheet.noted(found, "speicher")
    return sheet.refused(found, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/<uuid:item_id>/ausgelassen")
@requires("meetings.manage")
def left_out_submit(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Say that there was no time for an item, or that there was after all."""
    found, item = _item(meeting_id, item_id)
    form, is_left_out = PlainForm(request.form), request.form.get("ausgelassen") == "ja"
    if form.validate():
        with rules_shown_in(form):
            deciding.leave_out(meeting=found, item=item, is_left_out=is_left_out, account_id=_account())
            return sheet.noted(found, _anchor(item))
    return sheet.refused(found, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/anwesenheit")
@requires("meetings.manage")
def attendance_submit(meeting_id: UUID) -> ResponseReturnValue:
    """Write down who was there."""
    found, form = _meeting(meeting_id), AttendanceForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            attending.count(
                meeting=found,
                total=form.total.data,
                is_uncounted=form.is_uncounted.data,
                groups=form.groups(),
                seen=form.seen.data or "",
                account_id=_account(),
            )
            return sheet.noted(found, "anwesenheit", seen=attending.print_of(found))
    form.seen.data = attending.print_of(found)
    return sheet.refused(found, form)


def _show_decision(found: Meeting, kept: Decision, form: DecisionForm) -> Response:
    item = agenda.get_item(found, kept.item_id)
    return http.show_form("meetings/staff/decision.html", form, meeting=found, decision=kept, item=item)


def _item(meeting_id: UUID, item_id: UUID) -> tuple[Meeting, AgendaItem]:
    found = _meeting(meeting_id)
    return found, agenda.get_item(found, item_id)


def _anchor(item: AgendaItem) -> str:
    return f"top-{item.id.hex}"


def _meeting(meeting_id: UUID) -> Meeting:
    return meetings.get_for(accounts.asker(), meeting_id)


def _account() -> UUID:
    return accounts.asker().account_id
