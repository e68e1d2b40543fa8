"""What is missing, and how things stand: made for the pages of staff from rows and originals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.accounts.rules import Asker
from app.kernel.languages import OFFERED, Language
from app.renditions import queries, sources
from app.renditions.models import Rendition
from app.renditions.rules import RenditionState
from app.renditions.sources import Elsewhere, Line, Source, Thing


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one thing stands in one language. `state` is None when nothing is written."""

    language: Language
    state: RenditionState | None
    is_shown: bool
    is_stale: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """The things of one kind: those that cannot be read in a language, those that nobody checked, and how many are done."""

    kind: str
    label: str
    missing: list[Line]
    unchecked: list[Line]
    done: int


def report(asker: Asker, language: Language) -> list[Group]:
    """For each kind of things that somebody looks after: what cannot be read in a language yet, what nobody checked."""
    lines = [(source, _lines(source, asker, language)) for source in sources.every()]
    return [_group(source, found) for source, found in lines if found]


def standings(thing: Thing) -> list[Standing]:
    """How a thing stands in every language that is not its own."""
    return [_standing(thing, language) for language in OFFERED if thing.to_tell(language.tag)]


def _lines(source: Source | Elsewhere, asker: Asker, language: Language) -> Sequence[Line]:
    if isinstance(source, Elsewhere):
        return source.lines(asker, language.tag)
    things = [each for each in source.all_of(asker) if each.to_tell(language.tag)]
    rows = queries.of_things([each.subject for each in things], language.tag)
    return [_line(each, rows[each.subject], language) for each in things]


def _line(thing: Thing, rows: Mapping[str, Rendition], language: Language) -> Line:
    """How far a thing is: it can be read when each of its parts has words of today that everybody may read."""
    originals = thing.to_tell(language.tag)
    of_today = {each.part for each in originals if each.part in rows and queries.is_of_today(rows[each.part], each)}
    lacking = [each for each in originals if each.part not in of_today or not rows[each.part].is_shown]
    states = {rows[part].state for part in of_today}
    return Line(
        title=thing.title,
        href=url_for("renditions_work.tell", kind=thing.kind, key=thing.key, code=language.code),
        state=None if lacking else next(state for state in RenditionState if state in states),
        lacks=tuple(dict.fromkeys(str(each.label) for each in lacking)) if len(originals) > 1 else (),
        is_hidden=any(each.part in of_today for each in lacking),
        is_stale=any(each.part in rows and each.part not in of_today for each in lacking),
    )


def _group(source: Source | Elsewhere, lines: Sequence[Line]) -> Group:
    return Group(
        kind=source.kind,
        label=source.label,
        missing=sorted((line for line in lines if line.state is None), key=_needs_more),
        unchecked=[line for line in lines if line.state in (RenditionState.DRAFT, RenditionState.MACHINE)],
        done=sum(line.state is RenditionState.CHECKED for line in lines),
    )


def _needs_more(line: Line) -> bool:
    """Whether nothing is there yet; what only has to be looked at once more stands first."""
    return not (line.is_stale or line.is_hidden)


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
