"""Everything that a campaign needs on paper: the questionnaire, slips, letters, badges, cards and codes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import http, pdf
from app.kernel.access import requires
from app.kernel.errors import NotFound
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.kernel.i18n import speaking
from app.kernel.languages import OFFERED
from app.kernel.posters import ordering
from app.questionnaires import queries as questionnaires
from app.questionnaires.rules.document import Document
from app.surveys.exports import badges, cards, letter, poster, questionnaire, slip
from app.surveys.exports import codes as code_sheets
from app.surveys.exports.words import frame_language, name_of
from app.surveys.models import Campaign
from app.surveys.queries import campaigns
from app.surveys.queries import papers as queries
from app.surveys.rules.kinds import AccessMode, CampaignState, Phase
from app.surveys.service import codes
from app.surveys.staff_forms.papers import CodesForm
from app.surveys.staff_views import bp


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be printed: for which campaign, which questionnaire, in which languages."""

    campaign: Campaign
    document: Document
    version: int | None
    """None for a draft that was never published."""
    tags: Sequence[str]
    has_photos: bool

    @property
    def tag(self) -> str:
        return self.tags[0]

    @property
    def areas(self) -> list[str]:
        return [ortsteil.name for ortsteil in self.campaign.ortsteile]


PAPERS: dict[str, Callable[[Order], bytes]] = {
    "fragebogen": lambda order: questionnaire.paper(order.document, order.tag, version=order.version, areas=order.areas),
    "kontaktzettel": lambda order: slip.paper(order.campaign, order.document, order.tag),
    "brief": lambda order: letter.paper(order.campaign, queries.askers(order.campaign), has_photos=order.has_photos),
    "ausweise": lambda order: badges.paper(order.campaign, queries.askers(order.campaign)),
    "karten": lambda order: cards.paper(order.campaign, list(dict.fromkeys(map(frame_language, order.tags)))),
}
IN_WORDS_OF_THEIR_OWN = {"fragebogen", "kontaktzettel"}
"""Papers that speak the language of the questionnaire even where their frame has to speak German."""


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/papier")
@requires("surveys.manage")
def papers(campaign_id: UUID) -> ResponseReturnValue:
    return _show(_campaign(campaign_id), CodesForm())


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/papier/fragebogen")
@requires("surveys.manage")
def printed_questionnaire(campaign_id: UUID) -> ResponseReturnValue:
    """The questionnaire as a page to print, whole in its language."""
    order = _order(_campaign(campaign_id))
    with speaking(frame_language(order.tag)):
        sheet = questionnaire.sheet_of(order.document, order.tag, version=order.version, areas=order.areas)
        return render_template("surveys/staff/printed_questionnaire.html", sheet=sheet)


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/papier/<name>.pdf")
@requires("surveys.manage")
def paper(campaign_id: UUID, name: str) -> ResponseReturnValue:
    """One of the papers as PDF. `sprache` names its language, for cards up to four; `fotos` leaves room for photos."""
    order, make = _order(_campaign(campaign_id)), PAPERS.get(name)
    if make is None:
        raise NotFound
    try:
        if name in IN_WORDS_OF_THEIR_OWN:
            pdf.needs_font_for(name_of(order.tag))
        with speaking(frame_language(order.tag)):
            made = make(order)
    except pdf.FontMissing:
        return render_template("surveys/staff/no_paper.html", campaign=order.campaign, tag=order.tag)
    return _file(made, f"{name}-{order.campaign.slug}-{order.tag}.pdf")


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/plakate")
@requires("surveys.manage")
def posters(campaign_id: UUID) -> ResponseReturnValue:
    """Posters and hand-outs of a campaign: the page that asks, a page to print, or a PDF."""
    found = _campaign(campaign_id)
    early = _("Noch sieht niemand die Seite dieser Befragung. Der Code führt erst zu ihr, wenn alle sie sehen dürfen.")
    return ordering.answer(
        lambda languages: poster.poster(found, languages),
        name=found.slug,
        usual=_questionnaire(found)[0].languages,
        title=found.title,
        hints=[] if found.is_public else [early],
        back=url_for("surveys_work.campaign", campaign_id=found.id),
    )


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/papier/codes")
@requires("surveys.manage")
def codes_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Make codes and hand them out at once: they can never be read again."""
    found, form = _campaign(campaign_id), CodesForm(request.form)
    if found.access is not AccessMode.HOUSEHOLD_CODE:
        raise NotFound
    if form.validate():
        with rules_shown_in(form):
            made = codes.make(found, form.number.data or 0)
            try:
                with speaking(frame_language(form.tag.data)):
                    return _file(code_sheets.paper(found, made), f"codes-{found.slug}.pdf")
            except pdf.FontMissing:
                form.broken_rules.append(_("Für diese Sprache fehlt hier eine Schrift. Es wurden keine Codes gemacht."))
    return _show(found, form)


def _show(found: Campaign, form: CodesForm) -> Response:
    document, version = _questionnaire(found)
    return http.show_form(
        "surveys/staff/papers.html",
        form,
        campaign=found,
        version=version,
        spoken=[(tag, name_of(tag)) for tag in document.languages],
        offered=[(language.tag, language.name) for language in OFFERED],
        most_languages=cards.MOST_LANGUAGES,
        askers=queries.askers(found),
        has_codes=found.access is AccessMode.HOUSEHOLD_CODE,
        takes_codes=found.state is CampaignState.RUNNING and found.phase <= Phase.MAIN_SURVEY,
    )


def _order(found: Campaign) -> Order:
    """What the address asks for. Languages we do not know are left out; without any it is the usual one."""
    document, version = _questionnaire(found)
    known = {*document.languages, *(language.tag for language in OFFERED)}
    tags = tuple(dict.fromkeys(tag for tag in request.args.getlist("sprache") if tag in known))
    return Order(
        campaign=found,
        document=document,
        version=version,
        tags=tags or (document.default_language,),
        has_photos="fotos" in request.args,
    )


def _questionnaire(found: Campaign) -> tuple[Document, int | None]:
    """What is asked now, or what is being written as long as nothing was published."""
    if found.version_id is None:
        return questionnaires.draft_of(questionnaires.get(found.questionnaire_id)), None
    version = questionnaires.get_version(found.version_id)
    return questionnaires.document_of(version), version.number


def _campaign(campaign_id: UUID) -> Campaign:
    return campaigns.get_for(accounts.asker(), campaign_id)


def _file(content: bytes, name: str) -> Response:
    """Handed out, not shown: the viewers of some browsers do not work under our strict policy."""
    response = Response(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
