"""Talks, slips and rings at doors are taken in, each by itself and once, however often a phone sends them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.contacts import service as contacts
from app.contacts.labels import usual_consent
from app.contacts.service import Slip
from app.conversations import labels
from app.conversations import service as conversations
from app.conversations.rules import Channel
from app.conversations.service import Talk
from app.door import queries, rules
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import OFFERED
from app.moderation import service as moderation
from app.questionnaires import queries as questionnaires
from app.questionnaires.rules import answers
from app.questionnaires.rules.answers import Fault, Raw
from app.questionnaires.rules.document import Document, Question
from app.surveys.models import Campaign
from app.surveys.queries import overview


@dataclass
class Unreadable(Exception):
    """Some answers cannot be taken: why, by question."""

    document: Document
    faults: Mapping[str, Fault]

    def words(self) -> dict[str, str]:
        """Why, in sentences."""
        return {key: self._said(key, fault) for key, fault in self.faults.items()}

    def _said(self, key: str, fault: Fault) -> str:
        question = self.document.find(key)
        return labels.fault_of(question, fault) if question else str(labels.FAULTS[fault])


def take_talk(
    *, campaign: Campaign, client_id: str, version_id: UUID, raw: Raw, german: Mapping[str, str], facts: Mapping[str, Any]
) -> conversations.Taken:
    """Take a talk in, in the version with which it was led (B-05). Raises Unreadable, RuleBroken, conversations.Refused."""
    document = questionnaires.document_of(questionnaires.get_version(version_id))
    reading = answers.read_part(document, raw, _keys_to_check(document, raw, facts), queries.areas().keys())
    if reading.faults:
        raise Unreadable(document, reading.faults)
    if facts["language"] not in rules.tags_to_speak(document):
        raise RuleBroken(_("In dieser Sprache wird hier nicht gefragt."))
    talk = Talk(
        version_id=version_id,
        answers=reading.answers,
        german={key: text for key, text in german.items() if text and key in reading.answers},
        channel=Channel.DOOR,
        **facts,
    )
    return conversations.take(campaign=campaign, client_id=client_id, talk=talk, document=document)


def _keys_to_check(document: Document, raw: Raw, facts: Mapping[str, Any]) -> list[str]:
    """Whose faults count: all questions, or, where a talk was written down freely, those that were answered all the same."""
    if not facts["free_notes"]:
        return [question.key for question in document.asked]
    return [question.key for question in document.asked if _is_touched(question, raw)]


def _is_touched(question: Question, raw: Raw) -> bool:
    return any(value.strip() for field in answers.fields_of(question) for value in raw.get(field, ()))


def take_slip(*, campaign: Campaign, client_id: str, slip: Slip) -> contacts.Taken:
    """Take a slip in. The words agreed to must be words that this campaign asks to agree to."""
    usual = frozenset(usual_consent(language) for language in OFFERED)
    if slip.consent and slip.consent not in rules.consents(queries.documents_of(campaign), usual):
        raise RuleBroken(_("Diesem Text kann man hier nicht zustimmen."))
    return contacts.take(campaign=campaign, client_id=client_id, slip=slip)


def set_safety_key(*, campaign: Campaign, jwk: str, account_id: UUID | None, is_replacing: bool = False) -> None:
    """From now on phones lock safety files with this key. One that is there gives way only to `is_replacing`."""
    key = rules.public_key(jwk)
    overview.hold(campaign)
    if key == campaign.safety_key:
        return
    if campaign.safety_key and not is_replacing:
        raise RuleBroken(
            _("Es gibt schon einen Schlüssel. Kreuzen Sie an, dass er ersetzt werden soll."), field="is_replacing"
        )
    campaign.safety_key = key
    db.session.flush()
    moderation.log(act="campaign.safety_key", subject=campaign.subject, note=rules.sign_of(key), account=account_id)
