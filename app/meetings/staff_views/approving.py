"""Minutes find their way to everybody: what is missing, the next step, how they will be read, and later corrections."""

from typing import Any
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.errors import NotFound
from app.kernel.fields import PlainForm
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.meetings.models import Meeting
from app.meetings.queries import agenda, meetings, planning, points, public, records
from app.meetings.queries import minutes as queries
from app.meetings.queries.minutes import Missing, Sheet
from app.meetings.rules import attendance, results
from app.meetings.rules import minutes as rules
from app.meetings.rules.kinds import MinutesState, Part
from app.meetings.rules.minutes import Gap
from app.meetings.service import approving as service
from app.meetings.service import correcting, deciding
from app.meetings.staff_forms.minutes import ApproveForm, CheckedForm, CorrectionForm, DistributionForm
from app.meetings.staff_views import bp, sheet, stages

STEPS = {
    "abgestimmt": MinutesState.AGREED,
    "entwurf": MinutesState.DRAFT,
    "genehmigt": MinutesState.APPROVED,
    "veroeffentlicht": MinutesState.PUBLISHED,
}
"""The steps as they stand in addresses."""


@bp.get("/arbeit/treffen/<uuid:meeting_id>/freigabe")
@requires("meetings.manage")
def approval(meeting_id: UUID) -> ResponseReturnValue:
    return _show(_meeting(meeting_id))


