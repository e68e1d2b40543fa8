"""Where staff keep the directory: what a Gremium is, who belongs to it, and when that was last checked."""

from typing import Any
from uuid import UUID

from flask import Response, render_template, request, url_for

from app.accounts import queries as accounts
from app.directory import queries, service
from app.directory.models import Gremium
from app.directory.rules import MemberKind
from app.directory.staff_forms import GremiumForm, MembersForm
from app.kernel import http
from app.kernel.access import requires
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.kernel.pages import Capability
from app.places import queries as places

bp = Capability("directory_work", __name__)


@bp.get("/arbeit/gremien")
@requires("directory.manage")
def gremien() -> str:
    return render_template("directory/staff/gremien.html", gremien=queries.every_gremium())


@bp.get("/arbeit/gremien/neu")
@requires("directory.manage")
def new() -> Response:
    return http.show_form("directory/staff/new.html", _offered(GremiumForm()))


@bp.post("/arbeit/gremien/neu")
@requires("directory.manage")
def new_submit() -> Response:
    form = _offered(GremiumForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            gremium = service.create(facts=form.facts(), **_said_by(form))
            return _done(gremium)
    return http.show_form("directory/staff/new.html", form)


@bp.get("/arbeit/gremien/<uuid:gremium_id>")
@requires("directory.manage")
def gremium(gremium_id: UUID) -> Response:
    found = queries.get_gremium(gremium_id)
    known = {"ortsteil_keys": [place.key for place in found.ortsteile]}
    saved = [_("Ihre Angaben sind gespeichert.")] if "gesagt" in request.args else []
    return _show(found, GremiumForm(obj=found, data=known), messages=saved)


@bp.post("/arbeit/gremien/<uuid:gremium_id>")
@requires("directory.manage")
def gremium_submit(gremium_id: UUID) -> Response:
    found, form = queries.get_gremium(gremium_id), GremiumForm(request.form)
    if _offered(form).validate():
        with rules_shown_in(form):
            service.change(gremium=found, facts=form.facts(), is_active=form.is_active.data, **_said_by(form))
            return _done(found)
    return _show(found, form)


@bp.get("/arbeit/gremien/<uuid:gremium_id>/mitglieder")
@requires("directory.manage")
def members(gremium_id: UUID) -> Response:
    found = queries.get_gremium(gremium_id)
    lists = {kind: [member.name for member in found.members if member.kind is kind] for kind in MemberKind}
    form = MembersForm(data={kind.value: "\n".join(names) for kind, names in lists.items()})
    return http.show_form("directory/staff/members.html", form, gremium=found)


@bp.post("/arbeit/gremien/<uuid:gremium_id>/mitglieder")
@requires("directory.manage")
def members_submit(gremium_id: UUID) -> Response:
    found, form = queries.get_gremium(gremium_id), MembersForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            service.set_members(gremium=found, account_id=accounts.asker().account_id, **form.names())
            return _done(found)
    return http.show_form("directory/staff/members.html", form, gremium=found)


@bp.post("/arbeit/gremien/<uuid:gremium_id>/geprueft")
@requires("directory.manage")
def checked_submit(gremium_id: UUID) -> Response:
    found = queries.get_gremium(gremium_id)
    service.note_checked(gremium=found, account_id=accounts.asker().account_id)
    return _done(found)


def _offered(form: GremiumForm) -> GremiumForm:
    form.offer(ortsteile=places.names())
    return form


def _said_by(form: GremiumForm) -> dict[str, Any]:
    return {"ortsteil_keys": form.ortsteil_keys.data or [], "account_id": accounts.asker().account_id}


def _show(found: Gremium, form: GremiumForm, **values: Any) -> Response:
    return http.show_form("directory/staff/gremium.html", _offered(form), gremium=found, **values)


def _done(gremium: Gremium) -> Response:
    return http.see_other(url_for("directory_work.gremium", gremium_id=gremium.id, gesagt="ja"))
