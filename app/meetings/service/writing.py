"""Texts of the minutes are saved while the meeting goes on, by one or more writers. No text that was taken is ever lost.

A writer names the version they saw. Who saw the newest one replaces it; what stood there is a revision. Who saw an older
one does not: both texts are kept, the later one as a conflict until somebody settles it.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.upsert import insert
from app.meetings.models import Meeting, Minutes, MinutesPart, MinutesRevision
from app.meetings.queries import agenda
from app.meetings.queries import minutes as queries
from app.meetings.rules import minutes as rules
from app.meetings.rules.kinds import MinutesState, Part, PlainState, RevisionKind
from app.meetings.rules.minutes import Choice
from app.meetings.service import changing


class Outcome(StrEnum):
    """What became of a text that was sent."""

    SAVED = "saved"
    SUPERSEDED = "superseded"
    """It had arrived before, and somebody who saw it has gone on from there."""
    CONFLICT = "conflict"
    LATE = "late"
    """The minutes are approved: the text is kept beside them."""


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Who writes: the account, and the open page (`pen`) that counts what it sends (`stroke`). No pen: no script."""

    account_id: UUID | None
    pen: str = ""
    stroke: int = 0


@dataclass(frozen=True, kw_only=True)
class Saved:
    """How a part stands after a save. `conflict` is where a text lies that could not take its place."""

    outcome: Outcome
    part: MinutesPart
    conflict: MinutesRevision | None = None


def begin(meeting: Meeting, *, account_id: UUID | None) -> Minutes:
    """The minutes of a meeting, begun by whoever comes first. All who change them wait for each other."""
    if queries.find(meeting) is None:
        nothing = {"distribution": "", "plain_checked_by": "", "is_uncounted": False}
        fresh = {"meeting_id": meeting.id, "state": MinutesState.DRAFT, "plain_state": PlainState.MISSING, **nothing}
        db.session.execute(insert(Minutes).values(fresh).on_conflict_do_nothing())
        changing.changed(meeting, act="minutes.begin", account=account_id)
    return queries.get_to_change(meeting)


def save(*, meeting: Meeting, slot: str, text: str, base: int, writer: Writer, settles_id: UUID | None = None) -> Saved:
    """Take a text that was written on top of version `base`. The same text again changes nothing.

    `settles_id` names the conflict that this text ends.
    """
    text = rules.as_plain(text)
    rules.check_length(text)
    kind, item_id = _place(meeting, slot)
    minutes = begin(meeting, account_id=writer.account_id)
    part = _part(meeting, slot, kind, item_id)
    if text != part.text:
        if not rules.is_free(minutes.state):
            return Saved(outcome=Outcome.LATE, part=part, conflict=_keep_beside(part, text, writer))
        if base != part.version and _is_old_news(part, text, writer):
            return Saved(outcome=Outcome.SUPERSEDED, part=part)
        if base != part.version and not _is_own(part, writer):
            return Saved(outcome=Outcome.CONFLICT, part=part, conflict=_keep_beside(part, text, writer))
        _write(part, text, writer)
        if kind is Part.PLAIN:
            minutes.plain_state = PlainState.DRAFT if text else PlainState.MISSING
    _settle(part, settles_id)
    db.session.flush()
    return Saved(outcome=Outcome.SAVED, part=part)


def settle(*, meeting: Meeting, version: queries.Version, choice: Choice, base: int, writer: Writer) -> Saved:
    """Let one of two texts stay, or both. It stays open if somebody has changed the part since version `base`."""
    begin(meeting, account_id=writer.account_id)
    part = queries.get_part(meeting, version.slot)
    if base != part.version and not version.is_settled:
        return Saved(outcome=Outcome.CONFLICT, part=part, conflict=queries.get_revision(version.id))
    text = rules.chosen(choice, mine=version.text, theirs=part.text)
    return save(meeting=meeting, slot=version.slot, text=text, base=base, writer=writer, settles_id=version.id)


def restore(*, meeting: Meeting, version: queries.Version, account_id: UUID | None) -> Saved:
    """Put an older text back in its place, as a new save on top of what stands there now."""
    begin(meeting, account_id=account_id)
    base = queries.get_part(meeting, version.slot).version
    return save(meeting=meeting, slot=version.slot, text=version.text, base=base, writer=Writer(account_id=account_id))


def overwrite(part: MinutesPart, text: str, *, account_id: UUID | None) -> None:
    """Put a text into its place, whoever wrote what stands there: for corrections."""
    _write(part, text, Writer(account_id=account_id))


