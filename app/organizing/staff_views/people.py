"""One-to-ones and names to visit: each sees their own, the lead sees all."""

from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.organizing.models import ListeningCampaign, OneToOne
from app.organizing.queries import listening as listenings
from app.organizing.queries import people as queries
from app.organizing.rules.people import Talk
from app.organizing.service import people as service
from app.organizing.staff_forms.people import NewOneToOneForm, OneToOneForm, ProspectForm
from app.organizing.staff_views import bp, paging
from app.organizing.staff_views.listening import listening_of

AnyForm = TypeVar("AnyForm", OneToOneForm, NewOneToOneForm, ProspectForm)


@bp.get("/arbeit/organisieren/<uuid:listening_id>/gespraeche")
@requires("organizing.listen")
def one_to_ones(listening_id: UUID) -> ResponseReturnValue:
    found, asker = listening_of(listening_id), accounts.asker()
    talks = queries.one_to_ones(asker, found, start=paging.start(), most=paging.PAGE + 1)
    return render_template(
        "organizing/staff/one_to_ones.html",
        listening=found,
        part=paging.part(talks),
        is_lead=listenings.is_led_by(asker, found),
        today=clock.today(),
        messages=http.good_news(
            {
                "neu": _("Die Notizen sind gespeichert."),
                "geaendert": _("Ihre Änderungen sind gespeichert."),
                "geloescht": _("Die Notizen sind gelöscht, mit allem, was darin stand."),
            }
        ),
    )


@bp.get("/arbeit/organisieren/<uuid:listening_id>/gespraeche/neu")
@requires("organizing.listen")
def new_one_to_one(listening_id: UUID) -> ResponseReturnValue:
    """Empty notes; `name` is the id of a name on the list of visits."""
    found, asker = listening_of(listening_id), accounts.asker()
    form = _offered(NewOneToOneForm(data={"prospect": request.args.get("name", "")}), found)
    own = listenings.find_listening_account(found, asker.account_id)
    form.listener.data = str(own.id) if own else ""
    if form.prospect_id:
        prospect = queries.get_prospect(asker, found, form.prospect_id)
        form.name.data, form.listener.data = prospect.name, str(prospect.listener_id or form.listener.data)
    return _show_new(found, form)


@bp.post("/arbeit/organisieren/<uuid:listening_id>/gespraeche/neu")
@requires("organizing.listen")
def new_one_to_one_submit(listening_id: UUID) -> ResponseReturnValue:
    found = listening_of(listening_id)
    form = _offered(NewOneToOneForm(request.form), found)
    if form.validate():
        with rules_shown_in(form):
            prospect = queries.find_prospect_seen_by(accounts.asker(), found, form.prospect_id)
            service.write_down(
                listening=found,
                talk=_talk(form, found),
                client_id=form.client_id.data or "",
                prospect=prospect,
                account_id=accounts.own_id(),
            )
            return _to("one_to_ones", found, "neu")
    return _show_new(found, form)


@bp.get("/arbeit/organisieren/<uuid:listening_id>/gespraeche/<uuid:one_to_one_id>")
@requires("organizing.listen")
def one_to_one(listening_id: UUID, one_to_one_id: UUID) -> ResponseReturnValue:
    found = listening_of(listening_id)
    kept, form = queries.get_one_to_one(accounts.asker(), found, one_to_one_id), _offered(OneToOneForm(), found)
    form.fill_from(service.talk_of(kept))
    return _show(found, kept, form)


@bp.post("/arbeit/organisieren/<uuid:listening_id>/gespraeche/<uuid:one_to_one_id>")
@requires("organizing.listen")
def one_to_one_submit(listening_id: UUID, one_to_one_id: UUID) -> ResponseReturnValue:
    found = listening_of(listening_id)
    kept = queries.get_one_to_one(accounts.asker(), found, one_to_one_id)
    form = _offered(OneToOneForm(request.form), found)
    if form.validate():
        with rules_shown_in(form):
            service.correct(one_to_one=kept, listening=found, talk=_talk(form, found), account_id=accounts.own_id())
            return _to("one_to_ones", found, "geaendert")
    return _show(found, kept, form)


