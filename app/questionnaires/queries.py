"""Every SELECT about questionnaires."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from app.kernel.db import db
from app.kernel.errors import NotFound
from app.questionnaires.models import Questionnaire, QuestionnaireVersion
from app.questionnaires.rules.document import Document, from_json


def get(questionnaire_id: UUID) -> Questionnaire:
    if found := db.session.get(Questionnaire, questionnaire_id):
        return found
    raise NotFound


def get_version(version_id: UUID) -> QuestionnaireVersion:
    if found := db.session.get(QuestionnaireVersion, version_id):
        return found
    raise NotFound


def versions_of(questionnaire_id: UUID) -> Sequence[QuestionnaireVersion]:
    """What was published, the newest first."""
    wanted = sa.select(QuestionnaireVersion).where(QuestionnaireVersion.questionnaire_id == questionnaire_id)
    return db.session.scalars(wanted.order_by(QuestionnaireVersion.number.desc())).all()


def draft_of(questionnaire: Questionnaire) -> Document:
    """What is being written."""
    return from_json(questionnaire.draft)


def document_of(version: QuestionnaireVersion) -> Document:
    """What was asked."""
    return from_json(version.document)
