"""Questionnaires are begun, written by one or two at a time, and published as versions that never change."""

from uuid import UUID

import sqlalchemy as sa

from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.questionnaires import queries
from app.questionnaires.models import Questionnaire, QuestionnaireVersion
from app.questionnaires.rules.checks import problems
from app.questionnaires.rules.document import Document, to_json


class Overtaken(Exception):
    """Somebody else has saved this questionnaire in the meantime. Nothing was changed."""


def begin(document: Document) -> Questionnaire:
    """A new draft that starts from this document."""
    fresh = Questionnaire(draft=to_json(document))
    db.session.add(fresh)
    db.session.flush()
    return fresh


def save(*, questionnaire: Questionnaire, document: Document, stroke: int) -> None:
    """Keep a draft that was written on top of `stroke`. Raises Overtaken if somebody was faster."""
    locked = db.session.scalars(
        sa.select(Questionnaire)
        .where(Questionnaire.id == questionnaire.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if locked.stroke != stroke:
        raise Overtaken
    draft = to_json(document)
    if draft != locked.draft:
        locked.draft, locked.stroke = draft, stroke + 1
        db.session.flush()


def publish(*, questionnaire: Questionnaire, account_id: UUID | None) -> QuestionnaireVersion:
    """Make the draft a version that people can answer. The same draft again is the version that is there (B-05).

    Raises RuleBroken while something in the draft is wrong.
    """
    document = queries.draft_of(questionnaire)
    if any(problem.is_error for problem in problems(document)):
        raise RuleBroken(_("An diesem Fragebogen ist noch etwas zu tun. Die Liste steht über den Fragen."))
    versions = queries.versions_of(questionnaire.id)
    draft = to_json(document)
    if versions and versions[0].document == draft:
        return versions[0]
    fresh = QuestionnaireVersion(
        questionnaire_id=questionnaire.id, number=len(versions) + 1, document=draft, account_id=account_id
    )
    db.session.add(fresh)
    db.session.flush()
    return fresh
