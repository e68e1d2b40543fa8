"""States, steps and limits of a concern. Pure: no database, no clock, no web."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _

LONGEST_TEXT = 5_000
LONGEST_LINE = 200
LONGEST_HEADLINE = 80
MOST_PEOPLE = 500
SHOWN_GROUP = 5
"""Of so many people behind a concern its page says how many. Of fewer, one of them might be recognised."""
CODE = "code"
"""The purpose of follow-up codes among all keyed hashes."""
CODE_DIGITS = 20
NUMBERS_A_YEAR = 10**8
"""How many public numbers fit into a year: a sequence is the year times this, plus the number."""
MANY_POSTS = 20
"""So many from one network in ten minutes are looked at twice. A tablet in a meeting place may well reach that."""
MANY_LINKS = 3
SHORTEST_TELLING_WORD = 3
"""Words of so few letters say nothing about what a text is about."""

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?؟。])\s|\n")


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


class LinkKind(StrEnum):
    """What sort of thing elsewhere in the house deals with a concern."""

    SURVEY = "survey"
    MEETING = "meeting"
    DISCUSSED = "discussed"
    DECISION = "decision"
    TASK = "task"
    TASK_DONE = "task_done"
    MEASURE = "measure"


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


class Ground(StrEnum):
    """Which rule or law a concern goes against that is not shown (DSA Art. 17): first our rules, then laws."""

    INSULT = "insult"
    ILLEGAL = "illegal"
    PERSONAL = "personal"
    ADVERTISING = "advertising"
    UNCLEAR = "unclear"
    ELSEWHERE = "elsewhere"
    LAW_INSULT = "law_insult"
    LAW_THREAT = "law_threat"
    LAW_HATE = "law_hate"
    LAW_CHILD = "law_child"
    LAW_YOUTH = "law_youth"
    LAW_PRIVACY = "law_privacy"
    LAW_OTHER = "law_other"


class VoiceKind(StrEnum):
    """How somebody stands behind a concern."""

    AUTHOR = "author"
    SUPPORT = "support"


class Suspicion(StrEnum):
    """What makes staff look twice. It never refuses anything: real people paste, and whole villages share an address."""

    TRAP = "trap"
    HASTY = "hasty"
    MANY_POSTS = "many_posts"
    LINKS = "links"


NEXT: dict[Review, frozenset[Review]] = {
    Review.WAITING: frozenset({Review.PUBLISHED, Review.RETURNED, Review.MERGED, Review.WITHDRAWN}),
    Review.PUBLISHED: frozenset({Review.RETURNED, Review.MERGED, Review.WITHDRAWN}),
    Review.RETURNED: frozenset({Review.PUBLISHED, Review.WAITING, Review.WITHDRAWN}),
    Review.MERGED: frozenset({Review.WITHDRAWN}),
    Review.WITHDRAWN: frozenset(),
}
"""Withdrawing is for good. Undo is not a step: it writes a row that restores the state before."""


LAWS = "gesetze"
ANCHORS: dict[Ground, str] = {
    Ground.INSULT: "beleidigung",
    Ground.ILLEGAL: "verbotenes",
    Ground.PERSONAL: "angaben",
    Ground.ADVERTISING: "werbung",
    Ground.UNCLEAR: "verstaendlich",
    Ground.ELSEWHERE: "hierher",
}
"""Where a rule stands on the page of rules; laws stand there together."""


def anchor_of(ground: Ground) -> str:
    """The place on the page of rules that says this."""
    return ANCHORS.get(ground, LAWS)


def may_move(now: Review, wanted: Review) -> bool:
    return wanted in NEXT[now]


def is_counted(review: Review) -> bool:
    """Only what everybody can read counts; waiting, returned, withdrawn and merged concerns count nowhere."""
    return review is Review.PUBLISHED


def progress_after(steps: Iterable[Progress]) -> Progress:
    """What has become of a concern after these entries, oldest first. Being discussed again takes no answer back."""
    reached = Progress.OPEN
    for step in steps:
        if step is not Progress.DISCUSSED or reached is Progress.OPEN:
            reached = step
    return reached


def check_entry(
    *, step: Progress, text: str, happened_on: date, today: date, department: str, promised_on: date | None
) -> None:
    """Raise RuleBroken when this cannot be written into the log of a concern. Nothing closes without a text."""
    if step is Progress.OPEN:
        raise RuleBroken(_("Wählen Sie bitte, was geschehen ist."), field="step")
    if not any(sign.isalnum() for sign in text):
        raise RuleBroken(_("Schreiben Sie bitte in einem ganzen Satz, was geschehen ist."), field="text")
    check_text(text)
    if happened_on > today:
        raise RuleBroken(
            _("Dieser Tag liegt in der Zukunft. Tragen Sie bitte ein, was schon geschehen ist."), field="happened_on"
        )
    if step is Progress.REFERRED and not department:
        raise RuleBroken(_("Wählen Sie bitte, welches Amt antworten soll."), field="department_key")
    if step is Progress.REFERRED and promised_on is None:
        raise RuleBroken(_("Tragen Sie bitte ein, bis wann das Amt antwortet."), field="promised_on")
    if promised_on is not None and promised_on < happened_on:
        raise RuleBroken(_("Die Antwort kann nicht vor der Weiterleitung versprochen sein."), field="promised_on")


def check_statement(*, ground: Ground | None, sentence: str) -> None:
    """Raise RuleBroken when an author would not learn why a concern is not shown."""
    if ground is None:
        raise RuleBroken(_("Wählen Sie bitte, gegen welche Regel oder welches Gesetz der Text verstößt."), field="ground")
    if not any(sign.isalnum() for sign in sentence):
        raise RuleBroken(_("Schreiben Sie bitte in eigenen Worten, was daran nicht geht."), field="sentence")
    if len(sentence) > LONGEST_TEXT:
        raise RuleBroken(_("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein."), field="sentence")


def check_question(question: str) -> None:
    """Raise RuleBroken when staff cannot ask an author this."""
    if not any(sign.isalnum() for sign in question):
        raise RuleBroken(_("Schreiben Sie bitte, was Sie wissen möchten."), field="question")
    if len(question) > LONGEST_TEXT:
        raise RuleBroken(_("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein."), field="question")


def check_text(text: str) -> None:
    """Raise RuleBroken when a text cannot be taken."""
    if not any(sign.isalnum() for sign in text):
        raise RuleBroken(_("Schreiben Sie bitte, was Sie bewegt."), field="text")
    if len(text) > LONGEST_TEXT:
        raise RuleBroken(_("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein."), field="text")
    check_signs(text, field="text")


def check_line(line: str, *, field: str) -> None:
    """Raise RuleBroken when a short answer cannot be taken."""
    if len(line) > LONGEST_LINE:
        raise RuleBroken(_("Diese Angabe ist zu lang. Es passen höchstens 200 Zeichen hinein."), field=field)
    check_signs(line, field=field)


def check_signs(text: str, *, field: str) -> None:
    """Raise RuleBroken for signs that are no writing: control characters and halves of a character.

    Forms take them out before anybody asks here; files and commands come here as they are.
    """
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t" for sign in text):
        raise RuleBroken(
            _("Der Text enthält Zeichen, die niemand lesen kann. Bitte löschen Sie diese Zeichen."), field=field
        )


def check_people(people: int) -> None:
    """Raise RuleBroken when so many people cannot stand behind what one member of staff writes down."""
    if not 1 <= people <= MOST_PEOPLE:
        raise RuleBroken(_("Geben Sie bitte eine Zahl von 1 bis 500 an."), field="people")


def suspicions(*, text: str, fell_into_trap: bool, was_hasty: bool, posts: int) -> frozenset[Suspicion]:
    """What makes staff look twice at a post. `posts` counts those of its network in the last ten minutes."""
    found = {
        Suspicion.TRAP: fell_into_trap,
        Suspicion.HASTY: was_hasty,
        Suspicion.MANY_POSTS: posts > MANY_POSTS,
        Suspicion.LINKS: len(_LINK.findall(text)) >= MANY_LINKS,
    }
    return frozenset(suspicion for suspicion, holds in found.items() if holds)


def headline(title: str, text: str) -> str:
    """What stands for a concern in a list: its title, or its first sentence, cut between two words."""
    first = title or _SENTENCE_END.split(text.strip(), maxsplit=1)[0]
    if len(first) <= LONGEST_HEADLINE:
        return first
    cut = first[:LONGEST_HEADLINE]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–-") + " …"


def likeness(words: frozenset[str], others: frozenset[str]) -> float:
    """How much two texts have in common, from 0 to 1: the share of longer words of the shorter one that both have."""
    one, other = ({word for word in each if len(word) > SHORTEST_TELLING_WORD} for each in (words, others))
    fewest = min(len(one), len(other))
    return len(one & other) / fewest if fewest else 0.0


def code_digits(typed: str) -> str:
    """The digits of a follow-up code as somebody typed it: spaces go, and the digits of all scripts are the same."""
    return "".join(str(unicodedata.decimal(sign)) for sign in typed if sign.isdecimal())


def code_groups(code: str) -> list[str]:
    """A follow-up code in groups of four, to be read aloud and written down."""
    return [code[start : start + 4] for start in range(0, len(code), 4)]


def number_of(sequence: int) -> str:
    """The public number of a concern: 2026-00042."""
    return f"{sequence // NUMBERS_A_YEAR}-{sequence % NUMBERS_A_YEAR:05d}"


def counted_set(quarter: str) -> str:
    """The set in which people are counted: the concerns of one quarter. In another set the same person has another hash."""
    return f"concerns:{quarter}"


def subject_of(sequence: int) -> str:
    """The name of a concern in the log of acts and on sealed originals."""
    return f"concern:{number_of(sequence)}"


def sequence_of(number: str) -> int | None:
    """The sequence behind a public number; None when it is no such number, or not written as we write it."""
    year, _dash, rest = number.partition("-")
    if not (len(year) == 4 and 5 <= len(rest) <= 8 and (year + rest).isascii() and (year + rest).isdigit()):
        return None
    sequence = int(year) * NUMBERS_A_YEAR + int(rest)
    return sequence if number_of(sequence) == number else None
