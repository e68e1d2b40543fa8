"""What the invented residents say, who stands behind it, and what became of it."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa

from app.accounts.models import Account
from app.concerns import rules
from app.concerns.models import Concern, Message, NumberSeries, ProgressEntry, ReviewStep, Voice
from app.concerns.rules import Channel, Direction, MessageKind, Progress, Review, VoiceKind
from app.concerns.service import indexing
from app.demo import reading
from app.kernel import codes, page_store
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.moderation import labels as moderation
from app.moderation import rules as hints

SPACE = UUID("6f72747374696d6d652d64656d6f0000")
"""The ids of the demo are made from their names, so that they are the same every time."""
AT = time(10, 0, tzinfo=UTC)


def speak() -> None:
    """Fill the city with concerns, their voices, reviews, progress and messages."""
    concerns = [_concern(row) for row in reading.rows("concerns")]
    ids = {row["number"]: made["id"] for row, made in zip(reading.rows("concerns"), concerns, strict=True)}
    decided = {row["number"]: row for row in reading.rows("reviews")}
    for made in concerns:
        made["merged_into_id"] = ids.get(decided.get(_number(made), {}).get("into", ""))
    _insert(Concern, sorted(concerns, key=lambda made: made["merged_into_id"] is not None))
    indexing.add(
        [
            {"sequence": made["sequence"], "words": indexing.words_of(made["text"], made["where_exactly"])}
            for made in concerns
        ]
    )
    _insert(NumberSeries, _series(concerns))
    _insert(Voice, [voice for row in reading.rows("concerns") for voice in _voices(row, ids[row["number"]])])
    _insert(ReviewStep, [_review(row, ids, decided) for row in reading.rows("concerns") if row["review"] != Review.WAITING])
    _insert(ProgressEntry, [_progress(row, ids) for row in reading.rows("progress")])
    _insert(Message, [_message(row, ids, at) for at, row in enumerate(reading.rows("messages"))])
    page_store.raise_stamp("concerns")


def sample_code() -> tuple[str, str]:
    """Give one concern with an open question a follow-up code. Says its number and the code."""
    number = next(row["number"] for row in reading.rows("messages") if row["kind"] == MessageKind.QUESTION)
    code = codes.digits(rules.CODE, f"demo {number}", rules.CODE_DIGITS)
    changed = sa.update(Concern).where(Concern.sequence == rules.sequence_of(number))
    db.session.execute(changed.values(code_hash=codes.slow(rules.CODE, code)))
    return number, code


def progress_id(number: str, step: str, day: str) -> UUID:
    """The id of what was said about a concern on that day."""
    return uuid5(SPACE, f"{number} {step} {day}")


def _concern(row: reading.Row) -> dict[str, Any]:
    return {
        "id": uuid5(SPACE, row["number"]),
        "sequence": rules.sequence_of(row["number"]),
        "direction": Direction(row["direction"]),
        "topic_key": row["topic"],
        "ortsteil_key": row["ortsteil_key"],
        "text": row["text"],
        "where_exactly": row["where_exactly"],
        "affected": reading.parts(row["affected"]),
        "language": row["language"],
        "channel": Channel(row["channel"]),
        "people": int(row["people"]),
        "review": Review(row["review"]),
        "progress": Progress(row["progress"]),
        "reported_on": date.fromisoformat(row["reported_on"]),
        "supports": int(row["supports"]),
        "has_hints": bool(hints.personal_data(row["text"])),
    }


def _voices(row: reading.Row, concern_id: UUID) -> list[dict[str, Any]]:
    """The author, known by the persona, and as many supporters as stated, each an invented person of their own."""
    quarter = str(Quarter.of_day(date.fromisoformat(row["reported_on"])))
    names = [row["persona"], *(f"{row['number']} supporter {at}" for at in range(int(row["supports"])))]
    return [
        {
            "id": uuid5(SPACE, f"{row['number']} voice {at}"),
            "concern_id": concern_id,
            "kind": VoiceKind.SUPPORT if at else VoiceKind.AUTHOR,
            "support_key": codes.lasting("demo support", name) if at else None,
            "person": codes.lasting(f"person:{rules.counted_set(quarter)}", name),
            "network": None,
            "people": 1 if at else int(row["people"]),
            "quarter": quarter,
        }
        for at, name in enumerate(names)
    ]


def _series(concerns: list[dict[str, Any]]) -> list[dict[str, int]]:
    last: dict[int, int] = {}
    for made in concerns:
        year, number = divmod(made["sequence"], rules.NUMBERS_A_YEAR)
        last[year] = max(last.get(year, 0), number)
    return [{"year": year, "last": number} for year, number in last.items()]


def _review(row: reading.Row, ids: dict[str, UUID], decided: dict[str, reading.Row]) -> dict[str, Any]:
    decision = decided.get(row["number"], {})
    after: dict[str, Any] = {"review": row["review"]}
    if decision.get("into"):
        after["merged_into_id"] = ids[decision["into"]].hex
    reason = decision.get("reason", "")
    return {
        "id": uuid5(SPACE, f"{row['number']} review"),
        "concern_id": ids[row["number"]],
        "batch_id": uuid5(SPACE, f"{row['number']} batch"),
        "account_id": None if row["review"] == Review.WITHDRAWN else _reviewer(),
        "at": _moment(decision.get("decided_on") or row["reported_on"]),
        "before": {"review": Review.WAITING.value} | ({"merged_into_id": None} if "merged_into_id" in after else {}),
        "after": after,
        "reason": next((known.text for known in moderation.REASONS if known.key == reason), ""),
    }


def _reviewer() -> UUID:
    return db.session.scalars(sa.select(Account.id).where(Account.email == "stadt@example.org")).one()


def _progress(row: reading.Row, ids: dict[str, UUID]) -> dict[str, Any]:
    return {
        "id": progress_id(row["number"], row["step"], row["happened_on"]),
        "concern_id": ids[row["number"]],
        "step": Progress(row["step"]),
        "happened_on": date.fromisoformat(row["happened_on"]),
        "text": row["text"],
        "department_key": row["department"] or None,
        "promised_on": date.fromisoformat(row["promised_on"]) if row["promised_on"] else None,
        "link": "",
        "written_at": _moment(row["happened_on"]),
    }


def _message(row: reading.Row, ids: dict[str, UUID], at: int) -> dict[str, Any]:
    return {
        "id": uuid5(SPACE, f"{row['number']} message {at}"),
        "concern_id": ids[row["number"]],
        "kind": MessageKind(row["kind"]),
        "text": row["text"],
        "language": row["language"],
        "written_at": _moment(row["written_on"]).replace(minute=at),
    }


def _moment(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), AT)


def _number(made: dict[str, Any]) -> str:
    return rules.number_of(made["sequence"])


def _insert(model: type[Any], values: list[dict[str, Any]]) -> None:
    if values:
        db.session.execute(sa.insert(model), values)
