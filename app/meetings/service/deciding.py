"""Decisions are written down word for word, changed and taken back, as long as the minutes are not approved."""

from dataclasses import dataclass
from uuid import UUID

from app.concerns.rules import Progress
from app.kernel import clock, codes
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import AgendaItem, Decision, Meeting
from app.meetings.queries import minutes as queries
from app.meetings.rules import minutes as minutes_rules
from app.meetings.rules import results as rules
from app.meetings.rules import telling
from app.meetings.rules.kinds import Mode
from app.meetings.service import writing
from app.moderation import service as moderation


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What a meeting decided: its exact words, what they mean, how it was decided. A vote that nobody counted is None."""

    wording: str
    plain: str = ""
    mode: Mode
    yes: int | None = None
    no: int | None = None
    abstained: int | None = None

    @property
    def votes(self) -> tuple[int | None, ...]:
        return (self.yes, self.no, self.abstained)


def decide(*, meeting: Meeting, item: AgendaItem, said: Decided, account_id: UUID | None, client_id: str = "") -> Decision:
    """Write a decision down. The same form again (by its `client_id`) writes nothing new."""
    client_key = codes.digest(client_id) if client_id else None
    if client_key and (there := queries.find_decision_by_client_key(client_key)):
        return there
    _check(meeting, said, account_id)
    so_far = queries.decisions_of(meeting).get(item.id, [])
    decision = Decision(item_id=item.id, position=len(so_far) + 1, client_key=client_key)
    _take_over(decision, said)
    db.session.add(decision)
    db.session.flush()
    moderation.log(act="minutes.decide", subject=meeting.subject, account=account_id)
    return decision


def change(*, meeting: Meeting, decision: Decision, said: Decided, seen: str, account_id: UUID | None) -> None:
    """Write a decision anew. `seen` is the print of what the writer saw: nobody changes what they have not read."""
    _check(meeting, said, account_id)
    if said != decided(decision) and seen != print_of(decision):
        raise RuleBroken(
            _("Jemand hat diesen Beschluss gerade geändert: %(wording)s", wording=decision.wording), field="wording"
        )
    _take_over(decision, said)
    db.session.flush()
    moderation.log(act="minutes.decision", subject=meeting.subject, account=account_id)


def take_back(*, meeting: Meeting, decision: Decision, account_id: UUID | None) -> None:
    """Strike a decision out that was written down by mistake."""
    _check_free(meeting, account_id)
    db.session.delete(decision)
    db.session.flush()
    moderation.log(act="minutes.undecide", subject=meeting.subject, account=account_id)


def leave_out(*, meeting: Meeting, item: AgendaItem, is_left_out: bool, account_id: UUID | None) -> None:
    """Say that there was no time for an item, so that the minutes need no result, or that there was after all."""
    _check_free(meeting, account_id)
    item.is_left_out = is_left_out
    db.session.flush()


def lead_on(*, meeting: Meeting, item: AgendaItem, concern_id: UUID, step: Progress, account_id: UUID | None) -> None:
    """Say which step a concern takes when the minutes are published."""
    _check_free(meeting, account_id)
    telling.check_step(step)
    for each in item.concerns:
        if each.concern_id == concern_id:
            each.moves_to = step
    db.session.flush()


def decided(decision: Decision) -> Decided:
    """What stands in a decision now."""
    return Decided(**{name: getattr(decision, name) for name in Decided.__dataclass_fields__})


def print_of(decision: Decision) -> str:
    """A short print of what a decision says, to see whether it has changed."""
    return codes.digest(repr(decided(decision)))[:16]


def _take_over(decision: Decision, said: Decided) -> None:
    for name in Decided.__dataclass_fields__:
        setattr(decision, name, getattr(said, name))
    decision.entered_at = decision.entered_at or clock.now()


def _check(meeting: Meeting, said: Decided, account_id: UUID | None) -> None:
    _check_free(meeting, account_id)
    rules.check_decision(wording=said.wording, mode=said.mode, votes=said.votes, attendance=meeting.attendance_total)


def _check_free(meeting: Meeting, account_id: UUID | None) -> None:
    minutes = writing.begin(meeting, account_id=account_id)
    if not minutes_rules.is_free(minutes.state):
        raise RuleBroken(_("Das Protokoll ist schon genehmigt. Ändern können Sie es nur noch mit einer Berichtigung."))
