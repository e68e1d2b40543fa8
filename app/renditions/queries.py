"""Which Übersetzungen there are, and which of them a reader sees."""

from collections.abc import Collection, Iterable, Mapping

import sqlalchemy as sa

from app.kernel import codes
from app.kernel.db import db
from app.renditions.models import Rendition
from app.renditions.rules import Original, Told


def told(subject: str, originals: Iterable[Original], language: str) -> dict[str, Told]:
    """What readers of a language read in place of the originals of a thing, by part.

    Only what a person let everybody read, and only as long as the original is the one it was made from.
    """
    return told_of({subject: originals}, language)[subject]


def told_of(things: Mapping[str, Iterable[Original]], language: str) -> dict[str, dict[str, Told]]:
    """The same for many things at once, by thing."""
    found: dict[str, dict[str, Told]] = {subject: {} for subject in things}
    digests = {
        (subject, each.part): codes.digest(each.text)
        for subject, originals in things.items()
        for each in originals
        if each.may_be_told_in(language)
    }
    for row in _in(language, {subject for subject, _part in digests}):
        if row.is_shown and digests.get((row.subject, row.part)) == row.original_digest:
            found[row.subject][row.part] = _as_told(row)
    return found


def languages_of(subject: str, originals: Iterable[Original]) -> set[str]:
    """The tags of the languages in which everybody can read at least one part of a thing."""
    digests = {each.part: codes.digest(each.text) for each in originals}
    rows = db.session.scalars(sa.select(Rendition).where(Rendition.subject == subject, Rendition.is_shown.is_(True)))
    return {row.language for row in rows if row.original_digest == digests.get(row.part)}


def of_thing(subject: str, language: str) -> dict[str, Rendition]:
    """The rows of a thing in one language by part, for those who write them."""
    return of_things([subject], language)[subject]


def of_things(subjects: Collection[str], language: str) -> dict[str, dict[str, Rendition]]:
    """The same for many things at once, by thing."""
    found: dict[str, dict[str, Rendition]] = {subject: {} for subject in subjects}
    for row in _in(language, subjects):
        found[row.subject][row.part] = row
    return found


def is_of_today(row: Rendition, original: Original) -> bool:
    """Whether a row still tells the words it was made from."""
    return row.original_digest == codes.digest(original.text)


def _in(language: str, subjects: Collection[str]) -> Iterable[Rendition]:
    if not subjects:
        return ()
    return db.session.scalars(sa.select(Rendition).where(Rendition.language == language, Rendition.subject.in_(subjects)))


def _as_told(row: Rendition) -> Told:
    return Told(text=row.text, language=row.language, state=row.state, checked_by=row.checked_by, checked_on=row.checked_on)
