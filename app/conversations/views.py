"""Answering a questionnaire online, without account, cookie or script.

All answers travel from page to page in the form; nothing is kept before the last button is pressed (B-43). What is kept then
holds no address, no time and no device: the day is all that is known of it (B-40).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response, make_response, render_template, request

from app.concerns.rules import code_digits
from app.conversations import labels, queries, service
from app.conversations.forms import questions
from app.conversations.forms.answering import AnswerForm
from app.conversations.forms.way import TO, Go, Leaf, Way
from app.conversations.rules import AgeBand, Channel, Gender, Tenure
from app.conversations.service import Refused, Taken, Talk
from app.kernel import codes, http, limits, network, tokens
from app.kernel.access import open_to_all
from app.kernel.db import only_reading
from app.kernel.errors import NotFound
from app.kernel.form import rules_shown_in
from app.kernel.i18n import current_language
from app.kernel.i18n import gettext as _
from app.kernel.languages import OFFERED
from app.kernel.pages import Capability
from app.kernel.tokens import Verdict
from app.places import queries as places
from app.questionnaires import queries as questionnaires
from app.questionnaires.models import QuestionnaireVersion
from app.questionnaires.rules import answers as engine
from app.questionnaires.rules.answers import Reading
from app.questionnaires.rules.document import Document, say
from app.questionnaires.rules.kinds import TEXTS, WITH_CHOICES
from app.surveys.models import Campaign
from app.surveys.queries import campaigns, public
from app.surveys.rules import intake
from app.surveys.rules.intake import Closed
from app.surveys.rules.kinds import AccessMode, CampaignState, Setting
from app.surveys.service import codes as household_codes

bp = Capability("conversations", __name__)

ANSWER, CODE = "answer", "household-code"
TEN_MINUTES = timedelta(minutes=10)
MOST_CODES = 20
PAGE = "conversations/page.html"
REAL = frozenset({Verdict.GOOD, Verdict.HASTY})
OWN_WORDS = TEXTS | WITH_CHOICES
"""Sorts of questions to which people answer in words of their own, if only beside a choice."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One person on the way through a questionnaire, as far as the form tells."""

    campaign: Campaign
    version: QuestionnaireVersion
    document: Document
    areas: Mapping[str, str]
    form: AnswerForm
    reading: Reading

    @property
    def way(self) -> Way:
        return Way(
            document=self.document,
            needs_code=self.campaign.access is AccessMode.HOUSEHOLD_CODE,
            asks_place=len(self.campaign.ortsteile) > 1,
            is_all=self.form.art.data == Go.ALL,
        )

    @property
    def page(self) -> str:
        """The page that was sent; an unknown one is the first."""
        return self.form.step.data if self.form.step.data in self.way.order else self.way.first

    @property
    def proven(self) -> str:
        """What the proof of a good code is bound to."""
        return f"{self.campaign.id}\0{self.form.once}\0{code_digits(self.form.code.data or '')}"


@bp.get("/umfragen/<slug>/antworten")
@open_to_all
def answer(slug: str) -> Response:
    campaign = campaigns.get_public(slug)
    if closed := _why_closed(campaign):
        return make_response(render_template("conversations/closed.html", **_why(campaign, closed)))
    run = _run(campaign, AnswerForm())
    if current_language().tag not in run.document.languages:
        spoken = [language for language in OFFERED if language.tag in run.document.languages]
        return make_response(render_template("conversations/not_spoken.html", campaign=campaign, spoken=spoken))
    run.form.art.data = Go.SINGLE if run.document.one_per_page else Go.ALL
    return _show(run, run.way.first)


@bp.post("/umfragen/<slug>/antworten")
@open_to_all
def answer_submit(slug: str) -> Response:
    """Go on, go back, or send: whatever the button says that was pressed."""
    form, go = AnswerForm(request.form), request.form.get("go", Go.ON)
    with only_reading():
        campaign = campaigns.get_public(slug)
        is_stored = queries.find_by_client_hash(codes.digest(form.once)) is not None
        if not is_stored and (closed := _why_closed(campaign)):
            return http.conflict("conversations/closed.html", **_why(campaign, closed))
        run = _run(campaign, form)
        if go != Go.SEND:
            return _walk(run, go)
        if wrong := _wrong_page(run, is_stored=is_stored):
            return _show(run, wrong)
    return _send(run)


