"""Campaigns for tests, without detours."""

from uuid import UUID

from app.kernel.db import db
from app.questionnaires.models import QuestionnaireVersion
from app.questionnaires.rules.document import Choice, Document, Question, to_json
from app.questionnaires.rules.kinds import Block, Part, QuestionType
from app.questionnaires.service import begin
from app.surveys.models import Campaign, TeamMember
from app.surveys.rules.kinds import AccessMode, Phase, TeamRole
from tests import factories

GUIDE = Document(
    title={"de": "Wie lebt es sich hier?"},
    introduction={"de": "Wir fragen, weil wir zuhören wollen."},
    consent={"de": "Ich möchte, dass Sie sich bei mir melden."},
    thanks={"de": "Danke für das Gespräch."},
    questions=(
        Question(key="gut", type=QuestionType.TEXT_LONG, label={"de": "Was gefällt Ihnen hier?"}, block=Block.ACTIVATING),
        Question(key="stoert", type=QuestionType.TEXT_LONG, label={"de": "Was stört Sie hier?"}, block=Block.ACTIVATING),
        Question(
            key="einladung",
            type=QuestionType.SELECT_ONE,
            label={"de": "Möchten Sie eingeladen werden?"},
            block=Block.ACTIVATING,
            part=Part.INVITATION,
            may_refuse=True,
            choices=(Choice(code="ja", label={"de": "Ja"}), Choice(code="nein", label={"de": "Nein"})),
        ),
    ),
)


def campaign(
    slug: str = "berliner-platz",
    *,
    document: Document = GUIDE,
    phase: Phase = Phase.MAIN_SURVEY,
    access: AccessMode = AccessMode.OPEN_LINK,
    ortsteil: str = "06",
    **facts: object,
) -> Campaign:
    """A campaign in its main survey with a published guide, open to answer online."""
    questionnaire = begin(document)
    version = QuestionnaireVersion(questionnaire_id=questionnaire.id, number=1, document=to_json(document))
    db.session.add(version)
    db.session.flush()
    made = Campaign(
        slug=slug,
        title="Wie lebt es sich am Berliner Platz?",
        phase_number=int(phase),
        access=access,
        is_public=True,
        questionnaire_id=questionnaire.id,
        version_id=version.id,
        **facts,
    )
    made.ortsteile = [factories.ortsteil(ortsteil)]
    db.session.add(made)
    db.session.flush()
    return made


def member(
    campaign: Campaign, account_id: UUID | None, role: TeamRole = TeamRole.INTERVIEWER, name: str = "Ann"
) -> TeamMember:
    """Somebody in the team."""
    made = TeamMember(campaign_id=campaign.id, account_id=account_id, name=name, role=role)
    db.session.add(made)
    db.session.flush()
    return made
