"""Where papers are typed in: one after the other, twice for control, or many at once from a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.conversations import entering, entries, importing, sheet
from app.conversations.models import PaperEntry
from app.conversations.service import Taken
from app.conversations.staff_forms import (
    DecisionForm,
    PlainForm,
    SheetForm,
    TableForm,
    decision_form,
    sheet_form,
)
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.errors import NotFound
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.kernel.i18n import ngettext
from app.kernel.pages import Capability
from app.places import queries as places
from app.questionnaires import queries as questionnaires
from app.questionnaires.models import QuestionnaireVersion
from app.questionnaires.rules.document import Document
from app.surveys.exports.words import name_of
from app.surveys.models import Campaign
from app.surveys.queries import campaigns
from app.surveys.rules import team
from app.surveys.rules.kinds import Setting

bp = Capability("conversations_work", __name__)

STICKY = ("day", "ortsteil_key", "setting", "interviewers")
"""What is mostly the same on the next paper of a heap."""


@dataclass(frozen=True, kw_only=True)
class Heap:
    """A heap of papers of one campaign: which version, which language, and whether two people type each of them."""

    campaign: Campaign
    version: QuestionnaireVersion
    document: Document
    language: str
    is_checked: bool

    @property
    def areas(self) -> Mapping[str, str]:
        """The Ortsteile that may be answered; those of the campaign first, as on the paper."""
        own = {ortsteil.key: ortsteil.name for ortsteil in self.campaign.ortsteile}
        return own | places.names()

    def form(self) -> type[SheetForm]:
        return sheet_form(self.document, self.campaign, self.language, self.areas)

    def address(self, **more: Any) -> str:
        """Where the next paper of this heap is typed in."""
        facts: dict[str, Any] = {"sprache": self.language, "fassung": self.version.number}
        if self.is_checked:
            facts["kontrolle"] = "ja"
        return url_for("conversations_work.entry", campaign_id=self.campaign.id, **facts, **more)


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/eingabe")
@requires("surveys.ask")
def entry(campaign_id: UUID) -> ResponseReturnValue:
    """The next paper. What is the same on the whole heap is filled in already."""
    heap = _heap(campaign_id)
    form = heap.form()()
    form.fill_in({name: request.args[name] for name in STICKY if name in request.args})
    return _show(heap, form)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/eingabe")
@requires("surveys.ask")
def entry_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Take a paper in, or keep it until somebody else has typed it, too."""
    heap = _heap(campaign_id)
    form = heap.form()(request.form)
    if form.validate() and form.is_looked_at:
        with rules_shown_in(form):
            return _checked_first(heap, form) if heap.is_checked else _taken(heap, form)
    return _show(heap, form)


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/eingabe/kontrolle")
@requires("surveys.ask")
def second_entries(campaign_id: UUID) -> ResponseReturnValue:
    """The papers that wait for their second entry."""
    found = _campaign(campaign_id)
    return http.show_form(
        "conversations/staff/second_entries.html",
        PlainForm(),
        campaign=found,
        entries=entries.waiting(found),
        own=accounts.own_id(),
        kept_days=entering.KEPT_FOR.days,
        messages=[_("Beide Eingaben stimmen überein. Das Blatt ist gespeichert.")] if "gleich" in request.args else [],
    )


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/eingabe/kontrolle/<uuid:entry_id>")
@requires("surveys.ask")
def second_entry(campaign_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    heap, kept = _kept(campaign_id, entry_id)
    if kept.second:
        return http.see_other(_to_decision(heap, kept))
    return _show_second(heap, kept, heap.form()())


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/eingabe/kontrolle/<uuid:entry_id>")
@requires("surveys.ask")
def second_entry_submit(campaign_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    heap, kept = _kept(campaign_id, entry_id)
    form = heap.form()(request.form)
    if form.validate() and form.is_looked_at:
        with rules_shown_in(form):
            agree = entering.keep_second(
                campaign=heap.campaign,
                version=heap.version,
                entry=kept,
                typed=form.typed(),
                account_id=accounts.own_id(),
                areas=heap.areas,
            )
            return http.see_other(_to_waiting(heap) if agree else _to_decision(heap, kept))
    return _show_second(heap, kept, form)


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/eingabe/kontrolle/<uuid:entry_id>/unterschiede")
@requires("surveys.ask")
def decision(campaign_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    """Where two entries of a paper differ."""
    heap, kept = _kept_twice(campaign_id, entry_id)
    return _show_decision(heap, kept, decision_form(heap.form(), kept.first, kept.second)())


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/eingabe/kontrolle/<uuid:entry_id>/unterschiede")
@requires("surveys.ask")
def decision_submit(campaign_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    heap, kept = _kept_twice(campaign_id, entry_id)
    form = decision_form(heap.form(), kept.first, kept.second)(request.form)
    if form.validate() and form.is_looked_at:
        with rules_shown_in(form):
            entering.decide(campaign=heap.campaign, version=heap.version, entry=kept, typed=form.typed(), areas=heap.areas)
            return http.see_other(_to_waiting(heap))
    return _show_decision(heap, kept, form)


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/eingabe/tabelle")
@requires("surveys.manage")
def table(campaign_id: UUID) -> ResponseReturnValue:
    return _show_table(_led(campaign_id), TableForm())


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/eingabe/tabelle")
@requires("surveys.manage")
def table_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Take the rows of a file in, or only try, and say what became of each that was not taken."""
    found, form = _led(campaign_id), TableForm(request.form)
    file = request.files.get("file")
    data = file.read() if file else b""
    if data:
        with rules_shown_in(form):
            is_trial = form.is_trial.data
            report = importing.import_table(campaign=found, version=_version(found), data=data, is_trial=is_trial)
            if is_trial:
                return http.show_form("conversations/staff/table_report.html", form, campaign=found, report=report)
            return http.created("conversations/staff/table_report.html", campaign=found, report=report)
    else:
        form.file.errors = [_("Wählen Sie bitte eine Datei aus.")]
    return _show_table(found, form)


def _taken(heap: Heap, form: SheetForm) -> Response:
    taken = entering.take(
        campaign=heap.campaign,
        version=heap.version,
        language=heap.language,
        typed=form.typed(),
        client_id=form.client_id.data or "",
        areas=heap.areas,
    )
    if taken is Taken.OTHER:
        form.broken_rules.append(
            _("Dieses Blatt ist schon gespeichert, mit anderen Antworten. Nehmen Sie das nächste Blatt.")
        )
        return _show(heap, form)
    return http.see_other(heap.address(gespeichert="ja", **_sticky(form)))


def _checked_first(heap: Heap, form: SheetForm) -> Response:
    kept = entering.keep_first(
        campaign=heap.campaign,
        version=heap.version,
        language=heap.language,
        typed=form.typed(),
        client_id=form.client_id.data or "",
        account_id=accounts.own_id(),
    )
    return http.see_other(heap.address(blatt=kept.mark, **_sticky(form)))


def _sticky(form: SheetForm) -> dict[str, str]:
    typed = form.typed()
    return {name: typed[name] for name in STICKY if typed.get(name)}


def _show(heap: Heap, form: SheetForm) -> Response:
    if not form.has_errors and not form.personal:
        form.begin_at_the_top()
    return http.show_form(
        "conversations/staff/entry.html",
        form,
        heap=heap,
        campaign=heap.campaign,
        languages=[(tag, name_of(tag)) for tag in heap.document.languages],
        versions=[version.number for version in questionnaires.versions_of(heap.campaign.questionnaire_id)],
        waiting=entries.count_waiting(heap.campaign),
        messages=_good_news(heap),
        went_alone=_went_alone(),
    )


def _good_news(heap: Heap) -> list[str]:
    mark = request.args.get("blatt", "")
    if request.method == "GET" and mark in entries.marks(heap.campaign):
        return [_("Schreiben Sie auf das Blatt: %(mark)s. Jetzt gibt jemand anderes es noch einmal ein.", mark=mark)]
    if request.method == "GET" and "gespeichert" in request.args:
        today = entries.taken_on(heap.campaign, clock.today())
        return [
            ngettext("Gespeichert. Heute ist es das erste Gespräch.", "Gespeichert. Heute sind es %(num)s Gespräche.", today)
        ]
    return []


def _went_alone() -> bool:
    """Whether the paper that was saved just now tells of somebody who rang at a dwelling alone (A-11)."""
    is_saved = request.method == "GET" and not {"blatt", "gespeichert"}.isdisjoint(request.args)
    setting, interviewers = request.args.get("setting", ""), request.args.get("interviewers", 0, type=int)
    return is_saved and setting in list(Setting) and team.goes_alone(Setting(setting), interviewers)


def _show_second(heap: Heap, kept: PaperEntry, form: SheetForm) -> Response:
    is_own = kept.first_by == accounts.own_id()
    if not form.has_errors and not form.personal:
        form.begin_at_the_top()
    return http.show_form("conversations/staff/second_entry.html", form, campaign=heap.campaign, entry=kept, is_own=is_own)


def _show_decision(heap: Heap, kept: PaperEntry, form: DecisionForm) -> Response:
    return http.show_form("conversations/staff/decision.html", form, campaign=heap.campaign, entry=kept)


def _show_table(found: Campaign, form: TableForm) -> Response:
    document = questionnaires.document_of(_version(found))
    return http.show_form(
        "conversations/staff/table.html",
        form,
        campaign=found,
        columns=importing.columns_of(document),
        about=importing.ABOUT,
        german=importing.GERMAN,
        spoken=[each.question.key for each in sheet.asked(document, {}, {}) if each.is_spoken],
    )


def _heap(campaign_id: UUID) -> Heap:
    """What the address asks for; what it does not say is as always."""
    found = _campaign(campaign_id)
    version = _version(found, request.args.get("fassung", type=int))
    document = questionnaires.document_of(version)
    wanted = request.args.get("sprache", "")
    language = wanted if wanted in document.languages else document.default_language
    is_checked = request.args.get("kontrolle") == "ja"
    return Heap(campaign=found, version=version, document=document, language=language, is_checked=is_checked)


def _kept(campaign_id: UUID, entry_id: UUID) -> tuple[Heap, PaperEntry]:
    found = _campaign(campaign_id)
    kept = entries.get(found, entry_id)
    version = questionnaires.get_version(kept.version_id)
    document = questionnaires.document_of(version)
    return Heap(campaign=found, version=version, document=document, language=kept.language, is_checked=True), kept


def _kept_twice(campaign_id: UUID, entry_id: UUID) -> tuple[Heap, PaperEntry]:
    heap, kept = _kept(campaign_id, entry_id)
    if not kept.second:
        raise NotFound
    return heap, kept


def _version(found: Campaign, number: int | None = None) -> QuestionnaireVersion:
    """An older version if papers of it still lie there (B-05), else what is asked now."""
    if found.version_id is None:
        raise NotFound
    versions = questionnaires.versions_of(found.questionnaire_id)
    asked = questionnaires.get_version(found.version_id)
    return next((version for version in versions if version.number == number), asked)


def _campaign(campaign_id: UUID) -> Campaign:
    """A campaign for which this account may lead talks."""
    return campaigns.get_to_ask(accounts.asker(), campaigns.get(campaign_id).slug)


def _led(campaign_id: UUID) -> Campaign:
    return campaigns.get_for(accounts.asker(), campaign_id)


def _to_waiting(heap: Heap) -> str:
    return url_for("conversations_work.second_entries", campaign_id=heap.campaign.id, gleich="ja")


def _to_decision(heap: Heap, kept: PaperEntry) -> str:
    return url_for("conversations_work.decision", campaign_id=heap.campaign.id, entry_id=kept.id)
