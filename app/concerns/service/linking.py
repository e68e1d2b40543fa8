"""What elsewhere in the house deals with concerns. Whoever owns it tells it here and takes it back here."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.concerns.models import ConcernLink
from app.concerns.rules import LinkKind
from app.kernel import page_store
from app.kernel.db import db


def link(*, source: str, kind: LinkKind, day: date, title: str, path: str, concern_ids: Collection[UUID]) -> None:
    """Say that this deals with these concerns, and with no others any more. The same again changes nothing.

    `source` names the thing where it lives, such as `meeting:<id>`. `path` leads to its page, without a language.
    """
    facts = {"kind": kind, "day": day, "title": title, "path": path}
    there = {row.concern_id: row for row in db.session.scalars(sa.select(ConcernLink).where(ConcernLink.source == source))}
    wanted = set(concern_ids)
    stale = [row for concern_id, row in there.items() if concern_id not in wanted]
    changed = [row for row in there.values() if any(getattr(row, name) != value for name, value in facts.items())]
    new = [ConcernLink(concern_id=concern_id, source=source, **facts) for concern_id in wanted - set(there)]
    for row in stale:
        db.session.delete(row)
    for row in changed:
        for name, value in facts.items():
            setattr(row, name, value)
    db.session.add_all(new)
    if stale or changed or new:
        page_store.raise_stamp("concerns")
        db.session.flush()


def unlink(source: str) -> None:
    """Say that this deals with no concern any more. Again changes nothing."""
    gone = db.session.execute(sa.delete(ConcernLink).where(ConcernLink.source == source))
    if gone.rowcount:  # type: ignore[attr-defined]
        page_store.raise_stamp("concerns")
