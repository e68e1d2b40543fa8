"""Rows of meetings for tests, with everything that a test does not care about already filled in."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from app.kernel import clock
from app.kernel.db import db
from app.meetings.models import (
    ActionGroup,
    AgendaItem,
    Decision,
    DotOption,
    DotPoll,
    Meeting,
    MeetingSeries,
    Minutes,
    MinutesPart,
    ParkedPoint,
    Task,
)
from app.meetings.rules import minutes as minutes_rules
from app.meetings.rules.kinds import MeetingKind, MeetingState, MinutesState, Mode, Part, Precision, Rhythm
from app.meetings.rules.plan import Plan
from tests import factories

_numbers = count(1)
EVENING = time(17)
LONG = timedelta(hours=2)


def meeting(day: date | None = None, **changed: Any) -> Meeting:
    """An announced meeting of two hours in the evening, in two weeks, for one Ortsteil. Give `day` for another day.

    With `starts_at=None` it fills its days.
    """
    first = day or clock.today() + timedelta(days=14)
    starts = local(first, EVENING)
    values: dict[str, Any] = {
        "kind": MeetingKind.FORUM,
        "title": f"Treffen Nummer {next(_numbers)}",
        "state": MeetingState.ANNOUNCED,
        "announced_at": clock.now(),
        "first_day": first,
        "last_day": first,
        "starts_at": starts,
        "ends_at": starts + LONG,
        "place": "Stadtteilzentrum",
        **changed,
    }
    if values["starts_at"] is None:
        values["ends_at"] = None
        values["precision"] = changed.get("precision", Precision.DAY)
    if values["state"] is MeetingState.DRAFT and "announced_at" not in changed:
        values["announced_at"] = None
    if not any(values.get(where) for where in ("ortsteile", "is_city_wide")):
        values["ortsteile"] = [factories.ortsteil()]
    return _added(Meeting(**values))


def item(of: Meeting, title: str = "", **changed: Any) -> AgendaItem:
    """The next item on the agenda of a meeting."""
    there = db.session.scalar(db.select(db.func.count(AgendaItem.id)).where(AgendaItem.meeting_id == of.id))
    number = (there or 0) + 1
    made = _added(AgendaItem(**{"meeting_id": of.id, "position": number, "title": title or f"Punkt {number}", **changed}))
    if of in db.session:
        db.session.expire(of, ["items"])
    return made


def minutes(of: Meeting, state: MinutesState = MinutesState.DRAFT, **changed: Any) -> Minutes:
    """The minutes of a meeting, as far as `state` says."""
    values: dict[str, Any] = {"meeting_id": of.id, "state": state, **changed}
    if state in {MinutesState.APPROVED, MinutesState.PUBLISHED}:
        values.setdefault("approved_on", clock.today())
    if state is MinutesState.PUBLISHED:
        values.setdefault("published_at", clock.now())
    return _added(Minutes(**values))


def text(of: Meeting, part: Part, words: str, about: AgendaItem | None = None) -> MinutesPart:
    """One text of the minutes of a meeting, or of one of its items."""
    slot = minutes_rules.slot(part, about.id.hex if about else "")
    item_id = about.id if about else None
    return _added(MinutesPart(meeting_id=of.id, item_id=item_id, part=part, slot=slot, text=words, version=1))


def decision(about: AgendaItem, wording: str = "Wir stellen zwei Bänke auf.", **changed: Any) -> Decision:
    """A decision under an item, by consensus."""
    return _added(Decision(**{"item_id": about.id, "wording": wording, "mode": Mode.CONSENSUS, **changed}))


def parked(of: Meeting, words: str = "") -> ParkedPoint:
    """A point that a meeting had no time for."""
    return _added(ParkedPoint(meeting_id=of.id, text=words or f"Gedanke {next(_numbers)}"))


def task(of: Meeting | None = None, **changed: Any) -> Task:
    """A task that is open for two more weeks."""
    values = {
        "what": f"Aufgabe {next(_numbers)} erledigen",
        "owner": "Quartiersmanagement",
        "due_on": clock.today() + timedelta(days=14),
        "meeting_id": of.id if of else None,
        **changed,
    }
    return _added(Task(**values))


def action_group(slug: str = "laternen", **changed: Any) -> ActionGroup:
    return _added(ActionGroup(**{"slug": slug, "name": f"Aktionsgruppe {slug}", **changed}))


def dots(of: Meeting, *titles: str, **changed: Any) -> DotPoll:
    """A wall of a meeting with themes that nobody has given a dot yet."""
    options = [DotOption(title=title, position=place) for place, title in enumerate(titles or ("Die Bank",), start=1)]
    values = {"meeting_id": of.id, "question": "Woran wollen wir zuerst arbeiten?", "options": options, **changed}
    return _added(DotPoll(**values))


def series(first_day: date | None = None, **changed: Any) -> MeetingSeries:
    """A series of Tuesdays, once a month for half a year, without a meeting yet."""
    first = first_day or date(2026, 12, 1)
    title = f"Reihe Nummer {next(_numbers)}"
    pattern = Plan(kind=MeetingKind.FORUM, title=title, place="Stadtteilzentrum", ortsteil_keys=("06",))
    values = {
        "title": title,
        "rhythm": Rhythm.MONTHLY,
        "first_day": first,
        "until": first + timedelta(days=180),
        "starts": EVENING,
        "ends": time(19),
        "pattern": pattern.as_json(),
        **changed,
    }
    return _added(MeetingSeries(**values))


def local(day: date, at: time) -> datetime:
    """The point in time at which clocks here show this."""
    return datetime.combine(day, at, tzinfo=clock.LOCAL).astimezone(UTC)


def _added(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
