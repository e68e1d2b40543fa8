"""The questionnaire of a campaign, for those who write it."""

import sqlalchemy as sa

from app.kernel.db import db
from app.questionnaires import queries as questionnaires
from app.questionnaires.models import Questionnaire
from app.questionnaires.rules import naming
from app.questionnaires.rules.naming import Published
from app.surveys.models import Campaign


def of(campaign: Campaign) -> Questionnaire:
    """The questionnaire that is being written."""
    return questionnaires.get(campaign.questionnaire_id)


def to_change(campaign: Campaign) -> Questionnaire:
    """The same as it is now. All who change it wait for each other."""
    wanted = sa.select(Questionnaire).where(Questionnaire.id == campaign.questionnaire_id).with_for_update()
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def published(campaign: Campaign) -> Published:
    """What all its versions together have fixed."""
    versions = questionnaires.versions_of(campaign.questionnaire_id)
    return naming.published(questionnaires.document_of(version) for version in reversed(versions))
