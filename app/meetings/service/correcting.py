"""Approved minutes are corrected in sight of everybody: what stood there, what stands there now, and why."""

from uuid import UUID

from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import Correction, Decision, Meeting, Minutes, MinutesPart
from app.meetings.rules import minutes as rules
from app.meetings.rules import results
from app.meetings.rules.kinds import Part, PlainState
from app.meetings.service import changing, writing


def correct_text(
    *, meeting: Meeting, part: MinutesPart, text: str, has_seen: bool, reason: str, account_id: UUID | None
) -> Correction:
    """Change one text of approved minutes. `has_seen` says whether the person has read what stands there now."""
    text = rules.as_plain(text)
    rules.check_length(text)
    minutes = _approved(meeting, account_id)
    rules.check_correction(before=part.text, after=text, reason=reason, has_seen=has_seen)
    correction = _correction(meeting, part.item_id, part.text, text, reason, account_id)
    writing.overwrite(part, text, account_id=account_id)
    if part.part is Part.PLAIN:
        minutes.plain_state = PlainState.DRAFT if text else PlainState.MISSING
    return _kept(meeting, correction, account_id)


def correct_decision(
    *, meeting: Meeting, decision: Decision, text: str, has_seen: bool, reason: str, account_id: UUID | None
) -> Correction:
    """Change the wording of a decision. `has_seen` says whether the person has read what stands there now."""
    _approved(meeting, account_id)
    rules.check_correction(before=decision.wording, after=text, reason=reason, has_seen=has_seen)
    results.check_wording(text, field="text")
    correction = _correction(meeting, decision.item_id, decision.wording, text, reason, account_id)
    decision.wording = text
    return _kept(meeting, correction, account_id)


def _approved(meeting: Meeting, account_id: UUID | None) -> Minutes:
    minutes = writing.begin(meeting, account_id=account_id)
    if rules.is_free(minutes.state):
        raise RuleBroken(_("Das Protokoll ist noch nicht genehmigt. Schreiben Sie einfach im Protokoll selbst."))
    return minutes


def _correction(
    meeting: Meeting, item_id: UUID | None, before: str, after: str, reason: str, account_id: UUID | None
) -> Correction:
    return Correction(
        meeting_id=meeting.id, item_id=item_id, before=before, after=after, reason=reason, account_id=account_id
    )


def _kept(meeting: Meeting, correction: Correction, account_id: UUID | None) -> Correction:
    db.session.add(correction)
    db.session.flush()
    changing.changed(meeting, act="minutes.correct", account=account_id)
    return correction
