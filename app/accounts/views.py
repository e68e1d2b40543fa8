"""Where staff come in and go out."""

from uuid import UUID

from flask import Response, request, url_for

from app.accounts import entrance, queries, rules, service
from app.accounts.staff_forms import CodeForm, FirstLoginForm, LoginForm
from app.kernel import access, network, qr
from app.kernel.access import open_to_all, requires
from app.kernel.errors import RuleBroken
from app.kernel.form import rules_shown_in
from app.kernel.http import see_other, show_form
from app.kernel.i18n import current_language
from app.kernel.pages import WORK, Capability

bp = Capability("accounts", __name__)


@bp.get("/arbeit/anmelden")
@open_to_all
def log_in() -> Response:
    return show_form("accounts/log_in.html", LoginForm(), weiter=_weiter())


@bp.post("/arbeit/anmelden")
@open_to_all
def log_in_submit() -> Response:
    form = LoginForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            account = service.log_in(**form.answers(), network=network.token())
            return _next_step(account)
    return show_form("accounts/log_in.html", form, weiter=_weiter())


def _next_step(account: queries.Credentials) -> Response:
    """The second step, or at the first login the page that sets it up."""
    if account.seed is None:
        return _show_enrolment(FirstLoginForm(data={"ticket": service.begin_enrolment(account)}))
    form = CodeForm(data={"ticket": service.offer_second_step(account)})
    return show_form("accounts/second_step.html", form, weiter=_weiter())


@bp.get("/arbeit/zweiter-schritt")
@open_to_all
def second_step() -> Response:
    """The second step follows the password: who opens it alone, or reloads it, begins with the first."""
    return see_other(url_for("accounts.log_in"))


@bp.post("/arbeit/zweiter-schritt")
@open_to_all
def second_step_submit() -> Response:
    form = CodeForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            return _let_in(service.pass_second_step(**form.answers()))
    return show_form("accounts/second_step.html", form, weiter=_weiter())


@bp.get("/arbeit/einrichten")
@open_to_all
def enrol() -> Response:
    return see_other(url_for("accounts.log_in"))


@bp.post("/arbeit/einrichten")
@open_to_all
def enrol_submit() -> Response:
    form = FirstLoginForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            return _let_in(service.enrol(**form.answers()))
    return _show_enrolment(form)


def _show_enrolment(form: FirstLoginForm) -> Response:
    try:
        enrolment = service.enrolment_of(form.answers()["ticket"])
    except RuleBroken as late:
        fresh = LoginForm()
        fresh.broken_rules.append(str(late))
        return show_form("accounts/log_in.html", fresh, weiter=_weiter())
    return show_form("accounts/enrol.html", form, enrolment=enrolment, code=qr.drawn(enrolment.uri), weiter=_weiter())


def _let_in(account_id: UUID) -> Response:
    """A fresh login, whatever cookie came; the one that was still open here ends (ASVS 7.2.4)."""
    if access.staff() is not None:
        service.end_session(session_hash=queries.asker().session_hash)
    address = _weiter() or f"/{current_language().code}/{WORK}"
    return entrance.admit(see_other(address), service.open_session(account_id=account_id))


def _weiter() -> str:
    """Where the login leads: only to a working page of our own."""
    wanted = request.values.get("weiter", "")
    return wanted if rules.leads_to_work(wanted) else ""


@bp.post("/arbeit/abmelden")
@requires("accounts.own")
def log_out_submit() -> Response:
    service.end_session(session_hash=queries.asker().session_hash)
    return entrance.see_off(see_other(url_for("accounts.log_in")))
