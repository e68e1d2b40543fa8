"""What a phone needs to know before it goes into a stairwell."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa

from app.kernel.db import db
from app.places import queries as places
from app.questionnaires import queries as questionnaires
from app.questionnaires.rules.document import Document
from app.surveys.models import Campaign, Door, Pair, TeamMember


def route_of(campaign: Campaign, account_id: UUID) -> Sequence[Door]:
    """The doors at which this account's pairs ring, in their order. Never one that said no (A-13)."""
    mine = sa.select(TeamMember.id).where(TeamMember.campaign_id == campaign.id, TeamMember.account_id == account_id)
    pairs = sa.select(Pair.id).where(sa.or_(Pair.asker_id.in_(mine), Pair.writer_id.in_(mine)))
    wanted = sa.select(Door).where(Door.campaign_id == campaign.id, Door.pair_id.in_(pairs), Door.is_refused.is_(False))
    return db.session.scalars(wanted.order_by(Door.position, Door.house, Door.bell)).all()


def areas() -> Mapping[str, str]:
    """Names of the Ortsteile by their keys: the answers to a question for one."""
    return places.names()


def documents_of(campaign: Campaign) -> list[Document]:
    """Everything that was ever published for a campaign, the newest first."""
    return [questionnaires.document_of(version) for version in questionnaires.versions_of(campaign.questionnaire_id)]
