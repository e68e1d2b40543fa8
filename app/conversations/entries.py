"""Every SELECT about papers that are being typed in."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.conversations.models import Intake, PaperEntry
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.surveys.models import Campaign


def waiting(campaign: Campaign) -> Sequence[PaperEntry]:
    """The papers that are still to be checked, by their marks."""
    wanted = sa.select(PaperEntry).where(PaperEntry.campaign_id == campaign.id)
    return db.session.scalars(wanted.order_by(PaperEntry.mark)).all()


def count_waiting(campaign: Campaign) -> int:
    """How many papers are still to be checked."""
    wanted = sa.select(sa.func.count()).select_from(PaperEntry).where(PaperEntry.campaign_id == campaign.id)
    return db.session.scalar(wanted) or 0


def get(campaign: Campaign, entry_id: UUID) -> PaperEntry:
    wanted = sa.select(PaperEntry).where(PaperEntry.campaign_id == campaign.id, PaperEntry.id == entry_id)
    if found := db.session.scalar(wanted):
        return found
    raise NotFound


def hold(entry: PaperEntry) -> None:
    """Look at a paper anew and hold its row until the transaction ends. Raises NotFound if somebody has just taken it in."""
    wanted = sa.select(PaperEntry).where(PaperEntry.id == entry.id)
    if db.session.scalar(wanted.with_for_update().execution_options(populate_existing=True)) is None:
        raise NotFound


def find_by_client_hash(client_hash: str) -> PaperEntry | None:
    return db.session.scalar(sa.select(PaperEntry).where(PaperEntry.client_hash == client_hash))


def marks(campaign: Campaign) -> frozenset[str]:
    """The marks that stand on papers now."""
    return frozenset(db.session.scalars(sa.select(PaperEntry.mark).where(PaperEntry.campaign_id == campaign.id)))


def taken_on(campaign: Campaign, day: date) -> int:
    """How many talks came in on a day, on whatever way."""
    wanted = sa.select(Intake.count).where(Intake.campaign_id == campaign.id, Intake.day == day)
    return db.session.scalar(wanted) or 0
