"""Make a release: count, protect, prove, freeze. What was released never changes.

Counting and proving take seconds, so they only read. Freezing makes sure that nothing has been decided since the counting
began; until then everybody goes on posting and deciding.
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.concerns.queries import public
from app.kernel import clock, page_store
from app.kernel.db import db, is_sqlite
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.quarter import Quarter
from app.moderation import service as moderation
from app.needs import queries, rules
from app.needs.models import CountedVoice, Release, ReleaseTable
from app.needs.queries import State
from app.needs.rules import CountedRelease, ProtectedRelease, ProtectionFailed
from app.needs.rules.documents import checksum, document_of
from app.places import queries as places


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A release that has been counted, protected and proved, but not yet made. It knows what it rests on."""

    quarter: Quarter
    state: State
    counted: CountedRelease
    protected: ProtectedRelease
    names: dict[str, Any]


def make_release(*, quarter: Quarter, account_id: UUID | None = None) -> Release:
    """Release a closed quarter, once, all in the transaction that has begun. See `prepare` and `publish`."""
    return publish(prepared=prepare(quarter=quarter), account_id=account_id)


def prepare(*, quarter: Quarter) -> Prepared:
    """Count a closed quarter, protect its numbers, prove that they are safe. Takes seconds, and only reads.

    Counted are all voices up to its end that no release has counted, so late arrivals count in the next release; and the
    talks of this quarter, as far as they have been read by now: what is read later counts nowhere. Quarters need not come in
    their order: an old one that was never released, because its concerns came later, can still be.
    Raises RuleBroken when the quarter is open, was released, holds nobody, or cannot be protected.
    """
    _check(quarter)
    state = queries.state(quarter)
    counted = queries.counted(quarter, state)
    if counted.holds_nobody:
        raise RuleBroken(_("Bis zu diesem Quartal wartet keine Stimme auf eine Veröffentlichung."), field="quarter")
    return Prepared(quarter=quarter, state=state, counted=counted, protected=_protected(counted), names=_names(quarter))


def publish(*, prepared: Prepared, account_id: UUID | None = None) -> Release:
    """Freeze what was prepared. Raises RuleBroken when something was decided since that might change the numbers.

    We look twice: on PostgreSQL others may decide while the voices are written down as counted.
    """
    _one_at_a_time()
    _check_state(prepared.quarter, prepared.state)
    release = _frozen(prepared, account_id)
    _check_state(prepared.quarter, replace(prepared.state, releases=prepared.state.releases + 1))
    page_store.raise_stamp("needs")
    moderation.log(
        act="needs.release", subject=f"release:{release.quarter}", account=account_id, note=f"SHA-256 {release.checksum}"
    )
    db.session.flush()
    return release


def log_download(*, release: Release, what: str, account_id: UUID | None) -> None:
    """Say who took which file of which release, and how many cells are in it (methods B-58)."""
    note = f"{what}, {release.method['cells']} Felder"
    moderation.log(act="needs.download", subject=f"release:{release.quarter}", account=account_id, note=note)


def _check(quarter: Quarter) -> None:
    if not quarter.closed(clock.now()):
        raise RuleBroken(_("Das Quartal ist noch nicht zu Ende."), field="quarter")
    if queries.find_release(quarter):
        raise RuleBroken(
            _("Dieses Quartal ist schon veröffentlicht. Eine Veröffentlichung ändert sich nie."), field="quarter"
        )


def _protected(counted: CountedRelease) -> ProtectedRelease:
    try:
        return rules.protect(counted)
    except ProtectionFailed as failed:
        message = _("Die Zahlen lassen sich nicht schützen. Es wurde nichts veröffentlicht.")
        raise RuleBroken(message, field="quarter") from failed


def _one_at_a_time() -> None:
    """Let no two releases be made at once. SQLite's writing transactions see to that from their beginning."""
    if not is_sqlite():
        db.session.execute(sa.text("LOCK TABLE release IN SHARE ROW EXCLUSIVE MODE"))


def _check_state(quarter: Quarter, expected: State) -> None:
    if queries.state(quarter) != expected:
        raise RuleBroken(_("Inzwischen wurde etwas entschieden. Veröffentlichen Sie bitte noch einmal."), field="quarter")


def _frozen(prepared: Prepared, account_id: UUID | None) -> Release:
    protected, group = prepared.protected, prepared.counted.smallest_group
    release = Release(
        id=uuid4(),
        quarter=str(prepared.quarter),
        made_by_id=account_id,
        smallest_group={"usual": group.usual, "by_topic": dict(group.by_topic)},
        names=prepared.names,
        method=_method(prepared),
        constraints=protected.constraints,
        pattern_hash=protected.pattern_hash,
        checksum=checksum(protected.tables),
    )
    db.session.add(release)
    db.session.flush()
    tables = [
        {"release_id": release.id, "name": table.name, "position": at, "document": document_of(table)}
        for at, table in enumerate(protected.tables)
    ]
    db.session.execute(sa.insert(ReleaseTable), tables)
    voices = queries.to_be_counted(prepared.quarter).add_columns(sa.literal(release.id, CountedVoice.release_id.type))
    counted = sa.insert(CountedVoice).from_select([CountedVoice.voice_id, CountedVoice.release_id], voices)
    db.session.execute(counted)
    return release


def _names(quarter: Quarter) -> dict[str, Any]:
    """What everything is called on this day, so that an old release reads as it was made."""
    schemes = queries.stored_schemes(quarter)
    return {
        "ortsteil": places.names(),
        "topic": {topic.key: topic.label for topic in public.all_topics()},
        "scheme": {key: scheme.name for key, scheme in schemes.items()},
        "planungsraum": {key: {room.key: room.name for room in scheme.planungsraeume} for key, scheme in schemes.items()},
    }


def _method(prepared: Prepared) -> dict[str, Any]:
    """What the numbers rest on, and how many are withheld: numbers about the tables, not about people."""
    tables = prepared.protected.tables
    cells = [cell for table in tables for cell in table.cells.values()]
    return {
        "cells": len(cells),
        "withheld": sum(cell.flag is rules.Flag.WITHHELD for cell in cells),
        "tables": len(tables),
        "channels": list(queries.axis_keys()[rules.Axis.CHANNEL]),
    }
