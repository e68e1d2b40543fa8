"""Dots on the wall (methods A-51): what a vote with dots must be, and how many themes it may leave."""

from collections.abc import Sequence

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.rules import results
from app.meetings.rules.plan import LONGEST_LINE

MOST_OPTIONS = 60
MOST_DOTS_EACH = 20
MOST = 10_000


def check_poll(*, question: str, dots_per_person: int | None) -> int:
    """Raise RuleBroken for a vote that nobody could take part in. Says how many dots each person has."""
    if not any(sign.isalnum() for sign in question):
        raise RuleBroken(_("Schreiben Sie bitte, worüber mit Punkten entschieden wird."), field="question")
    if len(question) > LONGEST_LINE:
        raise RuleBroken(_("Diese Angabe ist zu lang. Es passen höchstens 300 Zeichen hinein."), field="question")
    if dots_per_person is None or not 1 <= dots_per_person <= MOST_DOTS_EACH:
        raise RuleBroken(_("Geben Sie bitte 1 bis 20 Punkte für jeden Menschen an."), field="dots_per_person")
    return dots_per_person


def check_options(titles: Sequence[str], *, there: int = 0) -> None:
    """Raise RuleBroken when there is nothing to choose from, or too much."""
    if not titles and not there:
        raise RuleBroken(_("Nennen Sie bitte mindestens ein Thema."), field="options")
    if len(titles) + there > MOST_OPTIONS:
        raise RuleBroken(_("Das sind zu viele Themen für eine Wand. Es passen höchstens 60."), field="options")
    if any(len(title) > LONGEST_LINE for title in titles):
        raise RuleBroken(_("Ein Thema ist zu lang. Es passen höchstens 300 Zeichen in eine Zeile."), field="options")


def check_title(title: str) -> None:
    """Raise RuleBroken for a theme that cannot stand on a card."""
    if not any(sign.isalnum() for sign in title):
        raise RuleBroken(_("Wie heißt das Thema? Schreiben Sie bitte ein paar Wörter."), field="title")
    if len(title) > LONGEST_LINE:
        raise RuleBroken(_("Diese Angabe ist zu lang. Es passen höchstens 300 Zeichen hinein."), field="title")


def check_counts(*, dots: Sequence[int], per_person: int, voters: int | None) -> None:
    """Raise RuleBroken for counts that cannot be true. `voters` None: nobody counted them."""
    if any(count > MOST for count in dots) or not 0 <= (voters or 0) <= MOST:
        raise RuleBroken(_("Geben Sie bitte Zahlen von 0 bis 10000 an."), field="voters")
    results.check_dots(dots=list(dots), per_person=per_person, voters=voters)


def has_too_many_chosen(chosen: int) -> bool:
    """Whether more themes were taken on than a group can really work on."""
    return chosen > results.MOST_CHOSEN