@bp.post("/arbeit/treffen/<uuid:meeting_id>/freigabe/<word>")
@requires("meetings.manage")
def approval_submit(meeting_id: UUID, word: str) -> ResponseReturnValue:
    """One step: agreed, approved, published, or back to the desk."""
    found, to = _meeting(meeting_id), STEPS.get(word)
    if to is None:
        raise NotFound
    form = _offered(ApproveForm(request.form), found) if to is MinutesState.APPROVED else PlainForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            service.move(meeting=found, to=to, account_id=_account(), **_said(form, found))
            return _back(found, word)
    return _show(found, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/freigabe/einfach")
@requires("meetings.manage")
def plain_checked_submit(meeting_id: UUID) -> ResponseReturnValue:
    """Somebody has checked the plain summary."""
    found, form = _meeting(meeting_id), CheckedForm(request.form, prefix="einfach")
    if form.validate():
        with rules_shown_in(form):
            service.check_plain(meeting=found, checked_by=form.checked_by.data or "", account_id=_account())
            return _back(found, "geprueft")
    return _show(found, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/freigabe/verteiler")
@requires("meetings.manage")
def distribution_submit(meeting_id: UUID) -> ResponseReturnValue:
    """Say who gets the minutes."""
    found, form = _meeting(meeting_id), DistributionForm(request.form, prefix="verteiler")
    if form.validate():
        service.distribute(meeting=found, distribution=form.distribution.data or "", account_id=_account())
        return _back(found, "verteilt")
    return _show(found, form)


@bp.get("/arbeit/treffen/<uuid:meeting_id>/protokoll/berichtigen")
@requires("meetings.manage")
def correct(meeting_id: UUID) -> ResponseReturnValue:
    """A form for one text (`text`) of approved minutes."""
    found = _meeting(meeting_id)
    part = queries.get_part(found, sheet.slot_named(request.args.get("text", "")))
    return _show_correction(found, CorrectionForm(data={"text": part.text, "seen": part.version}), part.text)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/berichtigen")
@requires("meetings.manage")
def correct_submit(meeting_id: UUID) -> ResponseReturnValue:
    """Correct it, in sight of everybody."""
    found, form = _meeting(meeting_id), CorrectionForm(request.form)
    part = queries.get_part(found, sheet.slot_named(request.args.get("text", "")))
    if form.validate():
        with rules_shown_in(form):
            base = form.seen.data == str(part.version)
            correcting.correct_text(meeting=found, part=part, has_seen=base, account_id=_account(), **form.said())
            return _back(found, "berichtigt")
    form.seen.data = str(part.version)
    return _show_correction(found, form, part.text)


@bp.get("/arbeit/treffen/<uuid:meeting_id>/protokoll/beschluss/<uuid:decision_id>/berichtigen")
@requires("meetings.manage")
def correct_decision(meeting_id: UUID, decision_id: UUID) -> ResponseReturnValue:
    found = _meeting(meeting_id)
    decision = queries.get_decision(found, decision_id)
    form = CorrectionForm(data={"text": decision.wording, "seen": deciding.print_of(decision)})
    return _show_correction(found, form, decision.wording)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/protokoll/beschluss/<uuid:decision_id>/berichtigen")
@requires("meetings.manage")
def correct_decision_submit(meeting_id: UUID, decision_id: UUID) -> ResponseReturnValue:
    """Correct the wording of a decision, in sight of everybody."""
    found, form = _meeting(meeting_id), CorrectionForm(request.form)
    decision = queries.get_decision(found, decision_id)
    if form.validate():
        with rules_shown_in(form):
            has_seen = form.seen.data == deciding.print_of(decision)
            correcting.correct_decision(
                meeting=found, decision=decision, has_seen=has_seen, account_id=_account(), **form.said()
            )
            return _back(found, "berichtigt")
    form.seen.data = deciding.print_of(decision)
    return _show_correction(found, form, decision.wording)


@bp.get("/arbeit/treffen/<uuid:meeting_id>/protokoll/vorschau")
@requires("meetings.manage")
def preview(meeting_id: UUID) -> ResponseReturnValue:
    """The minutes as everybody will read them."""
    found = _meeting(meeting_id)
    record = records.preview(found)
    if record is None:
        return sheet.back(found, "inhalt")
    return render_template(
        "meetings/staff/preview.html",
        meeting=found,
        record=record,
        points=list(points.points_of(found, record)),
        opening=record.text(Part.OPENING),
        closing=record.text(Part.CLOSING),
        polls=public.dot_polls(found),
        most_voters_for=results.most_voters_for,
        unassigned=attendance.unassigned(found.attendance_total, record.attendance),
    )


def _show(found: Meeting, wrong: BaseForm | None = None) -> Response:
    now, items = queries.sheet_of(found), agenda.items_of(found)
    state = now.minutes.state if now.minutes else MinutesState.DRAFT
    return http.show_form(
        "meetings/staff/approval.html",
        wrong or PlainForm(),
        meeting=found,
        sheet=now,
        items=items,
        state=state,
        is_free=rules.is_free(state),
        missing=[(each, *_where(found, each)) for each in queries.missing(found, now, items)],
        way=stages.way_of(planning.standing_of(found, today=clock.today())),
        steps=queries.steps_of(found),
        corrections=queries.corrections_of(found),
        approve=wrong if isinstance(wrong, ApproveForm) else _offered(ApproveForm(), found),
        checked=wrong if isinstance(wrong, CheckedForm) else CheckedForm(prefix="einfach"),
        distribution=wrong if isinstance(wrong, DistributionForm) else _distribution(now),
        slots=[slot for slot in sheet.slots_of(list(items)) if slot in now.parts],
        part_of={slot: part.part for slot, part in now.parts.items()},
        messages=_good_news(),
    )


def _where(found: Meeting, missing: Missing) -> tuple[str, str]:
    """What is missing in words, and where it can be put right."""
    anchors = {Gap.ATTENDANCE: "anwesenheit", Gap.PLAIN: "einfach"}
    if missing.gap is Gap.NOT_ANNOUNCED:
        return _("Das Treffen ist nicht angekündigt, also hat es keine Seite."), url_for(
            "meetings_work.meeting", meeting_id=found.id
        )
    anchor = anchors.get(missing.gap) or (f"top-{missing.item.id.hex}" if missing.item else sheet.anchor_of(missing.slot))
    words = {
        Gap.ATTENDANCE: _("Niemand hat aufgeschrieben, wie viele da waren."),
        Gap.RESULT: _("Ein Ergebnis fehlt: %(title)s", title=missing.item.title if missing.item else ""),
        Gap.PLAIN: _("Der kurze, einfache Text fehlt."),
        Gap.TWO_TEXTS: _("An einer Stelle haben zwei geschrieben."),
    }
    return words[missing.gap], url_for("meetings_work.minutes", meeting_id=found.id, _anchor=anchor)


def _show_correction(found: Meeting, form: CorrectionForm, before: str) -> Response:
    return http.show_form("meetings/staff/correct.html", form, meeting=found, before=before)


def _offered(form: ApproveForm, found: Meeting) -> ApproveForm:
    form.offer(queries.may_have_approved(found, today=clock.today()))
    return form


def _distribution(now: Sheet) -> DistributionForm:
    known = {"distribution": now.minutes.distribution} if now.minutes else {}
    return DistributionForm(data=known, prefix="verteiler")


def _said(form: BaseForm, found: Meeting) -> dict[str, Any]:
    """When and where the minutes were approved."""
    if not isinstance(form, ApproveForm):
        return {}
    wanted = form.meeting_id()
    offered = {each.id: each for each in queries.may_have_approved(found, today=clock.today())}
    approved_in = offered.get(wanted) if wanted else None
    return {"approved_on": form.approved_on.data, "approved_in": approved_in, "note": form.note.data or ""}


def _back(found: Meeting, news: str) -> Response:
    return http.see_other(url_for("meetings_work.approval", meeting_id=found.id, gesagt=news))


def _good_news() -> list[str]:
    news = {
        "abgestimmt": _("Das Protokoll ist abgestimmt."),
        "entwurf": _("Das Protokoll ist wieder ein Entwurf."),
        "genehmigt": _("Das Protokoll ist genehmigt."),
        "veroeffentlicht": _("Das Protokoll ist veröffentlicht. Alle können es lesen."),
        "geprueft": _("Der einfache Text ist geprüft."),
        "verteilt": _("Der Verteiler ist gespeichert."),
        "berichtigt": _("Die Berichtigung ist gespeichert. Alle können sie sehen."),
    }
    said = news.get(request.args.get("gesagt", ""))
    return [said] if said else []


def _meeting(meeting_id: UUID) -> Meeting:
    return meetings.get_for(accounts.asker(), meeting_id)


def _account() -> UUID:
    return accounts.asker().account_id
