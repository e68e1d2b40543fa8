"""Where campaigns stand: what is written down, what was done, how many households were reached, what may be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.accounts.models import Account
from app.accounts.rules import Asker
from app.forums import queries as forums
from app.kernel.db import db
from app.places import queries as places
from app.questionnaires.models import Questionnaire, QuestionnaireVersion
from app.questionnaires.rules.document import Document, from_json
from app.surveys import unread
from app.surveys.models import Campaign, CampaignNote, ContactAttempt, Door, PhaseStep, TeamMember
from app.surveys.rules.kinds import Note, Outcome, Phase, TeamRole
from app.surveys.rules.phases import Reach, Standing


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What somebody may choose for a campaign: names by keys or ids. What it has already may stay."""

    ortsteile: dict[str, str]
    forums: dict[str, str]
    own: frozenset[str]
    """Keys of the Ortsteile that somebody looks after."""


def notes_of(campaign: Campaign) -> dict[Note, str]:
    """What was written down for a campaign."""
    wanted = sa.select(CampaignNote.note, CampaignNote.text).where(CampaignNote.campaign_id == campaign.id)
    return dict(db.session.execute(wanted).all())


def find_note(campaign: Campaign, note: Note) -> CampaignNote | None:
    return db.session.get(CampaignNote, (campaign.id, note))


def steps_of(campaign: Campaign) -> Sequence[tuple[PhaseStep, str | None]]:
    """All steps of a campaign and who took them, the newest first."""
    wanted = sa.select(PhaseStep, Account.name).outerjoin(Account, Account.id == PhaseStep.account_id)
    wanted = wanted.where(PhaseStep.campaign_id == campaign.id).order_by(PhaseStep.at.desc(), PhaseStep.id)
    return [(step, name) for step, name in db.session.execute(wanted)]


def standing_of(campaign: Campaign, *, today: date) -> Standing:
    """Where a campaign stands on its way."""
    return standings([campaign], today=today)[campaign.id]


def standings(campaigns: Sequence[Campaign], *, today: date) -> dict[UUID, Standing]:
    """Where these campaigns stand, in five queries however many they are."""
    ids = [campaign.id for campaign in campaigns]
    waiting = unread.talks([each.id for each in campaigns if each.phase is Phase.EVALUATION])
    notes, trained = _notes(ids), _trained(ids, today)
    published, drafts = _published(ids), _drafts(ids)
    return {
        each.id: Standing(
            phase=each.phase,
            state=each.state,
            notes=frozenset(notes.get(each.id, ())),
            document=published.get(each.id),
            draft=drafts.get(each.id),
            trained=trained.get(each.id, 0),
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            has_assembly=each.assembly_id is not None,
            unread_talks=waiting.get(each.id, 0),
        )
        for each in campaigns
    }


def _notes(ids: Sequence[UUID]) -> dict[UUID, list[Note]]:
    found: dict[UUID, list[Note]] = {}
    for campaign_id, note in db.session.execute(
        sa.select(CampaignNote.campaign_id, CampaignNote.note).where(CampaignNote.campaign_id.in_(ids))
    ):
        found.setdefault(campaign_id, []).append(note)
    return found


def _trained(ids: Sequence[UUID], today: date) -> dict[UUID, int]:
    is_trained = (TeamMember.role == TeamRole.INTERVIEWER, TeamMember.trained_on <= today)
    wanted = sa.select(TeamMember.campaign_id, sa.func.count()).where(TeamMember.campaign_id.in_(ids), *is_trained)
    return dict(db.session.execute(wanted.group_by(TeamMember.campaign_id)).all())


def _published(ids: Sequence[UUID]) -> dict[UUID, Document]:
    wanted = sa.select(Campaign.id, QuestionnaireVersion.document).join(
        QuestionnaireVersion, QuestionnaireVersion.id == Campaign.version_id
    )
    return {each: from_json(kept) for each, kept in db.session.execute(wanted.where(Campaign.id.in_(ids)))}


def _drafts(ids: Sequence[UUID]) -> dict[UUID, Document]:
    wanted = sa.select(Campaign.id, Questionnaire.draft).join(Questionnaire, Questionnaire.id == Campaign.questionnaire_id)
    return {each: from_json(kept) for each, kept in db.session.execute(wanted.where(Campaign.id.in_(ids)))}


def reach_of(campaign: Campaign) -> Reach:
    """How many households were reached: those kept when doors were deleted, and those of the doors that are there."""
    here = sa.select(sa.func.count()).where(Door.campaign_id == campaign.id, Door.is_reached)
    return Reach(reached=(campaign.households_reached or 0) + (db.session.scalar(here) or 0), total=campaign.households)


def outcomes_of(campaign: Campaign) -> dict[Outcome, int]:
    """How often ringing ended how, as long as the doors are there."""
    wanted = sa.select(ContactAttempt.outcome, sa.func.count()).join(Door, Door.id == ContactAttempt.door_id)
    found = dict(db.session.execute(wanted.where(Door.campaign_id == campaign.id).group_by(ContactAttempt.outcome)).all())
    return {outcome: found[outcome] for outcome in Outcome if outcome in found}


def find(campaign_id: UUID) -> Campaign | None:
    return db.session.get(Campaign, campaign_id)


def hold(campaign: Campaign) -> None:
    """Look at a campaign anew and hold its row until the transaction ends: nobody else takes a step meanwhile."""
    wanted = sa.select(Campaign).where(Campaign.id == campaign.id)
    db.session.execute(wanted.with_for_update().execution_options(populate_existing=True)).scalar_one()


def offered_to(asker: Asker, campaign: Campaign | None = None) -> Offered:
    """What somebody may choose: Ortsteile and forums of their own, and what the campaign has already."""
    own = forums.area_of(asker)
    there = {each.key for each in campaign.ortsteile} if campaign else set()
    named = {str(each.id): each.name for each in forums.all_active() if any(place.key in own for place in each.ortsteile)}
    if campaign is not None and campaign.forum_id is not None:
        named.setdefault(str(campaign.forum_id), forums.get_forum(campaign.forum_id).name)
    return Offered(
        ortsteile={key: name for key, name in places.names().items() if key in own or key in there},
        forums=named,
        own=own,
    )
