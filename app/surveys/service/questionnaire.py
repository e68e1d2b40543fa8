"""The questionnaire of a campaign is written by one or more people, and published in versions that never change."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any
from uuid import UUID

from app.kernel import codes, page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation
from app.questionnaires import queries as questionnaires
from app.questionnaires import service as questionnaires_service
from app.questionnaires.models import QuestionnaireVersion
from app.questionnaires.rules.document import Document
from app.questionnaires.service import Overtaken
from app.surveys.models import Campaign
from app.surveys.queries import questionnaires as queries
from app.surveys.rules.kinds import CampaignState, Phase

SCOPE = "surveys"
"""The stamp of all pages that show campaigns to residents."""

Edit = Callable[[Document], Document]
Shown = Callable[[Document], Any]
"""The part of a document that a form shows, and nothing else."""


@dataclass(frozen=True, kw_only=True)
class Base:
    """What somebody saw who changes something: the save it came from, and a print of the part they change."""

    stroke: int
    seen: str


def may_write(campaign: Campaign) -> bool:
    """Whether the questionnaire may still be changed: until the last question has been asked."""
    return campaign.state is CampaignState.RUNNING and campaign.phase <= Phase.MAIN_SURVEY


def print_of(part: Any) -> str:
    """A short print of a part of a document. It is another one as soon as anything in the part is."""
    plain = asdict(part) if is_dataclass(part) and not isinstance(part, type) else part
    return codes.digest(json.dumps(plain, sort_keys=True, ensure_ascii=False))[:32]


def write(*, campaign: Campaign, edit: Edit, shown: Shown, base: Base, account_id: UUID | None) -> None:
    """Apply an edit on top of what somebody saw. The same once more changes nothing.

    What others changed elsewhere in the meantime stays. Raises Overtaken if they changed the very same part.
    """
    document, stroke = _begin(campaign)
    after = edit(document)
    if after == document:
        return
    if base.stroke != stroke and base.seen != print_of(shown(document)):
        raise Overtaken
    _save(campaign, after, account_id)


def rearrange(*, campaign: Campaign, edit: Edit, account_id: UUID | None) -> None:
    """Apply an edit that means the same whatever others have changed meanwhile: move a question, add the guide."""
    document, _stroke = _begin(campaign)
    if (after := edit(document)) != document:
        _save(campaign, after, account_id)


def publish(*, campaign: Campaign, stroke: int, account_id: UUID | None) -> QuestionnaireVersion:
    """Let people answer what the draft says now. Publishing the same again changes nothing (methods B-05).

    Raises Overtaken if the draft is not the one that was seen, RuleBroken as long as something in it is wrong.
    """
    _document, now = _begin(campaign)
    if stroke != now:
        raise Overtaken
    version = questionnaires_service.publish(questionnaire=queries.of(campaign), account_id=account_id)
    if campaign.version_id != version.id:
        campaign.version_id = version.id
        _log(campaign, "campaign.publish", account_id, note=str(version.number))
        page_store.raise_stamp(SCOPE)
        db.session.flush()
    return version


def _begin(campaign: Campaign) -> tuple[Document, int]:
    locked = queries.to_change(campaign)
    db.session.refresh(campaign)
    if not may_write(campaign):
        raise RuleBroken(_("Die Gespräche dieser Befragung sind vorbei. Ihr Fragebogen bleibt, wie er ist."))
    return questionnaires.draft_of(locked), locked.stroke


def _save(campaign: Campaign, document: Document, account_id: UUID | None) -> None:
    questionnaire = queries.of(campaign)
    questionnaires_service.save(questionnaire=questionnaire, document=document, stroke=questionnaire.stroke)
    _log(campaign, "campaign.questionnaire", account_id)
    db.session.flush()


def _log(campaign: Campaign, act: str, account_id: UUID | None, *, note: str = "") -> None:
    moderation.log(act=act, subject=campaign.subject, note=note, account=account_id)
