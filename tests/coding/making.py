"""Talks to read, themes to sort them into, and somebody who may do so."""

from uuid import UUID, uuid4

from app.coding.models import Theme
from app.coding.service import codebook
from app.coding.service.codebook import ThemeFacts
from app.conversations import service as conversations
from app.conversations.rules import Channel
from app.conversations.service import Talk
from app.kernel.db import db
from app.surveys.models import Campaign
from app.surveys.rules.kinds import Setting, TeamRole
from tests.surveys import making


def campaign_read_by(account_id: UUID, slug: str = "berliner-platz", **facts: object) -> Campaign:
    """A campaign in whose team this account reads answers."""
    made = making.campaign(slug, **facts)
    making.member(made, account_id, TeamRole.EVALUATOR)
    return made


def talk(campaign: Campaign, *, people: int = 1, language: str = "de", **answers: str) -> None:
    """One talk at the door with these answers."""
    assert campaign.version_id
    said = Talk(
        version_id=campaign.version_id,
        answers=answers,
        channel=Channel.DOOR,
        setting=Setting.DOORSTEP,
        language=language,
        ortsteil_key=campaign.ortsteile[0].key,
        people=people,
    )
    conversations.take(campaign=campaign, client_id=uuid4().hex, talk=said)
    db.session.flush()


def theme(campaign: Campaign, label: str = "Spielplätze", topic: str = "wohnumfeld", **facts: str) -> Theme:
    """A theme of the codebook."""
    return codebook.add_theme(campaign=campaign, facts=ThemeFacts(topic_key=topic, label=label, **facts), account_id=None)
