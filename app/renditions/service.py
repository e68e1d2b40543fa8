"""Somebody tells a text in another language, says who checked it, lets everybody read it, or takes it away."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.kernel import clock, codes, page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation
from app.renditions import queries
from app.renditions.models import Rendition
from app.renditions.rules import Original, RenditionState
from app.renditions.sources import Source, Thing


def tell(
    *,
    source: Source,
    thing: Thing,
    language: str,
    texts: dict[str, str],
    machine_made: frozenset[str],
    is_shown: bool,
    checked_by: str,
    checked_on: date | None,
    account_id: UUID | None,
) -> None:
    """Keep what one thing says in one language; an empty text takes a part away.

    `texts` holds the words by part; `machine_made` names the parts whose words nobody has changed after a machine proposed
    them. A check names who checked and counts for all parts, on the day given or today.
    """
    if checked_on and not checked_by:
        raise RuleBroken(_("Schreiben Sie bitte, wer geprüft hat."), field="checked_by")
    if checked_on and checked_on > clock.today():
        raise RuleBroken(_("Dieser Tag liegt in der Zukunft."), field="checked_on")
    if is_shown and not any(texts.values()):
        raise RuleBroken(_("Schreiben Sie bitte zuerst einen Text."), field="is_shown")
    before = queries.of_thing(thing.subject, language)
    for original in thing.originals:
        row, text = before.get(original.part), texts.get(original.part, "")
        if not text:
            _take_away(row)
            continue
        row = row or _fresh(thing, original, language)
        row.text, row.original_digest, row.is_shown = text, codes.digest(original.text), is_shown
        row.state = _state(is_checked=bool(checked_by), is_machine_made=original.part in machine_made)
        row.checked_by, row.checked_on = checked_by, (checked_on or clock.today()) if checked_by else None
        row.account_id, row.made_on = account_id, clock.today()
    moderation.log(act="rendition.tell", subject=thing.subject, note=language, account=account_id)
    page_store.raise_stamp(source.scope)
    db.session.flush()


def forget(*, subject: str) -> None:
    """Delete all Übersetzungen of a thing, for instance when its author withdraws it."""
    db.session.execute(sa.delete(Rendition).where(Rendition.subject == subject))


def _state(*, is_checked: bool, is_machine_made: bool) -> RenditionState:
    if is_checked:
        return RenditionState.CHECKED
    return RenditionState.MACHINE if is_machine_made else RenditionState.DRAFT


def _fresh(thing: Thing, original: Original, language: str) -> Rendition:
    row = Rendition(subject=thing.subject, part=original.part, language=language)
    db.session.add(row)
    return row


def _take_away(row: Rendition | None) -> None:
    if row is not None:
        db.session.delete(row)
