"""All campaigns one looks after, and one of them: where it stands, what must be written down, how it goes on or ends."""

from typing import Any
from uuid import UUID

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.fields import PlainForm
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.kernel.languages import PLAIN
from app.surveys import labels, telling
from app.surveys.models import Campaign
from app.surveys.queries import campaigns as queries
from app.surveys.queries import overview, team
from app.surveys.rules import phases as rules
from app.surveys.rules.kinds import AccessMode, CampaignState, Phase
from app.surveys.rules.phases import Standing
from app.surveys.service import campaigns as service
from app.surveys.service import phases
from app.surveys.staff_forms import words
from app.surveys.staff_forms.campaigns import (
    AreaForm,
    BackForm,
    BeginForm,
    CampaignForm,
    NextForm,
    NotesForm,
    StopForm,
    answers_of,
)
from app.surveys.staff_views import bp


@bp.get("/arbeit/befragungen")
@requires("surveys.manage")
def campaigns() -> ResponseReturnValue:
    found, today = queries.of_asker(accounts.asker()), clock.today()
    standings = overview.standings(found, today=today)
    return render_template(
        "surveys/staff/campaigns.html",
        campaigns=found,
        standings=standings,
        hints={each.id: rules.hints(standings[each.id], today=today) for each in found},
        words=words,
    )


@bp.get("/arbeit/befragungen/neu")
@requires("surveys.manage")
def new() -> ResponseReturnValue:
    form = BeginForm()
    _offer(form)
    form.choose_only_one()
    return _show_new(form)


@bp.post("/arbeit/befragungen/neu")
@requires("surveys.manage")
def new_submit() -> ResponseReturnValue:
    form = BeginForm(request.form)
    _offer(form)
    if form.validate():
        with rules_shown_in(form):
            said = {"reason": form.reason.data or "", "client_id": form.client_id.data or ""}
            return _back(service.begin(facts=form.facts(), account_id=_account(), **said), "neu")
    return _show_new(form)


@bp.get("/arbeit/befragungen/<uuid:campaign_id>")
@requires("surveys.manage")
def campaign(campaign_id: UUID) -> ResponseReturnValue:
    """One campaign; `notizen` names an earlier phase whose notes are to be changed."""
    found = _campaign(campaign_id)
    said = {note.value: text for note, text in overview.notes_of(found).items()}
    return _show(found, NotesForm(data=said), _phase_of_notes(found, request.args.get("notizen", type=int)))


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/notizen")
@requires("surveys.manage")
def notes_submit(campaign_id: UUID) -> ResponseReturnValue:
    """Keep what was written down in a phase."""
    found, form = _campaign(campaign_id), NotesForm(request.form)
    phase = _phase_of_notes(found, request.args.get("notizen", type=int))
    if form.validate():
        with rules_shown_in(form):
            service.write_down(campaign=found, notes=form.texts(phase), account_id=_account())
            return _back(found, "notiert")
    return _show(found, form, phase)


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/bearbeiten")
@requires("surveys.manage")
def edit(campaign_id: UUID) -> ResponseReturnValue:
    found = _campaign(campaign_id)
    form = CampaignForm(data=answers_of(service.facts_of(found)))
    _offer(form, found)
    return _show_edit(found, form)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/bearbeiten")
@requires("surveys.manage")
def edit_submit(campaign_id: UUID) -> ResponseReturnValue:
    found, form = _campaign(campaign_id), CampaignForm(request.form)
    _offer(form, found)
    if form.validate():
        with rules_shown_in(form):
            service.change(campaign=found, facts=form.facts(), account_id=_account())
            return _back(found, "geaendert")
    return _show_edit(found, form)


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/phase")
@requires("surveys.manage")
def phase(campaign_id: UUID) -> ResponseReturnValue:
    return _show_phase(_campaign(campaign_id), PlainForm())


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/phase")
@requires("surveys.manage")
def phase_submit(campaign_id: UUID) -> ResponseReturnValue:
    """On to the next phase."""
    found, form = _campaign(campaign_id), NextForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            reason = form.reason.data or ""
            phases.go_on(campaign=found, seen=form.phase_seen, reason=reason, account_id=_account())
            return _back(found, "weiter")
    return _show_phase(found, form)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/phase/zurueck")
@requires("surveys.manage")
def step_back_submit(campaign_id: UUID) -> ResponseReturnValue:
    """One phase back, with a reason."""
    found, form = _campaign(campaign_id), BackForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            phases.go_back(campaign=found, seen=form.phase_seen, reason=form.why.data or "", account_id=_account())
            return _back(found, "zurueck")
    return _show_phase(found, form)


@bp.get("/arbeit/befragungen/<uuid:campaign_id>/beenden")
@requires("surveys.manage")
def stop(campaign_id: UUID) -> ResponseReturnValue:
    return http.show_form("surveys/staff/stop.html", StopForm(), campaign=_campaign(campaign_id))


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/beenden")
@requires("surveys.manage")
def stop_submit(campaign_id: UUID) -> ResponseReturnValue:
    found, form = _campaign(campaign_id), StopForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            reason, is_public = form.reason.data or "", bool(form.is_public.data)
            phases.stop(campaign=found, reason=reason, is_public=is_public, account_id=_account())
            return _back(found, "beendet")
    return http.show_form("surveys/staff/stop.html", form, campaign=found)


@bp.post("/arbeit/befragungen/<uuid:campaign_id>/abschliessen")
@requires("surveys.manage")
def finish_submit(campaign_id: UUID) -> ResponseReturnValue:
    """The campaign is done."""
    found, form = _campaign(campaign_id), PlainForm()
    with rules_shown_in(form):
        phases.finish(campaign=found, account_id=_account())
    return _show_phase(found, form) if form.has_errors else _back(found, "fertig")


