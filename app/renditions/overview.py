"""What is missing, and how things stand: made for the pages of staff from rows and originals."""

from dataclasses import dataclass

from app.accounts.rules import Asker
from app.kernel.languages import OFFERED, Language
from app.renditions import queries, sources
from app.renditions.models import Rendition
from app.renditions.rules import RenditionState
from app.renditions.sources import Source, Thing


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one thing stands in one language. `state` is None when nothing is written."""

    language: Language
    state: RenditionState | None
    is_shown: bool
    is_stale: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """The things of one kind that lack a language, and how many have it."""

    source: Source
    missing: list[Thing]
    unchecked: list[Thing]
    done: int


def report(asker: Asker, language: str) -> list[Group]:
    """For each kind of things that somebody looks after: what cannot be read in a language yet, what nobody checked."""
    return [group for source in sources.every() if (group := _group(source, asker, language))]


def standings(thing: Thing) -> list[Standing]:
    """How a thing stands in every language that is not its own."""
    return [
        _standing(thing, language)
        for language in OFFERED
        if any(original.may_be_told_in(language.tag) for original in thing.originals)
    ]


def _group(source: Source, asker: Asker, language: str) -> Group | None:
    things = [each for each in source.all_of(asker) if any(one.may_be_told_in(language) for one in each.originals)]
    if not things:
        return None
    rows = queries.current(
        [each.subject for each in things], [(each.subject, one) for each in things for one in each.originals]
    )
    shown = {
        subject: {row.part: row for row in found if row.language == language and row.is_shown}
        for subject, found in rows.items()
    }
    missing = [each for each in things if _lacks(each, shown[each.subject], language)]
    there = [each for each in things if each not in missing]
    unchecked = [each for each in there if not all(map(_is_checked, shown[each.subject].values()))]
    return Group(source=source, missing=missing, unchecked=unchecked, done=len(there) - len(unchecked))


def _lacks(thing: Thing, shown: dict[str, Rendition], language: str) -> bool:
    return any(each.may_be_told_in(language) and each.part not in shown for each in thing.originals)


def _is_checked(row: Rendition) -> bool:
    return row.state is RenditionState.CHECKED


def _standing(thing: Thing, language: Language) -> Standing:
    rows = queries.of_thing(thing.subject, language.tag)
    states = [row.state for row in rows.values()]
    worst = next((state for state in RenditionState if state in states), None)
    current = {each.part: each for each in thing.originals}
    return Standing(
        language=language,
        state=worst,
        is_shown=bool(rows) and all(row.is_shown for row in rows.values()),
        is_stale=any(row.part in current and not queries.is_of_today(row, current[row.part]) for row in rows.values()),
    )
