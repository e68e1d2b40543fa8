"""Which Übersetzungen there are, and which of them a reader sees."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa

from app.kernel import codes
from app.kernel.db import db
from app.renditions.models import Rendition
from app.renditions.rules import Original, Told


def told(subject: str, originals: Iterable[Original], language: str) -> dict[str, Told]:
    """What readers of a language read in place of the originals of a thing, by part.

    Only what a person let everybody read, and only as long as the original is the one it was made from.
    """
    return told_for_many({subject: tuple(originals)}, language)[subject]


def told_for_many(things: Mapping[str, Sequence[Original]], language: str) -> dict[str, dict[str, Told]]:
    """The same for a list of things, their originals by subject: one query, and none where all is in this language."""
    wanted = {
        (subject, each.part): codes.digest(each.text)
        for subject, originals in things.items()
        for each in originals
        if each.may_be_told_in(language)
    }
    found: dict[str, dict[str, Told]] = {subject: {} for subject in things}
    if not wanted:
        return found
    subjects, parts = ({key[at] for key in wanted} for at in (0, 1))
    shown = (Rendition.subject.in_(subjects), Rendition.language == language, Rendition.is_shown.is_(True))
    for row in db.session.scalars(sa.select(Rendition).where(*shown, Rendition.part.in_(parts))):
        if wanted.get((row.subject, row.part)) == row.original_digest:
            found[row.subject][row.part] = _as_told(row)
    return found


def of_thing(subject: str, language: str) -> dict[str, Rendition]:
    """The rows of a thing in one language by part, for those who write them."""
    rows = db.session.scalars(sa.select(Rendition).where(Rendition.subject == subject, Rendition.language == language))
    return {row.part: row for row in rows}


def current(subjects: Collection[str], originals: Iterable[tuple[str, Original]]) -> dict[str, list[Rendition]]:
    """All rows of these things that still tell the words they were made from, by thing."""
    digests = {(subject, original.part): codes.digest(original.text) for subject, original in originals}
    found: dict[str, list[Rendition]] = {subject: [] for subject in subjects}
    for row in _all(subjects):
        if digests.get((row.subject, row.part)) == row.original_digest:
            found[row.subject].append(row)
    return found


def is_of_today(row: Rendition, original: Original) -> bool:
    """Whether a row still tells the words it was made from."""
    return row.original_digest == codes.digest(original.text)


def _all(subjects: Collection[str]) -> Sequence[Rendition]:
    return db.session.scalars(sa.select(Rendition).where(Rendition.subject.in_(subjects))).all()


def _as_told(row: Rendition) -> Told:
    return Told(text=row.text, language=row.language, state=row.state, checked_by=row.checked_by, checked_on=row.checked_on)
