"""The contact slip of residents: a page and a form of its own. Nothing is carried here from any other page (A-30)."""

from dataclasses import dataclass

from flask import Response, make_response, render_template, request

from app.contacts import labels, queries, service
from app.contacts.forms import SlipForm
from app.contacts.service import Refused, Taken
from app.kernel import codes, http, tokens
from app.kernel.access import open_to_all
from app.kernel.db import only_reading
from app.kernel.form import rules_shown_in
from app.kernel.i18n import current_language
from app.kernel.i18n import gettext as _
from app.kernel.pages import Capability
from app.kernel.tokens import Verdict
from app.questionnaires.rules.document import Said, say
from app.surveys.models import Campaign
from app.surveys.queries import campaigns, public
from app.surveys.rules.kinds import CampaignState

bp = Capability("contacts", __name__)

SLIP = "slip"
PAGE, CLOSED = "contacts/slip.html", "contacts/slip_closed.html"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """An empty slip: whose it is, and the words that one agrees to."""

    campaign: Campaign
    consent: Said
    has_begun: bool

    @property
    def is_closed(self) -> bool:
        return self.campaign.state is not CampaignState.RUNNING or not self.has_begun


@bp.get("/umfragen/<slug>/kontakt")
@open_to_all
def slip(slug: str) -> Response:
    sheet = _sheet(slug)
    if sheet.is_closed:
        return make_response(render_template(CLOSED, slug=slug, name=sheet.campaign.title))
    return _show(_form(sheet), sheet)


@bp.post("/umfragen/<slug>/kontakt")
@open_to_all
def slip_submit(slug: str) -> Response:
    with only_reading():
        sheet = _sheet(slug)
        form = _form(sheet)
        is_stored = queries.find_by_client_hash(codes.digest(form.once)) is not None
    if sheet.is_closed and not is_stored:
        return http.conflict(CLOSED, slug=slug, name=sheet.campaign.title)
    if form.validate() and not is_stored and (why := _why_not_yet(form, sheet)):
        form.broken_rules.append(why)
    if form.has_errors:
        return _show(form, sheet)
    return _take(form, sheet)


def _take(form: SlipForm, sheet: Sheet) -> Response:
    taken, campaign = Taken.OTHER, sheet.campaign
    said = form.slip(consent=sheet.consent.text, language=current_language().code, ortsteil_key=campaign.ortsteile[0].key)
    with rules_shown_in(form):
        try:
            taken = service.take(campaign=campaign, client_id=form.once, slip=said)
        except Refused:
            return http.conflict(CLOSED, slug=campaign.slug, name=campaign.title)
    if form.has_errors:
        return _show(form, sheet)
    if taken is Taken.OTHER:
        form.renew()
        return http.conflict("contacts/slip_other_words.html", sent=form, slug=campaign.slug)
    return make_response(render_template("contacts/slip_thanks.html", campaign=campaign), 201 if taken is Taken.NEW else 200)


def _show(form: SlipForm, sheet: Sheet) -> Response:
    return http.show_form(PAGE, form, campaign=sheet.campaign, consent=sheet.consent, agreed_to=_digest(sheet))


def _form(sheet: Sheet) -> SlipForm:
    form = SlipForm(request.form if request.method == "POST" else None)
    form.offer({ortsteil.key: ortsteil.name for ortsteil in sheet.campaign.ortsteile})
    return form


def _sheet(slug: str) -> Sheet:
    campaign, tag = campaigns.get_public(slug), current_language().tag
    document = public.find_document(campaign)
    own = say(document.consent, tag, document.default_language) if document else Said(text="", tag=tag)
    consent = own if own.text else Said(text=str(labels.CONSENT), tag=tag)
    return Sheet(campaign=campaign, consent=consent, has_begun=document is not None)


def _digest(sheet: Sheet) -> str:
    """Tells the words that somebody saw from those that are shown by now."""
    return codes.digest(sheet.consent.text)[:16]


def _why_not_yet(form: SlipForm, sheet: Sheet) -> str:
    """Programs fill in what nobody sees, and are quick. People only have to press the button again (B-32)."""
    if form.website.data:
        return _("Ein Feld war ausgefüllt, das leer bleiben soll. Wir haben es geleert. Bitte senden Sie noch einmal.")
    if form.agreed_to.data != _digest(sheet):
        return _("Der Text, dem Sie zustimmen, hat sich geändert. Bitte lesen Sie ihn noch einmal.")
    match tokens.judge(form.token.data or "", SLIP, form.once):
        case Verdict.GOOD:
            return ""
        case Verdict.HASTY:
            return _("Das ging sehr schnell. Bitte sehen Sie Ihre Angaben noch einmal an, und senden Sie sie dann.")
    return _("Das Formular lag lange offen. Ihre Angaben sind noch da. Bitte senden Sie sie noch einmal.")