def _walk(run: Run, go: str) -> Response:
    """Show the page that a button leads to. Going on needs a right answer, going back does not."""
    way, answers = run.way, run.reading.answers
    if go == Go.BACK:
        return _show(run, way.before(run.page, answers))
    if go in (Go.ALL, Go.SINGLE):
        run.form.art.data = go
        return _show(run, run.way.first_question)
    if go.startswith(TO):
        wanted = go.removeprefix(TO)
        return _show(run, wanted if wanted in way.pages(answers) else way.first, is_change=True)
    if not _is_right(run, run.page) or (run.page == Leaf.CODE and not _opens(run)):
        return _show(run, run.page, is_change=go == Go.DONE)
    return _show(run, Leaf.CHECK if go == Go.DONE else way.after(run.page, answers))


def _send(run: Run) -> Response:
    """Take the answers in, and use the code up in the same transaction."""
    form, campaign = run.form, run.campaign
    taken = Taken.OTHER
    with rules_shown_in(form):
        try:
            taken = service.take(campaign=campaign, client_id=form.once, talk=_talk(run), document=run.document)
        except Refused as refused:
            return http.conflict("conversations/closed.html", **_why(campaign, refused.why))
        if taken is Taken.NEW and run.way.needs_code:
            household_codes.use(campaign=campaign, code=form.code.data or "")
    if form.has_errors:
        return _show(run, Leaf.CODE if form.code.errors else Leaf.CHECK)
    if taken is Taken.OTHER:
        return _other_words(run)
    return _thank(run, 201 if taken is Taken.NEW else 200)


def _thank(run: Run, status: int) -> Response:
    """Thanks, and the way to the contact slip: the next page hears nothing of this one, not even where one came from."""
    thanks = labels.words_of(say(run.document.thanks, _tag(), run.document.default_language), _tag())
    takes_slips = run.campaign.state is CampaignState.RUNNING
    values = {"campaign": run.campaign, "thanks": thanks, "takes_slips": takes_slips}
    response = make_response(render_template("conversations/thanks.html", **values), status)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _other_words(run: Run) -> Response:
    """These pages were sent before, with other answers: those stay, and these can go as answers of somebody else."""
    values = _values(run, Leaf.CHECK)
    run.form.renew()
    values["token"] = tokens.issue(ANSWER, run.form.once)
    return http.conflict("conversations/other_words.html", form=run.form, **values)


def _show(run: Run, page: str, *, is_change: bool = False) -> Response:
    return http.show_form(PAGE, run.form, is_change=is_change, **_values(run, page))


def _values(run: Run, page: str) -> dict[str, Any]:
    """What a page shows."""
    form, way, document, tag = run.form, run.way, run.document, _tag()
    pages, verdict = way.pages(run.reading.answers), tokens.judge(form.token.data or "", ANSWER, form.once)
    page = page if page in pages else way.first
    shown = list(way.shown_on(page, run.reading.answers))
    told = run.reading if form.wrong else None
    return {
        "campaign": run.campaign,
        "title": labels.words_of(say(document.title, tag, document.default_language), tag),
        "introduction": labels.words_of(say(document.introduction, tag, document.default_language), tag),
        "page": page,
        "pages": pages,
        "place": pages.index(page) + 1,
        "way": way,
        "token": form.token.data if verdict in REAL else tokens.issue(ANSWER, form.once),
        "kept": list(form.kept(document, way.fields_on(page))),
        "asked": [
            questions.asked(document, each, tag=tag, raw=form.raw, areas=run.areas, reading=told, says_when=page == Leaf.ALL)
            for each in shown
        ],
        "said": _said(run) if page == Leaf.CHECK else [],
    }


def _said(run: Run) -> list[dict[str, Any]]:
    """All questions and answers, to be looked at before they are sent."""
    document, answers = run.document, run.reading.answers
    words = {each.key: labels.answered(document, each, answers, _tag(), run.areas) for each in document.asked}
    return [
        {
            "asked": questions.asked(document, each, tag=_tag(), raw=run.form.raw, areas=run.areas),
            "answers": words[each.key],
            "personal": labels.personal_in("\n".join(said.text for said in words[each.key]))
            if each.type in OWN_WORDS
            else "",
            "page": Leaf.ALL if run.way.is_all else questions.PREFIX + each.key,
        }
        for each in document.asked
        if engine.is_visible(document, each, answers)
    ]


