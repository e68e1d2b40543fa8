"""Meetings of a Land: reading and finding them, saving what is written, and mails that wait, in a database of their own."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.forums import service as forums
from app.forums.models import Forum
from app.kernel import outbox, search
from app.kernel.db import db
from app.meetings.models import AgendaItem, Meeting, MeetingForum, MeetingOrtsteil, Minutes, MinutesPart
from app.meetings.queries.public import PAGE
from app.meetings.rules.kinds import ItemKind, MeetingKind, MeetingState, MinutesState, Origin, Part, PlainState, Precision
from app.meetings.service import writing
from app.meetings.service.writing import Writer
from benchmarks import bulk, results, words
from benchmarks.results import Row
from benchmarks.section import ALWAYS_CHANGED, Bench, Town
from tests.kernel import mails

MEETINGS = 20_000
FORUMS = 40
ITEMS = 8
FIRST_DAY = date(2001, 1, 1)
SAVES = 200
MAILS = 500
SHARE = 0.6
AT = "2026-01-01 12:00:00"

COLUMNS: dict[str, tuple[str, ...]] = {
    Meeting.__tablename__: (
        "id", "kind", "title", "purpose", "state", "first_day", "last_day", "precision", "place", "address", "online_link",
        "access", "access_note", "interpreting", "facilitator", "minute_taker", "host", "is_city_wide",
        "invitation_channels", "invited_subjects", "cancelled_reason", "source", "calendar_sequence", "created_at",
        "changed_at",
    ),
    MeetingForum.__tablename__: ("meeting_id", "forum_id"),
    MeetingOrtsteil.__tablename__: ("meeting_id", "ortsteil_key"),
    AgendaItem.__tablename__: (
        "id", "meeting_id", "position", "title", "text", "kind", "is_public", "is_left_out", "origin",
    ),
    Minutes.__tablename__: (
        "meeting_id", "state", "published_at", "distribution", "plain_state", "plain_checked_by", "is_uncounted",
    ),
    MinutesPart.__tablename__: (
        "id", "meeting_id", "item_id", "part", "slot", "text", "version", "saved_at", "pen", "stroke",
    ),
    "meeting_search": ("meeting", "words"),
}  # fmt: skip


def measure(bench: Bench) -> Iterator[Row]:
    town = bench.small
    begun = time.perf_counter()
    ids = _fill(town)
    what = f"filling {MEETINGS:,} meetings of {ITEMS} items with minutes"
    yield results.known(what, results.figure(time.perf_counter() - begun, "s"))
    with bench.minimal() as minimal, bench.serving(ALWAYS_CHANGED, town) as ours:
        for name, address in {
            "meetings": "/de/treffen",
            "a meeting": f"/de/treffen/{ids[-1]}",
            "a forum": "/de/foren/abend-1",
        }.items():
            pairs = bench.pairs((ours, address), (minimal, "/rows"))
            yield results.at_least(f"{name}, first rendering, 1 conn.", pairs, share=SHARE)
        middle = MEETINGS // 2
        far = f"/de/treffen?nach={_day(middle).isoformat()}.{ids[middle].hex}"
        pairs = bench.pairs((ours, far), (ours, "/de/treffen"))
        yield results.at_most_as_slow(f"meetings, page {middle // PAGE:,}", pairs, times=1.2, of="page 1")
        pairs = bench.pairs((ours, f"/de/treffen?q={words.HUNDREDTH}"), (minimal, "/rows/50000"))
        yield results.at_most_as_slow("search in minutes", pairs, times=10, of="a primary-key page")
    with bench.minimal() as minimal, bench.serving(town=town) as ours:
        for name, address in {"meetings": "/de/treffen", "a calendar": "/de/foren/abend-1/kalender.ics"}.items():
            pairs = bench.pairs((ours, address), (minimal, "/constant"))
            yield results.at_least(f"{name}, warm, 1 conn.", pairs, share=SHARE)
    yield from _acts(town, ids[-1])


def _acts(town: Town, meeting_id: UUID) -> Iterator[Row]:
    with town.scratch.app.app_context():
        meeting = db.session.get_one(Meeting, meeting_id)
        db.session.get_one(Minutes, meeting_id).state = MinutesState.DRAFT
        saves = _timed(SAVES, lambda number: _save(meeting, number))
        yield results.known("saving a text of the minutes, 5 KB, p50", results.figure(statistics.median(saves), "s"))
        puts = sum(_timed(MAILS, _mail))
        db.session.commit()
        yield results.known("putting mails into the outbox", results.rate(MAILS / puts))
        with mails.known_to(town.scratch.app):
            begun = time.perf_counter()
            mails.worker(town.scratch.app).do_what_is_due()
            yield results.known("sending mails, one worker", results.rate(MAILS / (time.perf_counter() - begun)))


def _timed(times: int, act: Callable[[int], Any]) -> list[float]:
    found = []
    for number in range(times):
        begun = time.perf_counter()
        act(number)
        found.append(time.perf_counter() - begun)
    return found


def _save(meeting: Meeting, number: int) -> None:
    """What an autosave does: a longer text on top of the newest one, durable before the answer."""
    writer = Writer(account_id=None, pen="bench", stroke=number + 1)
    text = "Das Forum spricht über die Bank am Markt. " * 120 + f"Satz {number}."
    writing.save(meeting=meeting, slot="opening", text=text, base=number + 1, writer=writer)
    db.session.commit()


def _mail(number: int) -> None:
    outbox.put(recipient=f"reader{number}@example.org", subject="Treffen", text="Kommen Sie? " * 80, language="de")


def _fill(town: Town) -> list[UUID]:
    """The meetings from the oldest to the newest; one a day, and all of them over."""
    with town.scratch.app.app_context():
        for number in range(FORUMS):
            forums.create(slug=f"abend-{number}", name=f"Forum am Abend {number}", ortsteil_keys=["06"])
        found = db.session.scalars(db.select(Forum.id).where(Forum.slug.startswith("abend-")).order_by(Forum.slug)).all()
        db.session.commit()
        for engine in db.engines.values():
            engine.dispose()
    dice = random.Random(MEETINGS)
    ids = [UUID(bytes=dice.randbytes(16)) for _ in range(MEETINGS)]
    written = str if not town.scratch.is_sqlite else lambda each: each.hex
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
    for number, meeting in enumerate(ids):
        _add(rows, number, written(meeting), written(found[number % FORUMS]), dice, written)
    bulk.load(town.scratch, COLUMNS, [rows])
    return ids


def _add(rows: Any, number: int, meeting: str, forum: str, dice: random.Random, written: Callable[[UUID], str]) -> None:
    day, rare = _day(number).isoformat(), words.HUNDREDTH if number % 100 == 0 else "Bank"
    said = f"Über die {rare} am Markt wird gesprochen. " * 6
    rows["meeting"].append(
        (
            meeting, MeetingKind.FORUM.value, f"Forum am Abend {number}", "Wir reden über den Markt.",
            MeetingState.ANNOUNCED.value, day, day, Precision.DAY.value, "Nachbarschaftsladen", "", "", '["step_free"]', "",
            "[]", "", "", "", False, "[]", "[]", "", "", 0, AT, AT,
        )
    )  # fmt: skip
    rows["meeting_forum"].append((meeting, forum))
    rows["meeting_ortsteil"].append((meeting, f"{number % FORUMS + 1:02}"))
    rows["minutes"].append((meeting, MinutesState.PUBLISHED.value, AT, "", PlainState.CHECKED.value, "", False))
    parts = [(None, Part.PLAIN, "plain"), (None, Part.OPENING, "opening")]
    for position in range(1, ITEMS + 1):
        item = UUID(bytes=dice.randbytes(16))
        title, kind = f"Punkt {position}", ItemKind.ADVICE.value
        rows["agenda_item"].append((written(item), meeting, position, title, "", kind, True, False, Origin.TYPED.value))
        parts.append((written(item), Part.RESULT, f"result:{item.hex}"))
    for item_id, part, slot in parts:
        key = written(UUID(bytes=dice.randbytes(16)))
        rows["minutes_part"].append((key, meeting, item_id, part.value, slot, said, 1, AT, "", 0))
    rows["meeting_search"].append((meeting, search.normalised(said)))


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number * 9_000 // MEETINGS)
