"""A listening campaign: its facts, its phases, and what helps to plan it (A-60, A-62). Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.organizing.rules.kinds import ListeningPhase
from app.surveys.rules.phases import LONGEST_LINE, check_length

SHORTEST, LONGEST = timedelta(weeks=6), timedelta(weeks=8)
"""How long listening usually takes (A-62)."""
TALKS = 10
"""So many people each listener visits."""
FEWEST_NAMES, MOST_NAMES = 15, 20
"""So many names each listener needs for that: not everybody has time."""


class Hint(StrEnum):
    """What is worth a word, and stops nobody."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_LISTENERS = "no_listeners"
    OVER = "over"
    """The last day is over, and the campaign is still listening."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What staff say about a listening campaign."""

    title: str
    ortsteil_keys: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None = None
    campaign_id: UUID | None = None
    """The activating survey it belongs to, if any."""


@dataclass(frozen=True, kw_only=True)
class Stand:
    """Where a listening campaign is: its phase, and which time round."""

    phase: ListeningPhase
    round: int


@dataclass(frozen=True, kw_only=True)
class Need:
    """What so many listeners mean together."""

    talks: int
    fewest_names: int
    most_names: int


def check_facts(facts: Facts) -> None:
    """Raise RuleBroken for a campaign that cannot be."""
    if not any(sign.isalnum() for sign in facts.title):
        raise RuleBroken(_("Wie heißt der Zuhörprozess?"), field="title")
    check_length(facts.title, LONGEST_LINE, field="title")
    if not facts.ortsteil_keys:
        raise RuleBroken(_("Wählen Sie bitte mindestens einen Ortsteil."), field="ortsteil_keys")
    if facts.starts_on is None:
        raise RuleBroken(_("Wann beginnt das Zuhören?"), field="starts_on")
    if not 2000 <= facts.starts_on.year <= 2200:
        raise RuleBroken(_("Bitte prüfen Sie das Jahr."), field="starts_on")
    if facts.ends_on is not None and facts.ends_on < facts.starts_on:
        raise RuleBroken(_("Der letzte Tag liegt vor dem ersten."), field="ends_on")
    if facts.ends_on is not None and facts.ends_on - facts.starts_on > timedelta(days=366):
        raise RuleBroken(_("Länger als ein Jahr geht nicht: Namen würden zu lange aufgehoben."), field="ends_on")


def usual_end(starts_on: date) -> date:
    """The last day when nobody names one."""
    return starts_on + LONGEST - timedelta(days=1)


def need(listeners: int) -> Need:
    """How many talks so many listeners lead, and how many names they need (A-62)."""
    return Need(talks=listeners * TALKS, fewest_names=listeners * FEWEST_NAMES, most_names=listeners * MOST_NAMES)


def hints(*, stand: Stand, starts_on: date, ends_on: date, listeners: int, today: date) -> list[Hint]:
    """What is worth a word while a campaign listens."""
    if stand.phase is not ListeningPhase.LISTENING:
        return []
    length = ends_on - starts_on + timedelta(days=1)
    found = {
        Hint.TOO_SHORT: length < SHORTEST,
        Hint.TOO_LONG: length > LONGEST,
        Hint.NO_LISTENERS: listeners == 0,
        Hint.OVER: ends_on < today,
    }
    return [hint for hint, is_so in found.items() if is_so]


def coming(stand: Stand) -> Stand:
    """The next phase; after the last one the loop begins again."""
    phases = list(ListeningPhase)
    place = phases.index(stand.phase) + 1
    return Stand(phase=phases[place % len(phases)], round=stand.round + place // len(phases))


def former(stand: Stand) -> Stand | None:
    """The phase before, None at the very beginning."""
    phases = list(ListeningPhase)
    place = phases.index(stand.phase)
    if place == 0:
        return Stand(phase=phases[-1], round=stand.round - 1) if stand.round > 1 else None
    return Stand(phase=phases[place - 1], round=stand.round)
