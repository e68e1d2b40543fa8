"""Somebody reads an answer and says which themes are in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.coding import queries
from app.coding.models import Coding, ReadAnswer
from app.coding.queries import Text
from app.coding.rules import passages
from app.concerns.rules import Direction
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.upsert import insert
from app.surveys.models import Campaign

SCOPE = "surveys"
"""The stamp of all pages that show campaigns and their results."""
MOST_PASSAGES = 30


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A passage of an answer, its theme, and what kind of thing was said."""

    start: int
    end: int
    theme_id: UUID
    direction: Direction


def read(*, campaign: Campaign, text: Text, marks: Iterable[Mark], turn: int, account_id: UUID | None) -> None:
    """Keep what somebody found in an answer, in place of what they found before. No mark at all: nothing fits."""
    valid = {theme.id for theme in queries.themes(campaign)}
    kept = dict.fromkeys(_cleaned(text, mark, valid) for mark in marks)
    if len(kept) > MOST_PASSAGES:
        raise RuleBroken(_("Eine Antwort kann höchstens %(most)s Stellen haben.", most=MOST_PASSAGES))
    _refuse_same_reader(text, turn, account_id)
    before = sa.delete(Coding).where(
        Coding.conversation_id == text.conversation_id, Coding.key == text.key, Coding.turn == turn
    )
    db.session.execute(before)
    whose = {"conversation_id": text.conversation_id, "key": text.key, "turn": turn, "account_id": account_id}
    db.session.add_all(Coding(**vars(mark), **whose) for mark in kept)
    done = insert(ReadAnswer).values(whose)
    db.session.execute(
        done.on_conflict_do_update(index_elements=["conversation_id", "key", "turn"], set_={"account_id": account_id})
    )
    db.session.flush()


def _cleaned(text: Text, mark: Mark, valid: set[UUID]) -> Mark:
    if mark.theme_id not in valid:
        raise RuleBroken(_("Dieses Thema steht nicht mehr im Kodebuch. Wählen Sie ein anderes."))
    span = passages.within(text.to_read, mark.start, mark.end)
    if span is None:
        raise RuleBroken(_("Diese Stelle gibt es in der Antwort nicht."))
    return Mark(start=span.start, end=span.end, theme_id=mark.theme_id, direction=mark.direction)


def _refuse_same_reader(text: Text, turn: int, account_id: UUID | None) -> None:
    """Nobody controls themselves, in whichever turn they read first (A-43)."""
    other = db.session.get(ReadAnswer, (*text.place, 3 - turn))
    if other is not None and account_id is not None and other.account_id == account_id:
        raise RuleBroken(_("Diese Antwort haben Sie schon als Erste gelesen. Zur Kontrolle liest jemand anderes."))


def unread(*, text: Text, turn: int) -> None:
    """Take back that an answer was read, with everything that was found in it."""
    for table in (Coding, ReadAnswer):
        where = (table.conversation_id == text.conversation_id, table.key == text.key, table.turn == turn)
        db.session.execute(sa.delete(table).where(*where))
