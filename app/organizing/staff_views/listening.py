"""All listening campaigns one looks after, and one of them: where it stands, who listens, who leads it, its end."""

from typing import Any
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.forums import queries as forums
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.fields import PlainForm
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.organizing import labels
from app.organizing.models import ListeningCampaign
from app.organizing.queries import listening as queries
from app.organizing.rules import plan as rules
from app.organizing.rules.kinds import ListeningPhase
from app.organizing.service import listening as service
from app.organizing.staff_forms.listening import LeadForm, ListenerForm, ListeningForm, StepForm
from app.organizing.staff_views import bp, paging
from app.surveys.queries import campaigns as campaign_queries


@bp.get("/arbeit/organisieren")
@requires("organizing.listen")
def listenings() -> ResponseReturnValue:
    found = queries.of_asker(accounts.asker(), start=paging.start(), most=paging.PAGE + 1)
    return render_template("organizing/staff/listenings.html", part=paging.part(found))


@bp.get("/arbeit/organisieren/neu")
@requires("surveys.manage")
def new() -> ResponseReturnValue:
    form = ListeningForm()
    _offer(form)
    form.choose_only_one()
    return _show_new(form)


@bp.post("/arbeit/organisieren/neu")
@requires("surveys.manage")
def new_submit() -> ResponseReturnValue:
    form = ListeningForm(request.form)
    _offer(form)
    if form.validate():
        with rules_shown_in(form):
            made = service.begin(facts=form.facts(), client_id=form.client_id.data or "", account_id=accounts.own_id())
            return _back(made, "neu")
    return _show_new(form)


@bp.get("/arbeit/organisieren/<uuid:listening_id>")
@requires("organizing.listen")
def listening(listening_id: UUID) -> ResponseReturnValue:
    return _show(listening_of(listening_id), PlainForm())


@bp.get("/arbeit/organisieren/<uuid:listening_id>/bearbeiten")
@requires("surveys.manage")
def edit(listening_id: UUID) -> ResponseReturnValue:
    found, form = _managed(listening_id), ListeningForm()
    _offer(form, found)
    form.fill_from(service.facts_of(found))
    return _show_edit(found, form)


@bp.post("/arbeit/organisieren/<uuid:listening_id>/bearbeiten")
@requires("surveys.manage")
def edit_submit(listening_id: UUID) -> ResponseReturnValue:
    found, form = _managed(listening_id), ListeningForm(request.form)
    _offer(form, found)
    if form.validate():
        with rules_shown_in(form):
            service.change(listening=found, facts=form.facts(), account_id=accounts.own_id())
            return _back(found, "geaendert")
    return _show_edit(found, form)


@bp.post("/arbeit/organisieren/<uuid:listening_id>/phase")
@requires("surveys.manage")
def step_submit(listening_id: UUID) -> ResponseReturnValue:
    """One phase on, or back."""
    found, form = _managed(listening_id), StepForm(request.form)
    with rules_shown_in(form):
        step = service.go_back if form.is_back else service.go_on
        step(listening=found, seen=form.seen, account_id=accounts.own_id())
    return _show(found, form) if form.has_errors else _back(found, "zurueck" if form.is_back else "weiter")


@bp.post("/arbeit/organisieren/<uuid:listening_id>/abschliessen")
@requires("surveys.manage")
def finish_submit(listening_id: UUID) -> ResponseReturnValue:
    found, form = _managed(listening_id), PlainForm()
    with rules_shown_in(form):
        service.finish(listening=found, account_id=accounts.own_id())
    return _show(found, form) if form.has_errors else _back(found, "fertig")


@bp.post("/arbeit/organisieren/<uuid:listening_id>/leitung")
@requires("surveys.manage")
def lead_submit(listening_id: UUID) -> ResponseReturnValue:
    """Somebody else leads it from now on."""
    found, form = _managed(listening_id), LeadForm(request.form)
    form.offer(queries.might_lead(found))
    if form.validate():
        with rules_shown_in(form):
            service.hand_over(listening=found, to=form.lead_id, account_id=accounts.own_id())
            return _back(found, "leitung")
    return _show(found, form)


@bp.get("/arbeit/organisieren/<uuid:listening_id>/zuhoerende")
@requires("surveys.manage")
def listeners(listening_id: UUID) -> ResponseReturnValue:
    form = ListenerForm()
    form.offer(queries.accounts_that_listen())
    return _show_listeners(listening_of(listening_id), form)