def _is_right(run: Run, page: str) -> bool:
    """Whether what a page asks can be taken; otherwise the form says why."""
    form, way = run.form, run.way
    for name in way.fields_on(page) & {"code", "ortsteil_key"}:
        form.is_right(name)
    for question in way.asked_on(page):
        form.tell(question, run.reading)
    return not form.has_errors


def _wrong_page(run: Run, *, is_stored: bool) -> str | None:
    """The first page with something that cannot be taken. What is stored already needs no proof of anything."""
    form = run.form
    if wrong := next((page for page in run.way.pages(run.reading.answers) if not _is_right(run, page)), None):
        return wrong
    if is_stored:
        return None
    if run.way.needs_code and tokens.judge(form.proof.data or "", CODE, run.proven) not in REAL:
        form.code.errors = [_("Geben Sie Ihren Code bitte noch einmal ein.")]
        return Leaf.CODE
    if why := _why_not_yet(form):
        form.broken_rules.append(why)
        return Leaf.CHECK
    return None


def _why_not_yet(form: AnswerForm) -> str:
    """Programs fill in what nobody sees, and are quick. People only have to press the button again (B-32)."""
    if form.website.data:
        return _("Ein Feld war ausgefüllt, das leer bleiben soll. Wir haben es geleert. Bitte senden Sie noch einmal.")
    match tokens.judge(form.token.data or "", ANSWER, form.once):
        case Verdict.GOOD:
            return ""
        case Verdict.HASTY:
            return _("Das ging sehr schnell. Bitte sehen Sie Ihre Antworten noch einmal an, und senden Sie sie dann.")
    return _("Das Formular lag lange offen. Ihre Antworten sind noch da. Bitte senden Sie sie noch einmal.")


def _opens(run: Run) -> bool:
    """Whether the code of the household is good. Attempts are counted; who has a good one gets a proof for the last page."""
    limits.allow(CODE, network.token(), most=MOST_CODES, per=TEN_MINUTES)
    if not public.is_good_code(run.campaign, run.form.code.data or ""):
        run.form.code.errors = [_("Dieser Code stimmt nicht, oder mit ihm wurde schon geantwortet.")]
        return False
    run.form.proof.data = tokens.issue(CODE, run.proven)
    return True


def _talk(run: Run) -> Talk:
    form = run.form
    return Talk(
        version_id=run.version.id,
        answers=run.reading.answers,
        channel=Channel.ONLINE,
        setting=Setting.ONLINE,
        language=_tag(),
        ortsteil_key=form.ortsteil_key.data or "",
        age_band=form.chosen("age_band", AgeBand),
        gender=form.chosen("gender", Gender),
        tenure=form.chosen("tenure", Tenure),
    )


def _run(campaign: Campaign, form: AnswerForm) -> Run:
    version = _version(campaign, form.version.data or "")
    form.version.data = str(version.id)
    form.offer({ortsteil.key: ortsteil.name for ortsteil in campaign.ortsteile})
    document, areas = questionnaires.document_of(version), places.names()
    reading = engine.read(document, form.raw, areas)
    return Run(campaign=campaign, version=version, document=document, areas=areas, form=form, reading=reading)


def _version(campaign: Campaign, wanted: str) -> QuestionnaireVersion:
    """What was asked when somebody began (B-05); what is asked now for everybody else."""
    try:
        begun = questionnaires.get_version(UUID(wanted))
    except (ValueError, NotFound):
        begun = None
    if begun is not None and begun.questionnaire_id == campaign.questionnaire_id:
        return begun
    if campaign.version_id is None:
        raise NotFound
    return questionnaires.get_version(campaign.version_id)


def _why_closed(campaign: Campaign) -> Closed | None:
    return intake.why_closed_online(
        state=campaign.state, phase=campaign.phase, has_version=campaign.version_id is not None, access=campaign.access
    )


def _why(campaign: Campaign, closed: Closed) -> dict[str, str]:
    """Why nothing is taken in, for a page that is made when everything was rolled back."""
    return {"slug": campaign.slug, "name": campaign.title, "why": str(service.WHY[closed])}


def _tag() -> str:
    return current_language().tag
