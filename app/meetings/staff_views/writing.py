"""Minutes while the meeting goes on: the screen, its texts, and what others have written meanwhile."""

from typing import Any
from uuid import UUID

from flask import Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel.access import requires
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.http import KeptConflict
from app.meetings.models import Meeting
from app.meetings.queries import agenda, meetings
from app.meetings.queries import minutes as queries
from app.meetings.rules import minutes as rules
from app.meetings.rules.kinds import MinutesState
from app.meetings.service import writing as service
from app.meetings.service.writing import Outcome, Saved, Writer
from app.meetings.staff_forms.minutes import PartForm, SettleForm
from app.meetings.staff_views import bp, sheet
from app.meetings.staff_views.sheet import Typed
from app.writing import report
from app.writing.rules.kinds import Measure


@bp.get("/arbeit/treffen/<uuid:meeting_id>/protokoll")
@requires("meetings.manage")
def minutes(meeting_id: UUID) -> ResponseReturnValue:
    return sheet.show(_meeting(meeting_id))


@bp.get("/arbeit/treffen/<uuid:meeting_id>/protokoll/stand")
@requires("meetings.manage")
def minutes_now(meeting_id: UUID) -> ResponseReturnValue:
    """What has changed since the screen last asked. `kennt` names what it knows: `opening~3`, `record:…~print`."""
    found, asker = _meeting(meeting_id), accounts.asker()
    known = dict(each.rsplit("~", 1) for each in request.args.getlist("kennt") if "~" in each)
    now, items = queries.sheet_of(found), list(agenda.items_of(found))
    response = jsonify(
        who=asker.account_id.hex,
        token=asker.form_token,
        state=now.minutes.state if now.minutes else MinutesState.DRAFT,
        agenda=sheet.agenda_print(items),
        texts={
            slot: {"version": part.version, "text": part.text, "by": now.writer(slot)}
            for slot, part in now.parts.items()
            if known.get(slot) != str(part.version)
        },
        conflicts={slot: [version.id.hex for version in versions] for slot, versions in now.conflicts.items()},
        fragments={name: part for name, part in sheet.fragments(found).items() if known.get(name) != part[0]},
    )
    response.set_etag(sheet.print_of(response.get_data(as_text=True)))
    return response.make_conditional(request)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/text")
@requires("meetings.manage")
def text_submit(meeting_id: UUID) -> ResponseReturnValue:
    """Save one text. 409: it met another one, and both are kept."""
    found, form = _meeting(meeting_id), PartForm(request.form)
    if not form.validate():
        raise NotFound
    slot, text = form.slot.data or "", form.text.data or ""
    if "pruefen" in request.form and not sheet.is_from_script():
        return sheet.show(found, typed=Typed(slot=slot, text=text), report=report.made(text, Measure.EASY))
    try:
        saved = service.save(meeting=found, slot=slot, text=text, base=form.base.data or 0, writer=_writer(form))
    except RuleBroken as broken:
        if sheet.is_from_script():
            return make_response(jsonify(slot=slot, message=str(broken)), 422)
        return sheet.show(found, typed=Typed(slot=slot, text=text, error=str(broken)))
    return _told(found, saved)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/fassungen/<uuid:version_id>/abgleichen")
@requires("meetings.manage")
def settle_submit(meeting_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """Two texts met: one of them stays, or both below each other."""
    found, form = _meeting(meeting_id), SettleForm(request.form)
    version = queries.get_version(found, version_id)
    if not form.validate():
        raise NotFound
    try:
        saved = service.settle(
            meeting=found, version=version, choice=form.choice.data, base=form.base.data or 0, writer=_writer(form)
        )
    except RuleBroken as broken:
        if sheet.is_from_script():
            return make_response(jsonify(slot=version.slot, message=str(broken)), 422)
        return sheet.show(found, typed=Typed(slot=version.slot, text=version.text, error=str(broken)))
    return _told(found, saved)


@bp.get("/arbeit/treffen/<uuid:meeting_id>/protokoll/fassungen")
@requires("meetings.manage")
def versions(meeting_id: UUID) -> ResponseReturnValue:
    """All texts that stood in one part (`text`), each with what it changed."""
    found, slot = _meeting(meeting_id), sheet.slot_named(request.args.get("text", ""))
    part, so_far = queries.get_part(found, slot), queries.versions_of(found, slot)
    before: list[str] = [version.text for version in so_far[1:]] + [""]
    return render_template(
        "meetings/staff/versions.html",
        meeting=found,
        part=part,
        item=agenda.get_item(found, part.item_id) if part.item_id else None,
        versions=[(version, rules.changes(old, version.text)) for version, old in zip(so_far, before, strict=True)],
        anchor=sheet.anchor_of(slot),
        is_free=rules.is_free(_state(found)),
    )


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/fassungen/<uuid:version_id>/zurueckholen")
@requires("meetings.manage")
def restore_submit(meeting_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """Put an older text back in its place."""
    found = _meeting(meeting_id)
    version = queries.get_version(found, version_id)
    service.restore(meeting=found, version=version, account_id=accounts.asker().account_id)
    return sheet.back(found, sheet.anchor_of(version.slot))


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/fassungen/<uuid:version_id>/weglegen")
@requires("meetings.manage")
def put_away_submit(meeting_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """Settle a text that came late: it stays among the versions."""
    found = _meeting(meeting_id)
    version = queries.get_version(found, version_id)
    service.put_away(meeting=found, version=version, account_id=accounts.asker().account_id)
    return sheet.back(found, sheet.anchor_of(version.slot))


def _told(found: Meeting, saved: Saved) -> Response:
    """What became of a text: for the script in JSON, for others a page."""
    is_kept_beside = saved.outcome in {Outcome.CONFLICT, Outcome.LATE}
    if not sheet.is_from_script():
        if not is_kept_beside:
            return sheet.back(found, sheet.anchor_of(saved.part.slot))
        return KeptConflict(_both_texts(found, saved.part.slot))
    answer: dict[str, Any] = {"slot": saved.part.slot, "version": saved.part.version, "text": saved.part.text}
    if not is_kept_beside:
        return jsonify({**answer, "superseded": saved.outcome is Outcome.SUPERSEDED})
    conflict = saved.conflict.id.hex if saved.conflict else ""
    answer |= {"theirs": answer.pop("text"), "conflict": conflict, "late": saved.outcome is Outcome.LATE}
    return KeptConflict(jsonify({**answer, "html": _panel(found, saved.part.slot)}).get_data(), mimetype="application/json")


def _both_texts(found: Meeting, slot: str) -> str:
    return render_template(
        "meetings/staff/conflict.html", meeting=found, anchor=sheet.anchor_of(slot), **_panel_context(found, slot)
    )


def _panel(found: Meeting, slot: str) -> str:
    return render_template("meetings/staff/_conflict.html", meeting=found, **_panel_context(found, slot))


def _panel_context(found: Meeting, slot: str) -> dict[str, Any]:
    return {
        "slot": slot,
        "sheet": queries.sheet_of(found),
        "is_free": rules.is_free(_state(found)),
        "me": accounts.asker().account_id,
    }


def _state(found: Meeting) -> MinutesState:
    begun = queries.find(found)
    return begun.state if begun else MinutesState.DRAFT


def _writer(form: PartForm | SettleForm) -> Writer:
    return Writer(account_id=accounts.asker().account_id, pen=form.pen.data or "", stroke=form.stroke.data or 0)


def _meeting(meeting_id: UUID) -> Meeting:
    return meetings.get_for(accounts.asker(), meeting_id)
