"""Facts about Gremien come in from a file: what is new is added, what is known gets what the file says, the rest stays."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import UUID

from app.directory import importing, queries, service
from app.directory.importing import GremiumRecord, MemberRecord
from app.directory.models import Gremium, GremiumMember
from app.directory.rules import Facts
from app.kernel import page_store
from app.kernel.db import db
from app.kernel.rows import Refusal
from app.moderation import service as moderation
from app.places import queries as places
from app.places.service import Outcome


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did: how many rows did what, and which were refused."""

    refused: Sequence[Refusal]
    counts: Counter[Outcome] = field(default_factory=Counter)

    @property
    def changed_something(self) -> bool:
        return self.counts.total() > self.counts[Outcome.UNCHANGED]


def import_gremien(*, path: Path, source: str = "", account_id: UUID | None = None) -> Imported:
    """Take in a file of Gremien. The same file again changes nothing. Raises FileUnreadable, and then nothing has changed.

    `source` names what the lines of `seed_zeile` belong to; without it the file stands for itself.
    """
    reading = importing.read_gremien(path, source=source or path.name, keys_called=cache(places.keys_called))
    known = queries.known_by_name()
    done = Imported(refused=reading.refused, counts=Counter(_take_in(record, known) for record in reading.records))
    return _kept(done, path, account_id)


def import_members(*, path: Path, account_id: UUID | None = None) -> Imported:
    """Take in a file of members. They stand behind those that are there. Raises FileUnreadable as above."""
    known = queries.known_by_name()
    reading = importing.read_members(path, gremium_ids={name: gremium.id for name, gremium in known.items()})
    by_id = {gremium.id: gremium for gremium in known.values()}
    counts = Counter(_join(record, by_id[record.gremium_id]) for record in reading.records)
    return _kept(Imported(refused=reading.refused, counts=counts), path, account_id)


def _take_in(record: GremiumRecord, known: dict[str, Gremium]) -> Outcome:
    gremium = known.get(record.name)
    if gremium is None:
        service.made(facts=Facts(**record.stated), ortsteil_keys=record.ortsteil_keys)
        return Outcome.ADDED
    different = {name: value for name, value in record.stated.items() if getattr(gremium, name) != value}
    for name, value in different.items():
        setattr(gremium, name, value)
    moved = _moved(gremium, record.ortsteil_keys)
    return Outcome.CHANGED if different or moved else Outcome.UNCHANGED


def _moved(gremium: Gremium, keys: Collection[str]) -> bool:
    """Whether a Gremium now works for other Ortsteile: those the file means, or none where it works for the whole city."""
    if not (keys or gremium.is_city_wide) or {place.key for place in gremium.ortsteile} == set(keys):
        return False
    gremium.ortsteile = list(queries.known_ortsteile(keys))
    return True


def _join(record: MemberRecord, gremium: Gremium) -> Outcome:
    there = next((member for member in gremium.members if member.name == record.name), None)
    if there is None:
        position = max((member.position for member in gremium.members), default=-1) + 1
        gremium.members.append(GremiumMember(name=record.name, kind=record.kind, position=position))
        return Outcome.ADDED
    if there.kind is record.kind:
        return Outcome.UNCHANGED
    there.kind = record.kind
    return Outcome.CHANGED


def _kept(done: Imported, path: Path, account_id: UUID | None) -> Imported:
    db.session.flush()
    if done.changed_something:
        page_store.raise_stamp("directory")
        moderation.log(
            act="directory.import", subject=f"file:{path.name}", note=str(done.counts.total()), account=account_id
        )
        db.session.flush()
    return done
