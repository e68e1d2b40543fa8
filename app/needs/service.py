"""Make a release: count, protect, prove, freeze, in one transaction. What was released never changes."""

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
from app.needs.models import CountedConcern, Release, ReleaseTable
from app.needs.rules import CountedRelease, ProtectedRelease
from app.needs.rules.documents import checksum, document_of
from app.places import queries as places


def make_release(*, quarter: Quarter, account_id: UUID | None = None) -> Release:
    """Release a closed quarter, once.

    Counted are all voices up to its end that no release has counted, so late arrivals count in the next release. Nobody
    can write while it is made (seconds), so that all its tables tell of the same moment. Raises RuleBroken when the
    quarter is open, was released, lies before the newest release, or holds nobody; then nothing has changed.
    """
    _check(quarter)
    _hold_still()
    counted = queries.counted(quarter)
    if not any(each.people for each in counted.people.values()):
        raise RuleBroken(_("Bis zu diesem Quartal wartet keine Stimme auf eine Veröffentlichung."), field="quarter")
    protected = rules.protect(counted)
    release = _frozen(protected, counted, quarter, account_id)
    page_store.raise_stamp("needs")
    moderation.log(act="needs.release", subject=f"release:{quarter}", account=account_id, note=release.checksum)
    db.session.flush()
    return release


def log_download(*, release: Release, what: str, account_id: UUID | None) -> None:
    """Say who took which files of which release (methods B-58)."""
    moderation.log(act="needs.download", subject=f"release:{release.quarter}", account=account_id, note=what)


def _check(quarter: Quarter) -> None:
    if not quarter.closed(clock.now()):
        raise RuleBroken(_("Das Quartal ist noch nicht zu Ende."), field="quarter")
    if queries.find_release(quarter):
        raise RuleBroken(
            _("Dieses Quartal ist schon veröffentlicht. Eine Veröffentlichung ändert sich nie."), field="quarter"
        )
    newest = queries.newest_release()
    if newest and Quarter.parse(newest.quarter) > quarter:
        message = _("Ein späteres Quartal ist schon veröffentlicht. Was spät kommt, zählt in der nächsten Veröffentlichung.")
        raise RuleBroken(message, field="quarter")


def _hold_still() -> None:
    """Keep everybody else from writing. SQLite's writing transactions do that from their beginning."""
    if not is_sqlite():
        db.session.execute(sa.text("LOCK TABLE concern, voice, counted_concern IN SHARE ROW EXCLUSIVE MODE"))


def _frozen(protected: ProtectedRelease, counted: CountedRelease, quarter: Quarter, account_id: UUID | None) -> Release:
    release = Release(
        id=uuid4(),
        quarter=str(quarter),
        made_by_id=account_id,
        smallest_group={"usual": counted.smallest_group.usual, "by_topic": dict(counted.smallest_group.by_topic)},
        names=_names(quarter),
        method=_method(protected),
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
    rows = queries.to_be_counted(quarter).add_columns(sa.literal(release.id, CountedConcern.release_id.type))
    columns = [CountedConcern.concern_id, CountedConcern.quarter, CountedConcern.release_id]
    db.session.execute(sa.insert(CountedConcern).from_select(columns, rows))
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


def _method(protected: ProtectedRelease) -> dict[str, Any]:
    """How much of a release is withheld: numbers about the tables, not about people."""
    cells = [cell for table in protected.tables for cell in table.cells.values()]
    return {
        "cells": len(cells),
        "withheld": sum(cell.flag is rules.Flag.WITHHELD for cell in cells),
        "tables": len(protected.tables),
    }