def address_if_there(endpoint: str, **values: Any) -> str | None:
    """The address of a page, if this house has it."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None


def _campaign(campaign_id: UUID) -> Campaign:
    return queries.get_for(accounts.asker(), campaign_id)


def _phase_of_notes(found: Campaign, wanted: int | None) -> Phase:
    """The phase whose notes are shown: the one asked for if the campaign has reached it, else the one it is in."""
    return Phase(wanted) if wanted is not None and 1 <= wanted <= found.phase else found.phase


def _offer(form: AreaForm, found: Campaign | None = None) -> None:
    form.offer(overview.offered_to(accounts.asker(), found))


def _show(found: Campaign, form: NotesForm, shown: Phase) -> Response:
    standing = overview.standing_of(found, today=clock.today())
    return http.show_form(
        "surveys/staff/campaign.html",
        form,
        campaign=found,
        plain=telling.told_of(found, PLAIN.tag).get("summary"),
        standing=standing,
        way=_way(standing),
        hints=rules.hints(standing, today=clock.today()),
        shown=shown,
        asked=rules.NOTES[shown],
        notes=overview.notes_of(found),
        notes_by_phase=rules.NOTES,
        steps=overview.steps_of(found),
        reach=overview.reach_of(found),
        outcomes=overview.outcomes_of(found),
        has_doors=bool(team.count_doors(found)),
        pages=_pages(found),
        words=words,
        messages=_good_news(),
    )


def _show_new(form: BeginForm) -> Response:
    return http.show_form("surveys/staff/new.html", form)


def _show_edit(found: Campaign, form: CampaignForm) -> Response:
    is_too_long = rules.is_too_long(form.starts_on.data, form.ends_on.data)
    return http.show_form("surveys/staff/edit.html", form, campaign=found, is_too_long=is_too_long, words=words)


def _show_phase(found: Campaign, form: BaseForm) -> Response:
    """The step to the next phase, and the one back; `form` is the one that could not be taken."""
    standing = overview.standing_of(found, today=clock.today())
    return http.show_form(
        "surveys/staff/phase.html",
        form,
        campaign=found,
        standing=standing,
        onward=form if isinstance(form, NextForm) else NextForm(),
        backward=form if isinstance(form, BackForm) else BackForm(),
        coming=rules.next_phase(found.phase),
        before=rules.phase_before(found.phase),
        needs_reason=rules.needs_reason(found.phase),
        hints=rules.hints(standing, today=clock.today()),
        words=words,
    )


def _way(standing: Standing) -> list[dict[str, str]]:
    """The eight phases for the component `path`."""
    is_running = standing.state is CampaignState.RUNNING
    return [{"text": str(name), "kind": _kind(each, standing.phase, is_running)} for each, name in labels.PHASES.items()]


def _kind(each: Phase, now: Phase, is_running: bool) -> str:
    if each == now:
        return "now" if is_running else "done"
    return "done" if each < now else "coming"


def _pages(found: Campaign) -> list[tuple[str, str, str]]:
    """What belongs to a campaign: words, address, icon. What this house does not have yet is left out."""
    has_codes, codes = found.access is AccessMode.HOUSEHOLD_CODE, {"campaign_id": found.id, "_anchor": "codes"}
    known = (
        (_("Angaben ändern"), "surveys_work.edit", "pencil", {"campaign_id": found.id}),
        (_("Übersetzungen"), "renditions_work.thing", "globe", {"kind": "campaign", "key": found.id}),
        (_("Fragebogen"), "surveys_work.questionnaire", "list", {"campaign_id": found.id}),
        (_("Team"), "surveys_work.team", "people", {"campaign_id": found.id}),
        (_("Türen"), "surveys_work.doors", "house", {"campaign_id": found.id}),
        (_("Briefe und Bögen"), "surveys_work.papers", "printer", {"campaign_id": found.id}),
        (_("Plakate und Handzettel"), "surveys_work.posters", "megaphone", {"campaign_id": found.id}),
        (_("Codes für Haushalte"), "surveys_work.papers", "lock", codes if has_codes else None),
        (_("Versammlung und Gruppen"), "surveys_work.assembly", "calendar", {"campaign_id": found.id}),
        (_("Die Seite für alle"), "surveys.show", "eye", {"slug": found.slug} if found.is_public else None),
    )
    built = ((said, address_if_there(endpoint, **values), icon) for said, endpoint, icon, values in known if values)
    return [(said, address, icon) for said, address, icon in built if address]


def _back(found: Campaign, news: str) -> Response:
    return http.see_other(url_for("surveys_work.campaign", campaign_id=found.id, gesagt=news))


def _good_news() -> list[str]:
    news = {
        "neu": _("Die Befragung ist angelegt. Noch weiß niemand davon."),
        "geaendert": _("Ihre Änderungen sind gespeichert."),
        "notiert": _("Ihre Notizen sind gespeichert."),
        "weiter": _("Die nächste Phase hat begonnen."),
        "zurueck": _("Die Befragung ist eine Phase zurückgegangen."),
        "beendet": _("Die Befragung ist beendet. Es wird nichts mehr angenommen."),
        "fertig": _("Die Befragung ist abgeschlossen. Danke für Ihre Arbeit!"),
    }
    said = request.args.get("gesagt", "")
    return [news[said]] if said in news else []


def _account() -> UUID:
    return accounts.asker().account_id
