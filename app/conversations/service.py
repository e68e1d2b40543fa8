"""Talks are taken in: once, however often they are sent, and without a word about when and from whom."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.conversations import queries, rules
from app.conversations.models import Answer, Conversation, Intake
from app.conversations.rules import AgeBand, Channel, Gender, Tenure
from app.kernel import clock, codes
from app.kernel.db import db
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.form import cleaned
from app.kernel.i18n import lazy_gettext as _
from app.kernel.upsert import insert
from app.questionnaires import queries as questionnaires
from app.questionnaires.rules import answers as engine
from app.questionnaires.rules.answers import Answers
from app.questionnaires.rules.document import Document
from app.questionnaires.rules.kinds import TEXTS, Missing
from app.surveys.models import Campaign
from app.surveys.rules import intake
from app.surveys.rules.kinds import Setting

CLIENT_ID = re.compile(r"[0-9A-Za-z_-]{16,64}")
"""An id that a device has thrown: short ones could meet by chance."""
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
LONGEST_NOTE = 20_000
OWN_COLUMNS = {"answers", "german", "day", "free_notes", "free_notes_german"}
"""What of a talk is kept otherwise than under its own name."""


class Taken(StrEnum):
    """What became of a talk that was sent (B-20)."""

    NEW = "new"
    KNOWN = "known"
    OTHER = "other"
    """Another talk has come under the same id: nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One talk as it was led: what the person said, and what the interviewer noted about it."""

    version_id: UUID
    answers: Answers
    """As `questionnaires.rules.answers.read` gives them."""
    channel: Channel
    setting: Setting
    language: str
    ortsteil_key: str
    day: date | None = None
    people: int = 1
    interviewers: int = 0
    age_band: AgeBand | None = None
    gender: Gender | None = None
    tenure: Tenure | None = None
    willingness: int | None = None
    free_notes: str = ""
    free_notes_german: str = ""
    german: Mapping[str, str] = field(default_factory=dict)
    """Translations of single answers, by question."""


class Refused(RuleBroken):
    """This campaign takes nothing in: it was stopped, has not begun, or is over (A-01)."""

    def __init__(self, why: intake.Closed) -> None:
        super().__init__(WHY[why])
        self.why = why


WHY = {
    intake.Closed.STOPPED: _("Diese Befragung wurde beendet. Es werden keine Gespräche mehr angenommen."),
    intake.Closed.NOT_YET: _("Diese Befragung hat noch nicht begonnen."),
    intake.Closed.OVER: _("Diese Befragung ist vorbei."),
    intake.Closed.NOT_ONLINE: _("Diese Befragung kann man nicht im Internet beantworten."),
}


def take(*, campaign: Campaign, client_id: str, talk: Talk, document: Document | None = None) -> Taken:
    """Take a talk in, or say that it is here already. Raises Refused if the campaign takes nothing in.

    Two uploads at once make one talk: the second one waits for the first and then is KNOWN. `document` is the version in
    which the talk was led: whoever has read it hands it on, so that it is not read once more.
    """
    (became,) = take_all(campaign=campaign, talks={client_id: talk}, document=document)
    if isinstance(became, RuleBroken):
        raise became
    return became


def take_all(*, campaign: Campaign, talks: Mapping[str, Talk], document: Document | None) -> list[Taken | RuleBroken]:
    """What becomes of each of these talks, by their ids, all led in one version: one that is refused hinders no other."""
    sent = [_sent(campaign, client_id, talk) for client_id, talk in talks.items()]
    there = queries.payload_hashes(each.client_hash for each in sent)
    refused = _refused(campaign, [each for each in sent if each.client_hash not in there])
    fresh = [each for each in sent if each.client_hash not in there and each.client_id not in refused]
    stored = _store(campaign, fresh, document) if fresh else set()
    if late := {each.client_hash for each in fresh} - stored:
        there |= queries.payload_hashes(late)
    became: list[Taken | RuleBroken] = []
    for each in sent:
        if each.client_hash in there:
            became.append(Taken.KNOWN if there[each.client_hash] == each.payload_hash else Taken.OTHER)
        else:
            became.append(refused.get(each.client_id, Taken.NEW))
    return became


@dataclass(frozen=True, kw_only=True)
class _Sent:
    """A talk as it came, and the hashes that are kept of its id and of all it says."""

    client_id: str
    client_hash: str
    payload_hash: str
    talk: Talk


def _sent(campaign: Campaign, client_id: str, talk: Talk) -> _Sent:
    if not CLIENT_ID.fullmatch(client_id):
        raise RuleBroken(_("Dieses Gespräch hat keine gültige Kennung."))
    talk = _legible(talk)
    client_hash, payload_hash = codes.digest(client_id), codes.digest(_canonical(campaign, talk))
    return _Sent(client_id=client_id, client_hash=client_hash, payload_hash=payload_hash, talk=talk)


def _refused(campaign: Campaign, sent: Sequence[_Sent]) -> dict[str, RuleBroken]:
    """Which of these cannot be taken in, by their ids, and why."""
    refused: dict[str, RuleBroken] = {}
    closed = intake.why_closed(state=campaign.state, phase=campaign.phase, has_version=campaign.version_id is not None)
    for each in sent:
        try:
            if closed:
                raise Refused(closed)
            _check(campaign, each.talk)
        except RuleBroken as broken:
            refused[each.client_id] = broken
    return refused


def _store(campaign: Campaign, sent: Sequence[_Sent], document: Document | None) -> set[str]:
    """Write talks down, unless another upload was quicker. Says which are new, by the hashes of their ids."""
    rows = {each.client_hash: _row(campaign, each) for each in sent}
    once = insert(Conversation).on_conflict_do_nothing(index_elements=[Conversation.client_hash])
    stored = set(db.session.scalars(once.returning(Conversation.client_hash), list(rows.values())))
    if not stored:
        return stored
    document = document or questionnaires.document_of(questionnaires.get_version(sent[0].talk.version_id))
    texts = {question.key for question in document.asked if question.type in TEXTS}
    answers = [
        {"conversation_id": rows[each.client_hash]["id"], "campaign_id": campaign.id, **answer}
        for each in sent
        if each.client_hash in stored
        for answer in _answers(each.talk, texts)
    ]
    if answers:
        db.session.execute(sa.insert(Answer), answers)
    _count(campaign, len(stored))
    return stored


def _row(campaign: Campaign, sent: _Sent) -> dict[str, Any]:
    values = {each.name: getattr(sent.talk, each.name) for each in fields(Talk) if each.name not in OWN_COLUMNS}
    day = rules.day_of(sent.talk.day, clock.today(), sent.talk.channel)
    hashes = {"client_hash": sent.client_hash, "payload_hash": sent.payload_hash}
    return {"id": uuid4(), "campaign_id": campaign.id, **values, "day": day, **hashes}


def _answers(talk: Talk, texts: Collection[str]) -> Iterator[dict[str, Any]]:
    """What was said to each question, and the notes of a talk that did not go question by question."""
    kept = engine.kept(talk.answers)
    for key in sorted(kept):
        is_text = key in texts and not isinstance(talk.answers[key], Missing)
        yield {"key": key, "value": kept[key], "german": talk.german.get(key, ""), "is_text": is_text}
    if talk.free_notes:
        yield {"key": rules.FREE_NOTES, "value": talk.free_notes, "german": talk.free_notes_german, "is_text": True}


def _check(campaign: Campaign, talk: Talk) -> None:
    if not _is_asked_by(campaign, talk.version_id):
        raise RuleBroken(_("Diese Antworten gehören zu einem anderen Fragebogen."))
    if talk.ortsteil_key not in {ortsteil.key for ortsteil in campaign.ortsteile}:
        raise RuleBroken(_("In diesem Ortsteil wird hier nicht gefragt."), field="ortsteil_key")
    if not 1 <= talk.people <= rules.MOST_PEOPLE:
        message = _("Bei einem Gespräch können 1 bis %(most)s Menschen dabei sein.", most=rules.MOST_PEOPLE)
        raise RuleBroken(message, field="people")
    if not 0 <= talk.interviewers <= rules.MOST_INTERVIEWERS:
        message = _("Ein Gespräch führen höchstens %(most)s Menschen.", most=rules.MOST_INTERVIEWERS)
        raise RuleBroken(message, field="interviewers")
    if talk.willingness is not None and talk.willingness not in rules.WILLINGNESS:
        raise RuleBroken(_("Die Bereitschaft mitzumachen ist eine Zahl von 1 bis 4."), field="willingness")
    if not LANGUAGE_TAG.fullmatch(talk.language):
        raise RuleBroken(_("Diese Sprache kennen wir nicht."))
    if any(len(text) > LONGEST_NOTE for text in (talk.free_notes, talk.free_notes_german, *talk.german.values())):
        raise RuleBroken(_("Der Text ist zu lang. Es passen höchstens %(most)s Zeichen hinein.", most=LONGEST_NOTE))


def _is_asked_by(campaign: Campaign, version_id: UUID) -> bool:
    """Whether a version, an older one too, belongs to this campaign's questionnaire (B-05)."""
    try:
        return questionnaires.get_version(version_id).questionnaire_id == campaign.questionnaire_id
    except NotFound:
        return False


def _legible(talk: Talk) -> Talk:
    """The talk without signs that no database takes: a phone sends its notes past every form."""
    german = {key: cleaned(text) for key, text in talk.german.items()}
    notes, notes_german = cleaned(talk.free_notes), cleaned(talk.free_notes_german)
    return replace(talk, german=german, free_notes=notes, free_notes_german=notes_german)


def _canonical(campaign: Campaign, talk: Talk) -> str:
    """The talk as one text: the same words make the same text, in whatever order they were typed."""
    facts: dict[str, Any] = {each.name: getattr(talk, each.name) for each in fields(talk)}
    facts |= {"campaign": campaign.id, "answers": engine.canonical(talk.answers), "german": sorted(talk.german.items())}
    return json.dumps(facts, sort_keys=True, default=str, ensure_ascii=False)


def _count(campaign: Campaign, fresh: int) -> None:
    """Note that there are so many more today: all that is logged."""
    more = insert(Intake)
    counted = {"count": Intake.count + more.excluded.count}
    more = more.on_conflict_do_update(index_elements=["campaign_id", "day"], set_=counted)
    db.session.execute(more, {"campaign_id": campaign.id, "day": clock.today(), "count": fresh})