@bp.post("/arbeit/organisieren/<uuid:listening_id>/gespraeche/<uuid:one_to_one_id>/loeschen")
@requires("organizing.listen")
def erase_one_to_one_submit(listening_id: UUID, one_to_one_id: UUID) -> ResponseReturnValue:
    found = listening_of(listening_id)
    kept = queries.get_one_to_one(accounts.asker(), found, one_to_one_id)
    service.erase(row=kept, listening=found, account_id=accounts.own_id())
    return _to("one_to_ones", found, "geloescht")


@bp.get("/arbeit/organisieren/<uuid:listening_id>/namen")
@requires("surveys.manage")
def prospects(listening_id: UUID) -> ResponseReturnValue:
    found = listening_of(listening_id)
    form = _offered(ProspectForm(), found)
    own = listenings.find_listening_account(found, accounts.own_id())
    form.listener.data = str(own.id) if own else ""
    return _show_prospects(found, form)


@bp.post("/arbeit/organisieren/<uuid:listening_id>/namen")
@requires("surveys.manage")
def prospects_submit(listening_id: UUID) -> ResponseReturnValue:
    found = listening_of(listening_id)
    form = _offered(ProspectForm(request.form), found)
    if form.validate():
        with rules_shown_in(form):
            listener = listenings.get_listener(found, form.listener_id) if form.listener_id else None
            said = {"name": form.name.data or "", "client_id": form.client_id.data or ""}
            service.note_name(listening=found, listener=listener, account_id=accounts.own_id(), **said)
            return _to("prospects", found, "neu")
    return _show_prospects(found, form)


@bp.post("/arbeit/organisieren/<uuid:listening_id>/namen/<uuid:prospect_id>/gefragt")
@requires("surveys.manage")
def asked_submit(listening_id: UUID, prospect_id: UUID) -> ResponseReturnValue:
    """Somebody has asked for the talk, today: the listener who was to, or whoever says so."""
    found = listening_of(listening_id)
    kept = queries.get_prospect(accounts.asker(), found, prospect_id)
    named = listenings.find_listener(kept.listener_id) if kept.listener_id else None
    service.ask(prospect=kept, listener=named or listenings.find_listening_account(found, accounts.own_id()))
    return _to("prospects", found, "gefragt")


@bp.post("/arbeit/organisieren/<uuid:listening_id>/namen/<uuid:prospect_id>/loeschen")
@requires("surveys.manage")
def erase_prospect_submit(listening_id: UUID, prospect_id: UUID) -> ResponseReturnValue:
    found = listening_of(listening_id)
    kept = queries.get_prospect(accounts.asker(), found, prospect_id)
    service.erase(row=kept, listening=found, account_id=accounts.own_id())
    return _to("prospects", found, "geloescht")


def _offered(form: AnyForm, found: ListeningCampaign) -> AnyForm:
    """Who may do nothing but listen chooses nobody: they write down their own talks."""
    form.offer(listenings.listeners_of(found) if accounts.asker().may("surveys.manage") else ())
    return form


def _talk(form: OneToOneForm, found: ListeningCampaign) -> Talk:
    """What was said, led by the one who writes if they may do nothing but listen."""
    talk, own = form.talk(), listenings.find_listening_account(found, accounts.own_id())
    return talk if accounts.asker().may("surveys.manage") or own is None else replace(talk, listener_id=own.id)


def _show_new(found: ListeningCampaign, form: NewOneToOneForm) -> Response:
    return http.show_form("organizing/staff/new_one_to_one.html", form, listening=found)


def _show(found: ListeningCampaign, kept: OneToOne, form: OneToOneForm) -> Response:
    by = listenings.name_of_account(kept.account_id)
    return http.show_form("organizing/staff/one_to_one.html", form, listening=found, kept=kept, written_by=by)


def _show_prospects(found: ListeningCampaign, form: ProspectForm) -> Response:
    names = queries.prospects(accounts.asker(), found, start=paging.start(), most=paging.PAGE + 1)
    return http.show_form(
        "organizing/staff/prospects.html",
        form,
        listening=found,
        part=paging.part(names),
        listeners={each.id: each.name for each in listenings.listeners_of(found)},
        messages=http.good_news(
            {
                "neu": _("Der Name steht auf der Liste."),
                "gefragt": _("Gut. Nach dem Gespräch schreiben Sie die Notizen auf."),
                "geloescht": _("Der Name ist gelöscht."),
            }
        ),
    )


def _to(view: str, found: ListeningCampaign, news: str) -> Response:
    return http.see_other(url_for(f"organizing_work.{view}", listening_id=found.id, gesagt=news))
