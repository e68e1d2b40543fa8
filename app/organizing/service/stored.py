"""Somebody is told what is stored about them, or has it deleted. Both are logged without a word of it (product rule 12)."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation
from app.organizing.queries.stored import Stored


def tell(*, stored: Sequence[Stored], account_id: UUID | None) -> None:
    """Note that a file went to somebody: how many things of which listening campaign, never whose. None is the operator."""
    _check(stored)
    _log("organizing.tell", stored, account_id)


def erase(*, stored: Sequence[Stored], account_id: UUID) -> int:
    """Delete these things at once. Says how many."""
    _check(stored)
    _log("organizing.erase", stored, account_id)
    for each in stored:
        kind = type(each.row)
        db.session.execute(sa.delete(kind).where(kind.id == each.row.id))
    db.session.flush()
    return len(stored)


def _check(stored: Sequence[Stored]) -> None:
    if not stored:
        raise RuleBroken(_("Kreuzen Sie bitte mindestens eins an."))


def _log(act: str, stored: Sequence[Stored], account_id: UUID | None) -> None:
    for subject, count in Counter(each.listening.subject for each in stored).items():
        moderation.log(act=act, subject=subject, note=str(count), account=account_id)