def put_away(*, meeting: Meeting, version: queries.Version, account_id: UUID | None) -> None:
    """Settle a conflict without changing the text. It can still be found among the revisions."""
    begin(meeting, account_id=account_id)
    _settle(queries.get_part(meeting, version.slot), version.id)
    db.session.flush()


def _place(meeting: Meeting, slot: str) -> tuple[Part, UUID | None]:
    """The part and the item that a slot names. An item that has left the agenda has no place any more."""
    try:
        kind, item_id = rules.read_slot(slot)
    except ValueError as wrong:
        raise NotFound from wrong
    if item_id is not None:
        try:
            agenda.get_item(meeting, item_id)
        except NotFound as gone:
            raise RuleBroken(_("Diesen Punkt gibt es auf der Tagesordnung nicht mehr.")) from gone
    return kind, item_id


def _part(meeting: Meeting, slot: str, kind: Part, item_id: UUID | None) -> MinutesPart:
    """The row of a text, made by whoever writes there first. The minutes are locked, so nobody else makes it too."""
    part = queries.find_part(meeting, slot)
    if part is None:
        part = MinutesPart(meeting_id=meeting.id, slot=slot, part=kind, item_id=item_id, text="", version=0)
        db.session.add(part)
        db.session.flush()
    return part


def _is_own(part: MinutesPart, writer: Writer) -> bool:
    """Whether this very page wrote what stands there: it knows it, even if it never heard that it arrived."""
    return bool(writer.pen) and part.pen == writer.pen


def _is_old_news(part: MinutesPart, text: str, writer: Writer) -> bool:
    """Whether the text had arrived before, late or sent again, and was replaced by somebody who saw it."""
    saved = [each for each in queries.revisions_of(part) if each.kind is RevisionKind.SAVED]
    if writer.pen:
        return any(each.pen == writer.pen and each.stroke >= writer.stroke for each in saved)
    return any(not each.pen and each.account_id == writer.account_id and each.text == text for each in saved[:-1])


def _write(part: MinutesPart, text: str, writer: Writer) -> None:
    """Put a text into its place, and into the revisions: as the end of the writer's stretch, or as a new one."""
    now, revisions = clock.now(), queries.revisions_of(part)
    saved = [revision for revision in revisions if revision.kind is RevisionKind.SAVED]
    last = saved[-1] if saved else None
    if last is not None and rules.continues(
        last_at=last.at,
        now=now,
        is_same_writer=(last.account_id, last.pen) == (writer.account_id, writer.pen),
        before=last.text,
        after=text,
    ):
        last.text, last.pen, last.stroke = text, writer.pen, writer.stroke
    else:
        db.session.add(_revision(part, text, writer, number=len(revisions) + 1, kind=RevisionKind.SAVED))
    part.text, part.version, part.saved_at = text, part.version + 1, now
    part.account_id, part.pen, part.stroke = writer.account_id, writer.pen, writer.stroke
    for revision in revisions:
        revision.is_settled = revision.is_settled or revision.text == text


def _keep_beside(part: MinutesPart, text: str, writer: Writer) -> MinutesRevision:
    """Keep a text that cannot take its place. It goes on with the writer's own open conflict if nothing of that is lost."""
    revisions = queries.revisions_of(part)
    own = [
        each for each in revisions if not each.is_settled and (each.account_id, each.pen) == (writer.account_id, writer.pen)
    ]
    if own:
        last, gone = own[-1], rules.lost(own[-1].text, text)
        if writer.pen and writer.stroke <= last.stroke:
            return last
        if gone == 0 or (writer.pen and gone <= rules.MOST_LOST):
            last.text, last.stroke = text, writer.stroke
            db.session.flush()
            return last
        last.is_settled = bool(writer.pen)
    fresh = _revision(part, text, writer, number=len(revisions) + 1, kind=RevisionKind.CONFLICT)
    fresh.is_settled = False
    db.session.add(fresh)
    db.session.flush()
    return fresh


def _settle(part: MinutesPart, conflict_id: UUID | None) -> None:
    for revision in queries.revisions_of(part) if conflict_id else ():
        revision.is_settled = revision.is_settled or revision.id == conflict_id


def _revision(part: MinutesPart, text: str, writer: Writer, *, number: int, kind: RevisionKind) -> MinutesRevision:
    return MinutesRevision(
        part_id=part.id,
        number=number,
        kind=kind,
        text=text,
        account_id=writer.account_id,
        pen=writer.pen,
        stroke=writer.stroke,
    )
