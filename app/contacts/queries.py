"""Every SELECT about slips. Lists come by name, never in the order in which the slips came."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.contacts.models import ContactSlip
from app.contacts.rules import Means, Purpose
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.search import folded
from app.meetings.models import Meeting
from app.meetings.rules.kinds import MeetingState
from app.surveys.models import Campaign, CampaignOrtsteil


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Which slips somebody wants to see. What is None or empty does not matter."""

    purpose: Purpose | None = None
    means: Means | None = None
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How many can still be told something in which way, and how many were told. Who left a mail address gets a mail."""

    mailed: int
    by_mail: int
    by_letter: int
    by_phone: int
    ticked: int
    """How many were told by letter or phone."""

    @property
    def left(self) -> int:
        """How many have not been told yet."""
        return self.by_mail + self.by_letter + self.by_phone


@dataclass(frozen=True, kw_only=True)
class Round:
    """Those who are told something by letter or phone, by name: who still waits, and who was told."""

    letters: Sequence[ContactSlip]
    calls: Sequence[ContactSlip]
    ticked: Sequence[ContactSlip]


RESULTS_WORD = "results"


def invitation_word(assembly: Meeting) -> str:
    """What stands in the list of things told: another day is another invitation."""
    return f"invitation:{assembly.id}:{assembly.first_day}"


def find_word(campaign: Campaign, purpose: Purpose) -> str | None:
    """What stands in the list of things told once somebody knows it; None while there is nothing to tell."""
    if purpose is Purpose.RESULTS:
        return RESULTS_WORD
    assembly = find_assembly(campaign)
    return invitation_word(assembly) if assembly and assembly.state is MeetingState.ANNOUNCED else None


def find_by_client_hash(client_hash: str) -> ContactSlip | None:
    return db.session.scalar(sa.select(ContactSlip).where(ContactSlip.client_hash == client_hash))


def get_by_client_hash(client_hash: str) -> ContactSlip:
    if found := find_by_client_hash(client_hash):
        return found
    raise NotFound


def get(campaign: Campaign, slip_id: UUID) -> ContactSlip:
    """A slip of this campaign."""
    wanted = sa.select(ContactSlip).where(ContactSlip.id == slip_id, ContactSlip.campaign_id == campaign.id)
    if found := db.session.scalar(wanted):
        return found
    raise NotFound


def of(campaign: Campaign, wish: Wish | None = None) -> Sequence[ContactSlip]:
    """The slips of a campaign by name, those without a name last."""
    asked = wish or Wish()
    wanted = sa.select(ContactSlip).where(ContactSlip.campaign_id == campaign.id)
    if asked.means is not None:
        wanted = wanted.where(ContactSlip.means == asked.means)
    if asked.language:
        wanted = wanted.where(ContactSlip.language == asked.language)
    found = db.session.scalars(wanted.order_by(ContactSlip.id)).all()
    fitting = (slip for slip in found if asked.purpose is None or asked.purpose.value in slip.purposes)
    return sorted(fitting, key=lambda slip: (not slip.name, folded(slip.name), slip.id))


def at_address(campaign_id: UUID, email: str) -> Sequence[ContactSlip]:
    """The slips of a campaign that carry this mail address."""
    wanted = sa.select(ContactSlip).where(ContactSlip.campaign_id == campaign_id, ContactSlip.email == email)
    return db.session.scalars(wanted).all()


def to_mail(campaign: Campaign, purpose: Purpose, word: str) -> Sequence[ContactSlip]:
    """Those with a mail address and this purpose who have not been told `word` yet, by their random ids."""
    wanted = sa.select(ContactSlip).where(ContactSlip.campaign_id == campaign.id, ContactSlip.email != "")
    found = db.session.scalars(wanted.order_by(ContactSlip.id)).all()
    return [slip for slip in found if purpose.value in slip.purposes and word not in slip.told]


def reach(campaign: Campaign, purpose: Purpose, word: str) -> Reach:
    """How those with this purpose are reached, and how many of them have been told `word` already."""
    asked = of(campaign, Wish(purpose=purpose))
    by_hand = _round(asked, word)
    return Reach(
        mailed=sum(word in slip.told and word not in slip.told_on for slip in asked),
        by_mail=sum(word not in slip.told for slip in asked if slip.email),
        by_letter=len(by_hand.letters),
        by_phone=len(by_hand.calls),
        ticked=len(by_hand.ticked),
    )


def round_of(campaign: Campaign, purpose: Purpose, word: str) -> Round:
    """Who is told `word` by letter or phone."""
    return _round(of(campaign, Wish(purpose=purpose)), word)


def held(campaign: Campaign, slip_ids: Collection[UUID]) -> Sequence[ContactSlip]:
    """These slips of a campaign, looked at anew and held until the transaction ends, by their random ids."""
    wanted = sa.select(ContactSlip).where(ContactSlip.campaign_id == campaign.id, ContactSlip.id.in_(slip_ids))
    held_rows = wanted.order_by(ContactSlip.id).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(held_rows).all()


def due(today: date) -> Sequence[ContactSlip]:
    """The slips whose day has come."""
    return db.session.scalars(sa.select(ContactSlip).where(ContactSlip.delete_on <= today)).all()


def with_email() -> Sequence[ContactSlip]:
    """All slips that carry a mail address."""
    return db.session.scalars(sa.select(ContactSlip).where(ContactSlip.email != "").order_by(ContactSlip.id)).all()


def counts(campaigns: Sequence[Campaign]) -> dict[UUID, int]:
    """How many slips each of these campaigns has."""
    wanted = sa.select(ContactSlip.campaign_id, sa.func.count().label("slips")).group_by(ContactSlip.campaign_id)
    found = db.session.execute(wanted.where(ContactSlip.campaign_id.in_([campaign.id for campaign in campaigns])))
    return {row.campaign_id: row.slips for row in found}


def consent_days(campaign: Campaign) -> Sequence[date]:
    """The days on which people agreed, each once."""
    days = sa.select(ContactSlip.consented_on).where(ContactSlip.campaign_id == campaign.id)
    return db.session.scalars(days.distinct()).all()


def ortsteil_keys(campaign_id: UUID) -> frozenset[str]:
    """Where a campaign asks."""
    wanted = sa.select(CampaignOrtsteil.ortsteil_key).where(CampaignOrtsteil.campaign_id == campaign_id)
    return frozenset(db.session.scalars(wanted))


def campaigns_with_slips() -> Sequence[Campaign]:
    return db.session.scalars(sa.select(Campaign).where(Campaign.id.in_(sa.select(ContactSlip.campaign_id)))).all()


def find_assembly(campaign: Campaign) -> Meeting | None:
    """The assembly, as soon as one is planned. One that was called off is none."""
    wanted = sa.select(Meeting).where(Meeting.id == campaign.assembly_id, Meeting.state != MeetingState.CANCELLED)
    return db.session.scalar(wanted)


def assembly_day(campaign: Campaign) -> date | None:
    """The day of the assembly, as soon as one is planned."""
    assembly = find_assembly(campaign)
    return assembly.first_day if assembly else None


def _round(asked: Sequence[ContactSlip], word: str) -> Round:
    waiting = [slip for slip in asked if not slip.email and word not in slip.told]
    return Round(
        letters=[slip for slip in waiting if _gets_letter(slip)],
        calls=[slip for slip in waiting if not _gets_letter(slip)],
        ticked=[slip for slip in asked if word in slip.told_on],
    )


def _gets_letter(slip: ContactSlip) -> bool:
    """Whether somebody without a mail address gets a letter rather than a call: as they wished, if we can."""
    return bool(slip.address) and (slip.means is Means.LETTER or not slip.phone)
