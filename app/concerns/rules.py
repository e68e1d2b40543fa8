"""States, steps and limits of a concern. Pure: no database, no clock, no web."""

from enum import StrEnum

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _

LONGEST_TEXT = 5_000
LONGEST_LINE = 200
CODE_DIGITS = 20


class Direction(StrEnum):
    """What kind of thing somebody says (methods A-45)."""

    STRENGTH = "strength"
    PROBLEM = "problem"
    IDEA = "idea"
    CONTRIBUTION = "contribution"


class Channel(StrEnum):
    """The way on which a concern came in; all count the same."""

    ONLINE = "online"
    PAPER = "paper"
    DOORSTEP = "doorstep"
    COUNTER = "counter"
    MEETING = "meeting"
    PHONE = "phone"


class Affected(StrEnum):
    """Whom it concerns, if somebody wants to say so."""

    CHILDREN = "children"
    YOUTH = "youth"
    FAMILIES = "families"
    OLDER = "older"
    DISABLED = "disabled"
    NEWCOMERS = "newcomers"
    EVERYONE = "everyone"


class Review(StrEnum):
    """Who may see a concern."""

    WAITING = "waiting"
    PUBLISHED = "published"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Progress(StrEnum):
    """What becomes of a concern."""

    OPEN = "open"
    DISCUSSED = "discussed"
    REFERRED = "referred"
    ANSWERED = "answered"
    PLANNED = "planned"
    DONE = "done"
    NOT_POSSIBLE = "not_possible"


class MessageKind(StrEnum):
    """What goes to and fro between staff and author, unseen by others."""

    QUESTION = "question"
    ANSWER = "answer"
    ADDITION = "addition"


class VoiceKind(StrEnum):
    """How somebody stands behind a concern."""

    AUTHOR = "author"
    SUPPORT = "support"


NEXT: dict[Review, frozenset[Review]] = {
    Review.WAITING: frozenset({Review.PUBLISHED, Review.RETURNED, Review.MERGED, Review.WITHDRAWN}),
    Review.PUBLISHED: frozenset({Review.RETURNED, Review.MERGED, Review.WITHDRAWN}),
    Review.RETURNED: frozenset({Review.PUBLISHED, Review.WAITING, Review.WITHDRAWN}),
    Review.MERGED: frozenset({Review.WITHDRAWN}),
    Review.WITHDRAWN: frozenset(),
}
"""Withdrawing is for good. Undo is not a step: it writes a row that restores the state before."""


def may_move(now: Review, wanted: Review) -> bool:
    return wanted in NEXT[now]


def is_counted(review: Review) -> bool:
    """Only what everybody can read counts; waiting, returned, withdrawn and merged concerns count nowhere."""
    return review is Review.PUBLISHED


def check_text(text: str) -> None:
    """Raise RuleBroken when a text cannot be taken."""
    if not any(sign.isalnum() for sign in text):
        raise RuleBroken(_("Schreiben Sie bitte, was Sie bewegt."), field="text")
    if len(text) > LONGEST_TEXT:
        raise RuleBroken(_("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein."), field="text")


def number_of(sequence: int) -> str:
    """The public number of a concern: 2026-00042."""
    return f"{sequence // 10**8}-{sequence % 10**8:05d}"


def subject_of(sequence: int) -> str:
    """The name of a concern in the log of acts and on sealed originals."""
    return f"concern:{number_of(sequence)}"


def sequence_of(number: str) -> int | None:
    """The sequence behind a public number; None when it is no such number."""
    year, _dash, rest = number.partition("-")
    if len(year) == 4 and len(rest) >= 5 and (year + rest).isascii() and (year + rest).isdigit() and int(rest) < 10**8:
        return int(year) * 10**8 + int(rest)
    return None
