"""Acts of moderation that every capability needs: log, seal, destroy; and the reasons for giving something back."""

import re
from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import queries
from app.moderation.models import LogEntry, ReturnReason, SealedOriginal
from app.moderation.rules import SEALED_FOR


def log(*, act: str, subject: str, note: str = "", account: UUID | None = None, batch_id: UUID | None = None) -> None:
    """Write down for ever who did what to which thing.

    `account` is the id of who did it; None is the house itself. A note never holds a resident's words.
    """
    log_many(act=act, subjects=[subject], note=note, account=account, batch_id=batch_id)


def log_many(
    *, act: str, subjects: Iterable[str], note: str = "", account: UUID | None = None, batch_id: UUID | None = None
) -> None:
    """The same act on many things, in one statement."""
    same = {"act": act, "note": note, "account_id": account, "batch_id": batch_id, "at": clock.now()}
    if rows := [{**same, "subject": subject} for subject in subjects]:
        db.session.execute(sa.insert(LogEntry), rows)


def seal(*, subject: str, text: str) -> SealedOriginal:
    """Keep words aside before they are changed, until a date on which they are gone."""
    original = SealedOriginal(subject=subject, text=text, dies_on=clock.today() + SEALED_FOR)
    db.session.add(original)
    db.session.flush()
    return original


def destroy_originals_of(*, subject: str) -> int:
    """Destroy what is sealed of one thing at once, for instance when its author withdraws it. Says how many."""
    return _destroyed(sa.delete(SealedOriginal).where(SealedOriginal.subject == subject))


def destroy_due_originals() -> int:
    """Destroy the sealed originals whose date has come. Says how many: as many as `queries.due_originals` foretold."""
    return _destroyed(sa.delete(SealedOriginal).where(SealedOriginal.dies_on <= clock.today()))


def keep_reason(*, key: str, label: str, text: str, position: int, is_active: bool, account: UUID | None) -> None:
    """Change a reason for giving something back, or add one (then `key` is empty)."""
    if not label or not text:
        raise RuleBroken(_("Schreiben Sie bitte eine Überschrift und einen Text."), field="text")
    row = db.session.get(ReturnReason, key) or ReturnReason(key=key or _fresh_key(label))
    row.label, row.text, row.position, row.is_active = label, text, position, is_active
    db.session.add(row)
    log(act="reason.change", subject=f"reason:{row.key}", account=account)
    db.session.flush()


def _destroyed(what: sa.Delete) -> int:
    count: int = db.session.execute(what).rowcount  # type: ignore[attr-defined]
    db.session.flush()
    return count


def _fresh_key(label: str) -> str:
    """A readable key that is not taken yet."""
    plain = "-".join(re.findall(r"[a-z0-9]+", label.casefold())) or "grund"
    taken = {reason.key for reason in queries.reasons()}
    return next(key for key in (plain, *(f"{plain}-{number}" for number in range(2, 1000))) if key not in taken)
