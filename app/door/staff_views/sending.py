"""Where phones bring talks, slips and rings: one at a time, each by itself, each as often as they like (B-20)."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from flask import Response, jsonify, make_response, request
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.contacts.service import Refused as SlipRefused
from app.contacts.service import Slip
from app.conversations.service import Refused
from app.door import service
from app.door.service import Unreadable
from app.door.staff_views import asking, bp
from app.kernel import clock
from app.kernel.access import requires
from app.kernel.errors import RuleBroken
from app.kernel.form import BaseForm
from app.kernel.i18n import gettext as _
from app.surveys.models import Campaign
from app.surveys.queries import campaigns
from app.surveys.rules.kinds import Outcome
from app.surveys.service import doors

STATUS = {"new": 201, "known": 200, "other": 409, "gone": 200}
"""A ring at a door that is forgotten already needs no keeping: the phone may drop it."""
GERMAN_OF = "german-"
"""How the fields begin that hold translations of answers."""


@bp.post("/arbeit/tuer/<slug>/gespraeche")
@requires("surveys.ask")
def talk_submit(slug: str) -> ResponseReturnValue:
    """Take one talk in. It says nothing of a door, of a slip, or of who led it."""
    return take_talk(_campaign(slug))


def take_talk(campaign: Campaign) -> Response:
    """Take in the talk of this request, whoever brings it, and say what became of it."""
    form = asking.talk_form(campaign, request.form)
    if not form.validate() or (version_id := form.version_id) is None:
        return _wrong(campaign, form)
    raw = asking.raw_answers(request.form)
    german = {name.removeprefix(GERMAN_OF): text for name, text in request.form.items() if name.startswith(GERMAN_OF)}
    try:
        taken = service.take_talk(
            campaign=campaign,
            client_id=str(form.client_id.data),
            version_id=version_id,
            raw=raw,
            german=german,
            facts=form.facts(),
        )
    except Unreadable as unreadable:
        return _wrong(campaign, form, unreadable.words())
    except RuleBroken as broken:
        return _broken(campaign, form, broken)
    return _told(campaign, taken, form, "gespraech")


@bp.post("/arbeit/tuer/<slug>/zettel")
@requires("surveys.ask")
def slip_submit(slug: str) -> ResponseReturnValue:
    """Take one contact slip in."""
    campaign = _campaign(slug)
    form = asking.slip_form(campaign, request.form)
    if not form.validate():
        return _wrong(campaign, form)
    try:
        taken = service.take_slip(campaign=campaign, client_id=str(form.client_id.data), slip=Slip(**form.facts()))
    except RuleBroken as broken:
        return _broken(campaign, form, broken)
    return _told(campaign, taken, form, "zettel")


@bp.post("/arbeit/tuer/<slug>/versuche")
@requires("surveys.ask")
def attempt_submit(slug: str) -> ResponseReturnValue:
    """Note what became of ringing a bell."""
    campaign = _campaign(slug)
    form = asking.attempt_form(campaign, request.form)
    if not form.validate() or (door_id := form.door_id) is None:
        return _wrong(campaign, form)
    try:
        taken = doors.attempt(
            campaign=campaign,
            door_id=door_id,
            outcome=Outcome(form.outcome.data),
            on=form.on.data or clock.today(),
            client_id=str(form.client_id.data),
        )
    except RuleBroken as broken:
        return _broken(campaign, form, broken)
    return _told(campaign, taken, form, "versuch")


def _campaign(slug: str) -> Campaign:
    return campaigns.get_to_ask(accounts.asker(), slug)


def _told(campaign: Campaign, taken: StrEnum, form: BaseForm, what: str) -> Response:
    """What became of a record: for the phone in JSON, for others a page."""
    if taken.value == "other":
        words = _("Unter dieser Nummer ist schon etwas anderes angekommen. Nichts wurde geändert.")
        if is_from_script():
            return make_response(jsonify(reason="other", message=words), STATUS[taken.value])
        form.broken_rules.append(words)
        return asking.show_again(campaign, form)
    if is_from_script():
        return make_response(jsonify(state=taken.value), STATUS[taken.value])
    return asking.back(campaign, what)


def _broken(campaign: Campaign, form: BaseForm, broken: RuleBroken) -> Response:
    """A rule says no: for good if the campaign takes nothing in any more (409), else until something is changed (422)."""
    if is_from_script():
        if isinstance(broken, Refused | SlipRefused):
            return make_response(jsonify(reason="closed", why=broken.why, message=str(broken)), 409)
        return make_response(jsonify(reason="broken", message=str(broken), errors={}), 422)
    form.broken_rules.append(str(broken))
    return asking.show_again(campaign, form)


def _wrong(campaign: Campaign, form: BaseForm, faults: dict[str, str] | None = None) -> Response:
    """Something has to be answered differently, and what."""
    if is_from_script():
        errors = {field.short_name: _joined(field.errors) for field in form if field.errors} | (faults or {})
        return make_response(jsonify(reason="broken", message=_joined(form.broken_rules), errors=errors), 422)
    return asking.show_again(campaign, form, faults or {})


def _joined(words: Iterable[Any]) -> str:
    return " ".join(str(each) for each in words)


def is_from_script() -> bool:
    """Whether a script has sent this request and waits for JSON."""
    return request.accept_mimetypes.best == "application/json"
