"""Campaigns: those one looks after, those one asks for, and those that everybody may see."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.accounts.rules import Asker
from app.forums import queries as forums
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.questionnaires import queries as questionnaires
from app.questionnaires.rules.document import Document
from app.surveys.models import Campaign, CampaignOrtsteil, TeamMember
from app.surveys.rules.kinds import TeamRole

_WHOLE = selectinload(Campaign.ortsteile)


def looked_after_by(asker: Asker) -> sa.ColumnElement[bool]:
    """Whether a campaign asks in an Ortsteil of this account, for a WHERE."""
    own = forums.area_of(asker)
    return Campaign.id.in_(sa.select(CampaignOrtsteil.campaign_id).where(CampaignOrtsteil.ortsteil_key.in_(own)))


def belongs_to(asker: Asker, *roles: TeamRole) -> sa.ColumnElement[bool]:
    """Whether this account is in the team of a campaign, in one of these roles, for a WHERE."""
    member = sa.select(TeamMember.campaign_id).where(TeamMember.account_id == asker.account_id)
    return Campaign.id.in_(member.where(TeamMember.role.in_(roles)) if roles else member)


def of_asker(asker: Asker) -> Sequence[Campaign]:
    """The campaigns that this account prepares and leads, the newest first."""
    return _all(looked_after_by(asker))


def get_for(asker: Asker, campaign_id: UUID) -> Campaign:
    """A campaign that this account prepares and leads."""
    return _one(Campaign.id == campaign_id, looked_after_by(asker))


def in_team(asker: Asker, *roles: TeamRole) -> Sequence[Campaign]:
    """The campaigns in whose team this account is, in one of these roles."""
    return _all(belongs_to(asker, *roles))


def get_in_team(asker: Asker, slug: str, *roles: TeamRole) -> Campaign:
    return _one(Campaign.slug == slug, belongs_to(asker, *roles))


def get_to_ask(asker: Asker, slug: str) -> Campaign:
    """A campaign for which this account may lead talks: it is in the team, or leads the campaign."""
    return _one(
        Campaign.slug == slug, sa.or_(belongs_to(asker, TeamRole.INTERVIEWER, TeamRole.LEAD), looked_after_by(asker))
    )


def to_ask(asker: Asker) -> Sequence[Campaign]:
    """All campaigns for which this account may lead talks."""
    return _all(sa.or_(belongs_to(asker, TeamRole.INTERVIEWER, TeamRole.LEAD), looked_after_by(asker)))


def public() -> Sequence[Campaign]:
    """The campaigns that everybody may see, the newest first."""
    return _all(Campaign.is_public.is_(True))


def get_public(slug: str) -> Campaign:
    return _one(Campaign.slug == slug, Campaign.is_public.is_(True))


def find_public(slug: str) -> Campaign | None:
    """For short links: the campaign under this slug, if everybody may see it."""
    return db.session.scalar(sa.select(Campaign).where(Campaign.slug == slug, Campaign.is_public))


def get(campaign_id: UUID) -> Campaign:
    return _one(Campaign.id == campaign_id)


def slugs() -> frozenset[str]:
    return frozenset(db.session.scalars(sa.select(Campaign.slug)))


def document_of(campaign: Campaign) -> Document:
    """The questionnaire that is asked now. Raises NotFound as long as none was published."""
    if campaign.version_id is None:
        raise NotFound
    return questionnaires.document_of(questionnaires.get_version(campaign.version_id))


def _one(*conditions: sa.ColumnElement[bool]) -> Campaign:
    if found := db.session.scalar(sa.select(Campaign).where(*conditions).options(_WHOLE)):
        return found
    raise NotFound


def _all(*conditions: sa.ColumnElement[bool]) -> Sequence[Campaign]:
    wanted = sa.select(Campaign).where(*conditions).options(_WHOLE)
    return db.session.scalars(wanted.order_by(Campaign.made_at.desc(), Campaign.id)).all()
