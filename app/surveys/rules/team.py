"""Who may do what in a team, who goes together, and what stands beside a bell. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from app.accounts.rules import Role
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation.rules import HintKind, personal_data
from app.surveys.rules.kinds import Setting, TeamRole
from app.surveys.rules.phases import check_length

FITTING: Mapping[TeamRole, frozenset[Role]] = {
    TeamRole.LEAD: frozenset({Role.QUARTER_WORKER}),
    TeamRole.INTERVIEWER: frozenset({Role.INTERVIEWER, Role.QUARTER_WORKER}),
    TeamRole.EVALUATOR: frozenset({Role.EVALUATOR}),
    TeamRole.CONTACT_KEEPER: frozenset({Role.CONTACT_KEEPER}),
}
"""Which accounts can hold a role in a team: each needs the permission that goes with it."""

NEVER_TOGETHER = frozenset({TeamRole.EVALUATOR, TeamRole.CONTACT_KEEPER})
"""Nobody reads the answers and knows the names of one campaign (A-32)."""

ASKING = frozenset({TeamRole.INTERVIEWER, TeamRole.LEAD})
"""Who may ring at doors."""

LONGEST_NAME = 120
LONGEST_BELL = 80
MOST_BELLS = 200
MOST_DOORS = 5000
House = TypeVar("House")


@dataclass(frozen=True, kw_only=True)
class Person:
    """What staff say about somebody of the team."""

    name: str
    role: TeamRole
    account_id: UUID | None = None
    languages: tuple[str, ...] = ()
    trained_on: date | None = None
    trained_in: str = ""
    declared: str = ""


def check_person(person: Person, *, today: date) -> None:
    """Raise RuleBroken for somebody who cannot be in a team."""
    if not any(sign.isalnum() for sign in person.name):
        raise RuleBroken(_("Wie heißt die Person?"), field="name")
    check_length(person.name, LONGEST_NAME, field="name")
    check_length(person.trained_in, 300, field="trained_in")
    check_length(person.declared, 300, field="declared")
    if person.trained_on is not None and person.trained_on > today:
        raise RuleBroken(_("Tragen Sie die Schulung bitte erst ein, wenn sie war."), field="trained_on")
    if person.trained_on is not None and person.trained_on.year < 2000:
        raise RuleBroken(_("Bitte prüfen Sie das Jahr."), field="trained_on")


def check_account(role: TeamRole, *, held: frozenset[Role], others: Collection[TeamRole]) -> None:
    """Raise RuleBroken when an account cannot take this role. `others` are the roles it has in this team already."""
    if not FITTING[role] & held:
        raise RuleBroken(_("Dieses Konto hat nicht das passende Recht. Die Administration kann es geben."), field="account")
    if role in others:
        raise RuleBroken(_("Dieses Konto hat diese Aufgabe im Team schon."), field="account")
    if role in NEVER_TOGETHER and NEVER_TOGETHER & set(others):
        message = _("Wer Antworten auswertet, darf in derselben Befragung keine Kontaktzettel pflegen, und umgekehrt.")
        raise RuleBroken(message, field="account")


def is_trained(role: TeamRole, trained_on: date | None, *, today: date) -> bool:
    """Whether somebody can lead talks: an interviewer whose training has been."""
    return role is TeamRole.INTERVIEWER and trained_on is not None and trained_on <= today


def check_pair(asker: TeamRole, writer: TeamRole | None, *, are_same: bool) -> None:
    """Raise RuleBroken for two who cannot go together (A-11)."""
    if asker not in ASKING:
        raise RuleBroken(_("Diese Person führt keine Gespräche."), field="asker")
    if writer is not None and writer not in ASKING:
        raise RuleBroken(_("Diese Person führt keine Gespräche."), field="writer")
    if are_same:
        raise RuleBroken(_("Wer fragt, kann nicht auch schreiben. Wählen Sie bitte zwei Personen."), field="writer")


def goes_alone(setting: Setting, interviewers: int) -> bool:
    """Whether somebody rings at a dwelling alone: that deserves a hint, never a refusal (A-11)."""
    return setting in {Setting.HOME, Setting.DOORSTEP} and interviewers == 1


def bells(count: int | None, lines: str) -> tuple[str, ...]:
    """The bells of a house: those that were written down, one a line, else so many with a number."""
    written = tuple(dict.fromkeys(tidy(line) for line in lines.splitlines() if tidy(line)))
    return written or tuple(f"Klingel {number}" for number in range(1, (count or 0) + 1))


def tidy(text: str) -> str:
    """The same words with single spaces: one house, one spelling."""
    return " ".join(text.split())


def check_house(house: str, count: int | None, lines: str) -> None:
    """Raise RuleBroken for a house that cannot stand on a route."""
    if not any(sign.isalnum() for sign in house):
        raise RuleBroken(_("Welches Haus ist es? Zum Beispiel: Vilniuser Straße 12"), field="house")
    check_length(house, LONGEST_NAME, field="house")
    if count is not None and not 1 <= count <= MOST_BELLS:
        raise RuleBroken(_("Ein Haus hat hier 1 bis %(most)s Klingeln.", most=MOST_BELLS), field="count")
    found = bells(count, lines)
    if not found:
        raise RuleBroken(_("Wie viele Klingeln hat das Haus?"), field="count")
    if len(found) > MOST_BELLS:
        raise RuleBroken(_("Ein Haus hat hier 1 bis %(most)s Klingeln.", most=MOST_BELLS), field="bells")
    for bell in found:
        check_length(bell, LONGEST_BELL, field="bells")


_TELLS_A_PLACE = re.compile(
    r"\d|klingel|schild|links|rechts|mitte|oben|unten|vorn|hinten|haus|seite|aufgang|eingang|wohnung|whg|etage|stock|keller|"
    r"\b(?:eg|ug|dg|og|li|re|mi|vh|hh|sf)\b|geschoss|flügel|laden|büro|praxis",
    re.IGNORECASE,
)


def names_among(texts: Iterable[str]) -> tuple[str, ...]:
    """The lines that look like somebody's name: a name does not belong beside a door."""
    return tuple(text for text in texts if _looks_like_a_name(text))


def people_in(text: str) -> tuple[str, ...]:
    """The passages that point at a person; a street with its number is none."""
    return tuple(text[hint.start : hint.end] for hint in personal_data(text) if hint.kind is not HintKind.ADDRESS)


def _looks_like_a_name(text: str) -> bool:
    if people_in(text):
        return True
    return any(sign.isalpha() for sign in text) and not _TELLS_A_PLACE.search(text)


def moved(houses: Sequence[House], house: House, *, up: bool) -> list[House]:
    """The houses in their new order. At the ends nothing changes."""
    order = list(houses)
    place = order.index(house)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return order
