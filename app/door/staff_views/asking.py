"""The pages of interviewers: their campaigns, the screen for talks, which is a plain form without script, and the slip."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.accounts import queries as accounts
from app.conversations import labels as talk_labels
from app.conversations.forms import PREFIX, Asked, asked
from app.conversations.service import WHY
from app.door import labels, queries, rules
from app.door.staff_forms import NEWS, AttemptForm, SlipForm, TalkForm
from app.door.staff_views import bp
from app.kernel import http
from app.kernel.access import requires
from app.kernel.errors import NotFound
from app.kernel.form import BaseForm
from app.questionnaires import queries as questionnaires
from app.questionnaires.rules.document import Document, say
from app.surveys import labels as survey_labels
from app.surveys.exports import attributes
from app.surveys.exports.words import name_of
from app.surveys.models import Campaign
from app.surveys.queries import campaigns
from app.surveys.rules import intake

Sent = Mapping[str, str] | None
Typed = Mapping[str, Sequence[str]]


@bp.get("/arbeit/tuer")
@requires("surveys.ask")
def listing() -> ResponseReturnValue:
    found = [(campaign, _why_closed(campaign)) for campaign in campaigns.to_ask(accounts.asker())]
    return http.show_form("door/staff/listing.html", BaseForm(), campaigns=found)


@bp.get("/arbeit/tuer/<slug>")
@requires("surveys.ask")
def shell(slug: str) -> ResponseReturnValue:
    """The screen for talks. A phone keeps this page unlocked, so neither talks nor doors stand in it."""
    return _show(campaigns.get_to_ask(accounts.asker(), slug))


@bp.get("/arbeit/tuer/<slug>/zettel")
@requires("surveys.ask")
def slip(slug: str) -> ResponseReturnValue:
    """The contact slip as a page of its own, for phones without script."""
    campaign = campaigns.get_to_ask(accounts.asker(), slug)
    return _show_slip(campaign, slip_form(campaign, None))


@bp.get("/arbeit/tuer/<slug>/versuche")
@requires("surveys.ask")
def attempt(slug: str) -> ResponseReturnValue:
    """What became of ringing as a page of its own, for phones without script."""
    campaign = campaigns.get_to_ask(accounts.asker(), slug)
    return _show_attempt(campaign, attempt_form(campaign, None))


def show_again(campaign: Campaign, form: BaseForm, faults: Mapping[str, str] | None = None) -> Response:
    """The page of a form that could not be taken, with everything that was typed."""
    if isinstance(form, SlipForm):
        return _show_slip(campaign, form)
    if isinstance(form, AttemptForm):
        return _show_attempt(campaign, form)
    return _show(campaign, form, faults)


def back(campaign: Campaign, what: str) -> Response:
    """To the screen, with good news."""
    return http.see_other(url_for("door_work.shell", slug=campaign.slug, neu=what))


def talk_form(campaign: Campaign, sent: Sent) -> TalkForm:
    """The form of a talk with the lists of this campaign."""
    form = TalkForm(sent, prefix="talk-")
    if sent is None and campaign.version_id:
        form.version.data = campaign.version_id.hex
    document = _document(campaign, form.version_id)
    tags = rules.tags_to_speak(document) if document else ()
    return form.offer(languages={tag: name_of(tag) for tag in tags}, ortsteile=_ortsteile(campaign))


def slip_form(campaign: Campaign, sent: Sent) -> SlipForm:
    """The slip with the lists of this campaign."""
    form = SlipForm(sent, prefix="slip-")
    form.ortsteil_key.choices = _ortsteile(campaign)
    return form


def attempt_form(campaign: Campaign, sent: Sent) -> AttemptForm:
    """The form of a ring, with the doors of this account's route."""
    form = AttemptForm(sent, prefix="attempt-")
    doors = queries.route_of(campaign, accounts.asker().account_id)
    form.door.choices = {door.id.hex: f"{door.house}, {door.bell}" for door in doors}
    return form


def _show(campaign: Campaign, form: BaseForm | None = None, faults: Mapping[str, str] | None = None) -> Response:
    document = _document(campaign, campaign.version_id)
    talk = form if isinstance(form, TalkForm) else talk_form(campaign, None)
    if form is not None and document is not None:
        form.broken_rules.extend(_named(document, faults or {}))
    return http.show_form(
        "door/staff/shell.html",
        form or BaseForm(),
        campaign=campaign,
        closed=_why_closed(campaign),
        document=document,
        talk=talk,
        questions=_questions(document, raw_answers(request.form) if talk is form else {}) if document else (),
        say=lambda texts: say(texts, "de").text,
        said=_said(),
        scope=f"{url_for('door_work.listing')}/",
        messages=[NEWS[told]] if (told := request.args.get("neu", "")) in NEWS else [],
    )


def _questions(document: Document, typed: Typed) -> list[Asked]:
    """The questions as a plain form shows them, one below the other, each with the words when it counts (B-04)."""
    tag, names = document.default_language, queries.areas()
    return [asked(document, question, tag=tag, raw=typed, areas=names, says_when=True) for question in document.questions]


def raw_answers(sent: MultiDict[str, str]) -> dict[str, list[str]]:
    """The fields of the questions as they came."""
    return {name.removeprefix(PREFIX): values for name, values in sent.lists() if name.startswith(PREFIX)}


def _said() -> dict[str, Any]:
    """What there is to choose on the screen, for its script."""
    lists: dict[str, Mapping[Any, str]] = {
        "settings": {each: survey_labels.SETTINGS[each] for each in rules.SETTINGS},
        "outcomes": {each: survey_labels.OUTCOMES[each] for each in rules.WITHOUT_A_TALK},
        "ageBands": talk_labels.AGE_BANDS,
        "genders": talk_labels.GENDERS,
        "tenures": attributes.TENURES,
        "willingness": attributes.WILLINGNESS,
    }
    return {name: [[str(value), str(label)] for value, label in values.items()] for name, values in lists.items()}


def _show_slip(campaign: Campaign, form: SlipForm) -> Response:
    document = _document(campaign, campaign.version_id)
    if document is None:
        raise NotFound
    return http.show_form(
        "door/staff/slip.html",
        form,
        campaign=campaign,
        consent=rules.as_sent(say(document.consent, "de").text or str(labels.WORDS["consent"])),
        words=labels.WORDS,
    )


def _show_attempt(campaign: Campaign, form: AttemptForm) -> Response:
    return http.show_form("door/staff/attempt.html", form, campaign=campaign)


def _named(document: Document, faults: Mapping[str, str]) -> list[str]:
    """What is wrong with answers, each with its question."""
    named = []
    for key, words in faults.items():
        question = document.find(key) or document.find(key.removesuffix("_other"))
        named.append(f"{say(question.label, 'de').text} – {words}" if question else words)
    return named


def _document(campaign: Campaign, version_id: UUID | None) -> Document | None:
    """The version that was asked, if this campaign has published it."""
    for version in questionnaires.versions_of(campaign.questionnaire_id) if version_id else ():
        if version.id == version_id:
            return questionnaires.document_of(version)
    return None


def _ortsteile(campaign: Campaign) -> dict[str, str]:
    return {ortsteil.key: ortsteil.name for ortsteil in campaign.ortsteile}


def _why_closed(campaign: Campaign) -> str:
    """Why no talk can be taken in, in words; empty: it can."""
    why = intake.why_closed(state=campaign.state, phase=campaign.phase, has_version=campaign.version_id is not None)
    return str(WHY[why]) if why else ""