@bp.post("/arbeit/organisieren/<uuid:listening_id>/zuhoerende")
@requires("surveys.manage")
def listeners_submit(listening_id: UUID) -> ResponseReturnValue:
    """Somebody listens too."""
    found, form = _managed(listening_id), ListenerForm(request.form)
    form.offer(queries.accounts_that_listen())
    if form.validate():
        with rules_shown_in(form):
            service.join(
                listening=found,
                name=form.name.data or "",
                listener_account_id=form.listener_account_id,
                client_id=form.client_id.data or "",
                account_id=accounts.own_id(),
            )
            return http.see_other(url_for("organizing_work.listeners", listening_id=found.id, gesagt="dabei"))
    return _show_listeners(found, form)


@bp.post("/arbeit/organisieren/<uuid:listening_id>/zuhoerende/<uuid:listener_id>/entfernen")
@requires("surveys.manage")
def remove_listener_submit(listening_id: UUID, listener_id: UUID) -> ResponseReturnValue:
    found = _managed(listening_id)
    service.leave(listening=found, listener=queries.get_listener(found, listener_id), account_id=accounts.own_id())
    return http.see_other(url_for("organizing_work.listeners", listening_id=listening_id, gesagt="weg"))


def listening_of(listening_id: UUID) -> ListeningCampaign:
    """A listening campaign that whoever asks looks after or listens for."""
    return queries.get_for(accounts.asker(), listening_id)


def _managed(listening_id: UUID) -> ListeningCampaign:
    return queries.get_to_manage(accounts.asker(), listening_id)


def _offer(form: ListeningForm, found: ListeningCampaign | None = None) -> None:
    asker = accounts.asker()
    campaigns = list(campaign_queries.of_asker(asker))
    there = queries.campaign_of(found) if found else None
    if there is not None and there.id not in {each.id for each in campaigns}:
        campaigns.append(there)
    form.offer(queries.offered_to(asker, found), own=forums.area_of(asker), campaigns=campaigns)


def _show(found: ListeningCampaign, form: BaseForm) -> Response:
    asker, count = accounts.asker(), queries.count_listeners([found.id]).get(found.id, 0)
    is_lead, has_lead = queries.is_led_by(asker, found), queries.has_lead(found)
    handing = form if isinstance(form, LeadForm) else LeadForm()
    handing.offer(queries.might_lead(found))
    span = {"starts_on": found.starts_on, "ends_on": found.ends_on}
    return http.show_form(
        "organizing/staff/listening.html",
        form,
        listening=found,
        campaign=queries.campaign_of(found),
        lead=queries.name_of_account(found.lead_id),
        way=_way(found),
        coming=rules.coming(found.stand),
        former=rules.former(found.stand),
        hints=[] if found.finished_on else rules.hints(stand=found.stand, listeners=count, today=clock.today(), **span),
        need=rules.need(count),
        count=count,
        steps=queries.steps_of(found),
        is_managed=queries.is_managed_by(asker, found),
        is_lead=is_lead,
        handing=handing if is_lead or not has_lead else None,
        has_lead=has_lead,
        messages=_news(),
    )


def _show_new(form: ListeningForm) -> Response:
    return http.show_form("organizing/staff/new.html", form)


def _show_edit(found: ListeningCampaign, form: ListeningForm) -> Response:
    return http.show_form("organizing/staff/edit.html", form, listening=found)


def _show_listeners(found: ListeningCampaign, form: ListenerForm) -> Response:
    there = queries.listeners_of(found)
    return http.show_form(
        "organizing/staff/listeners.html",
        form,
        listening=found,
        listeners=there,
        talks=queries.talks_by_listener(found),
        names=queries.names_by_listener(found),
        need=rules.need(len(there)),
        each=rules.need(1),
        is_managed=queries.is_managed_by(accounts.asker(), found),
        messages=http.good_news(
            {"dabei": _("Die Person steht jetzt auf der Liste."), "weg": _("Die Person steht nicht mehr auf der Liste.")}
        ),
    )


def _way(found: ListeningCampaign) -> list[dict[str, str]]:
    """The four phases for the component `path`."""
    place = list(ListeningPhase).index(found.phase)
    now = "done" if found.finished_on else "now"
    kinds = ["done"] * place + [now] + ["coming"] * 3
    return [{"text": str(said), "kind": kind} for said, kind in zip(labels.PHASES.values(), kinds, strict=False)]


def _back(found: ListeningCampaign, news: str) -> Response:
    return http.see_other(url_for("organizing_work.listening", listening_id=found.id, gesagt=news))


def _news() -> list[str]:
    news: dict[str, Any] = {
        "neu": _("Der Zuhörprozess ist angelegt. Sie leiten ihn."),
        "geaendert": _("Ihre Änderungen sind gespeichert."),
        "weiter": _("Die nächste Phase hat begonnen."),
        "zurueck": _("Es ist wieder die Phase davor."),
        "fertig": _("Der Zuhörprozess ist abgeschlossen. Danke für Ihre Arbeit!"),
        "leitung": _("Die Leitung ist übergeben."),
    }
    return http.good_news(news)
