"""What can be reported, what can be decided, by when we answer, and how long we keep what. Pure."""

from datetime import date, timedelta
from enum import StrEnum

from app.concerns.rules import Ground
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _

LONGEST_TEXT = 5_000
LONGEST_LINE = 300
CODE = "notice"
"""The purpose of the numbers that people look their notices up with, among all keyed hashes."""
CODE_DIGITS = 20
MAILS_A_DAY = 5
"""So many mails strangers may cause to one address in a day."""
CONTACT_KEPT = timedelta(days=90)
"""So long after our answer we keep how to reach somebody: time to disagree."""
CONTACT_AT_MOST = timedelta(days=365)
"""So long we keep it when nobody has answered."""
WORDS_KEPT = timedelta(days=365)
"""So long after our answer the words are kept; then the day and what was decided stay."""


class Kind(StrEnum):
    """What a notice is about."""

    BARRIER = "barrier"
    CONTENT = "content"


class Reason(StrEnum):
    """Why a text should not stand here."""

    HATE = "hate"
    INSULT = "insult"
    THREAT = "threat"
    PERSONAL = "personal"
    CHILD_ABUSE = "child_abuse"
    YOUTH = "youth"
    ADVERTISING = "advertising"
    OTHER_LAW = "other_law"
    OTHER_RULE = "other_rule"


class Outcome(StrEnum):
    """What became of a notice."""

    REMOVED = "removed"
    REDACTED = "redacted"
    KEPT = "kept"
    FIXED = "fixed"
    PLANNED = "planned"
    NOT_POSSIBLE = "not_possible"


OUTCOMES: dict[Kind, tuple[Outcome, ...]] = {
    Kind.CONTENT: (Outcome.REMOVED, Outcome.REDACTED, Outcome.KEPT),
    Kind.BARRIER: (Outcome.FIXED, Outcome.PLANNED, Outcome.NOT_POSSIBLE),
}

GROUNDS: dict[Reason, Ground] = {
    Reason.HATE: Ground.LAW_HATE,
    Reason.INSULT: Ground.INSULT,
    Reason.THREAT: Ground.LAW_THREAT,
    Reason.PERSONAL: Ground.PERSONAL,
    Reason.CHILD_ABUSE: Ground.LAW_CHILD,
    Reason.YOUTH: Ground.LAW_YOUTH,
    Reason.ADVERTISING: Ground.ADVERTISING,
    Reason.OTHER_LAW: Ground.ILLEGAL,
    Reason.OTHER_RULE: Ground.ILLEGAL,
}
"""The rule or law that a reported text goes against if the notice is right; a person confirms or changes it."""

URGENT = frozenset({Reason.CHILD_ABUSE, Reason.HATE, Reason.THREAT})

_DAYS = {Kind.BARRIER: 28, Kind.CONTENT: 7}
"""No month is shorter than 28 days, and within a month people must have an answer about a barrier (BGG § 12b)."""


def due_on(kind: Kind, reason: Reason | None, today: date) -> date:
    """By when we answer."""
    return today + timedelta(days=1 if reason in URGENT else _DAYS[kind])


def check(*, kind: Kind, reason: Reason | None, text: str, in_good_faith: bool) -> None:
    """Raise RuleBroken when nobody could work with such a notice."""
    if kind is Kind.CONTENT and reason is None:
        raise RuleBroken(_("Wählen Sie bitte, was mit dem Text nicht stimmt."), field="reason")
    if not any(sign.isalnum() for sign in text):
        missing = _("Schreiben Sie bitte, was nicht geht.")
        because = _("Schreiben Sie bitte, warum der Text hier nicht stehen soll.")
        raise RuleBroken(because if kind is Kind.CONTENT else missing, field="text")
    if kind is Kind.CONTENT and not in_good_faith:
        raise RuleBroken(
            _("Bestätigen Sie bitte, dass Ihre Angaben nach Ihrem besten Wissen stimmen."), field="in_good_faith"
        )


def check_answer(*, kind: Kind, outcome: Outcome | None, answer: str) -> None:
    """Raise RuleBroken when somebody would not learn what was decided, or why."""
    if outcome not in OUTCOMES[kind]:
        raise RuleBroken(_("Wählen Sie bitte, was entschieden ist."), field="outcome")
    if not any(sign.isalnum() for sign in answer):
        raise RuleBroken(_("Schreiben Sie bitte, warum so entschieden ist."), field="answer")
