"""The package: everything that a phone takes along into a stairwell, as one JSON document."""

from typing import Any

from babel import Locale, UnknownLocaleError

from app.accounts.rules import Asker
from app.contacts import labels as contact_labels
from app.door import labels, queries, rules
from app.kernel import codes
from app.kernel.i18n import speaking
from app.kernel.languages import GERMAN, OFFERED, by_tag
from app.questionnaires import labels as questions
from app.questionnaires import queries as questionnaires
from app.questionnaires.rules import conditions
from app.questionnaires.rules.document import Document, to_json
from app.surveys.exports.words import name_of
from app.surveys.models import Campaign, Door
from app.surveys.rules import intake


def package(campaign: Campaign, asker: Asker) -> dict[str, Any]:
    """What to ask, at which doors, in which words; and the key under which the phone keeps what it writes.

    The key belongs to the account and is the same at every login: what waits on a phone can be opened again after a login
    and by nobody else. The phone never stores it as readable bytes.
    """
    closed = intake.why_closed(state=campaign.state, phase=campaign.phase, has_version=campaign.version_id is not None)
    return {
        "who": asker.account_id.hex,
        "token": asker.form_token,
        "key": codes.lasting("door-store", asker.account_id.hex),
        "title": campaign.title,
        "isInPairs": campaign.is_in_pairs,
        "closed": closed,
        "safetyKey": campaign.safety_key,
        "ortsteile": [[ortsteil.key, ortsteil.name] for ortsteil in campaign.ortsteile],
        "areas": list(queries.areas().items()),
        "doors": [_door(door) for door in queries.route_of(campaign, asker.account_id)],
        **(_guide(campaign) if campaign.version_id else {"version": None, "document": None, "conditions": {}, "words": {}}),
    }


def _guide(campaign: Campaign) -> dict[str, Any]:
    version = questionnaires.get_version(campaign.version_id)  # type: ignore[arg-type]  # whoever calls has looked.
    document = questionnaires.document_of(version)
    return {
        "version": version.id.hex,
        "document": {**to_json(document), "default_language": document.default_language},
        "conditions": conditions_of(document),
        "words": {tag: words_in(tag) for tag in rules.tags_to_speak(document)},
    }


def conditions_of(document: Document) -> dict[str, list[Any]]:
    """The conditions of all questions and headings, as lists for the script."""
    texts = {question.key: question.condition for question in document.questions if question.condition.strip()}
    return {key: conditions.to_json(conditions.parse(text)) for key, text in texts.items()}


def words_in(tag: str) -> dict[str, Any]:
    """What the phone says beside the questions of one language: in that language if we speak it, else in German."""
    spoken = by_tag(tag)
    language = spoken if spoken in OFFERED and spoken is not None else GERMAN
    with speaking(language):
        return {
            "called": name_of(tag),
            "dir": direction_of(tag),
            "code": spoken.code if spoken else GERMAN.code,
            "tag": language.tag,
            "wordsDir": language.direction,
            **{name: str(words) for name, words in labels.WORDS.items()},
            "waysOut": [[str(int(way)), str(words)] for way, words in questions.WAYS_OUT.items()],
            "purposeLabels": [[purpose.value, str(label)] for purpose, label in contact_labels.PURPOSES.items()],
            "meansLabels": [[means.value, str(label)] for means, label in contact_labels.MEANS.items()],
        }


def direction_of(tag: str) -> str:
    """Whether a language is written from the right."""
    if known := by_tag(tag):
        return known.direction
    try:
        return Locale.parse(tag, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def _door(door: Door) -> dict[str, Any]:
    return {"id": door.id.hex, "house": door.house, "bell": door.bell, "isReached": door.is_reached}
