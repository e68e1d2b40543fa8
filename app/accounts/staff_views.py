"""Where staff look after their own account, and administrators after all accounts and departments."""

from typing import TypeVar
from uuid import UUID

from flask import Response, render_template, request, url_for

from app.accounts import entrance, labels, queries, rules, service
from app.accounts.staff_forms import (
    AccountForm,
    ChangedAccountForm,
    CodeForm,
    ConfirmForm,
    DepartmentForm,
    LanguageForm,
    NewAccountForm,
    NewPasswordForm,
)
from app.kernel import qr
from app.kernel.access import requires
from app.kernel.form import rules_shown_in
from app.kernel.http import created, see_other, show_form
from app.kernel.pages import Capability
from app.places import queries as places

bp = Capability("accounts_work", __name__)
AnyAccountForm = TypeVar("AnyAccountForm", bound=AccountForm)


@bp.get("/arbeit/konto")
@requires("accounts.own")
def own() -> Response:
    return _show_own(NewPasswordForm(), ConfirmForm())


def _show_own(form: NewPasswordForm, confirm: ConfirmForm, spoken: LanguageForm | None = None) -> Response:
    asker = queries.asker()
    account = queries.get_account(asker.account_id)
    spoken = spoken or LanguageForm(data={"language": account.language})
    return show_form(
        "accounts/own.html",
        next((each for each in (confirm, spoken) if each.has_errors), form),
        new_password=form,
        confirm=confirm,
        spoken=spoken,
        account=account,
        sessions=queries.sessions_of(asker.account_id),
        roles=labels.ROLES,
        permissions=[label for name, label in labels.PERMISSIONS.items() if asker.may(name)],
        messages=_good_news(),
    )


@bp.post("/arbeit/konto/passwort")
@requires("accounts.own")
def own_password_submit() -> Response:
    form, account_id = NewPasswordForm(request.form), queries.asker().account_id
    if form.validate():
        with rules_shown_in(form):
            answers = form.answers()
            service.confirm_password(account_id=account_id, password=answers["password"])
            service.set_password(account_id=account_id, new_password=answers["new_password"])
            return _back_in(account_id, "passwort")
    return _show_own(form, ConfirmForm())


@bp.post("/arbeit/konto/zweiter-faktor")
@requires("accounts.own")
def own_factor_submit() -> Response:
    confirm = ConfirmForm(request.form)
    if confirm.validate():
        with rules_shown_in(confirm):
            account = service.confirm_password(account_id=queries.asker().account_id, **confirm.answers())
            ticket = service.begin_enrolment(account, purpose=service.Purpose.NEW_FACTOR)
            return _show_new_factor(CodeForm(data={"ticket": ticket}))
    return _show_own(NewPasswordForm(), confirm)


@bp.post("/arbeit/konto/zweiter-faktor/bestaetigen")
@requires("accounts.own")
def own_factor_confirm_submit() -> Response:
    form, account_id = CodeForm(request.form), queries.asker().account_id
    if form.validate():
        with rules_shown_in(form):
            service.replace_second_factor(account_id=account_id, **form.answers())
            return _back_in(account_id, "zweiter-faktor")
    return _show_new_factor(form)


def _show_new_factor(form: CodeForm) -> Response:
    enrolment = service.enrolment_of(form.answers()["ticket"], purpose=service.Purpose.NEW_FACTOR)
    return show_form("accounts/new_factor.html", form, enrolment=enrolment, code=qr.drawn(enrolment.uri))


def _back_in(account_id: UUID, done: str) -> Response:
    """All logins of this account have just ended; here a new one begins."""
    address = url_for("accounts_work.own", gemacht=done)
    return entrance.admit(see_other(address), service.open_session(account_id=account_id))


@bp.post("/arbeit/konto/sprache")
@requires("accounts.own")
def own_language_submit() -> Response:
    form = LanguageForm(request.form)
    if form.validate():
        service.set_language(account_id=queries.asker().account_id, **form.answers())
        return see_other(url_for("accounts_work.own", gemacht="sprache"))
    return _show_own(NewPasswordForm(), ConfirmForm(), form)


@bp.post("/arbeit/konto/sitzungen")
@requires("accounts.own")
def own_sessions_submit() -> Response:
    asker = queries.asker()
    service.end_other_sessions(account_id=asker.account_id, session_hash=asker.session_hash)
    return see_other(url_for("accounts_work.own", gemacht="sitzungen"))


@bp.get("/arbeit/konten")
@requires("accounts.manage")
def accounts() -> str:
    return render_template("accounts/accounts.html", accounts=queries.all_accounts(), roles=labels.ROLES)


@bp.get("/arbeit/konten/neu")
@requires("accounts.manage")
def new() -> Response:
    return show_form("accounts/new.html", _offered(NewAccountForm()))


@bp.post("/arbeit/konten/neu")
@requires("accounts.manage")
def new_submit() -> Response:
    form = _offered(NewAccountForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            start = service.fresh_start_password()
            account = service.create_account(**form.answers(), password=start)
            return created("accounts/start_password.html", account=account, start=start)
    return show_form("accounts/new.html", form)


@bp.get("/arbeit/konten/<uuid:account_id>")
@requires("accounts.manage")
def account(account_id: UUID) -> Response:
    found = queries.get_account(account_id)
    answers = {
        "name": found.name,
        "roles": found.held_roles,
        "department_key": found.department_key,
        "is_city_wide": found.is_city_wide,
        "ortsteile": [each.ortsteil_key for each in found.ortsteile],
        "is_active": found.is_active,
    }
    return _show_account(account_id, ChangedAccountForm(data=answers))


@bp.post("/arbeit/konten/<uuid:account_id>")
@requires("accounts.manage")
def account_submit(account_id: UUID) -> Response:
    form = _offered(ChangedAccountForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            service.change_account(account_id=account_id, **form.answers())
            return _account_again(account_id, "gespeichert")
    return _show_account(account_id, form)


def _show_account(account_id: UUID, form: ChangedAccountForm) -> Response:
    return show_form(
        "accounts/account.html",
        _offered(form),
        account=queries.get_account(account_id),
        sessions=queries.sessions_of(account_id),
        messages=_good_news(),
    )


@bp.post("/arbeit/konten/<uuid:account_id>/startpasswort")
@requires("accounts.manage")
def start_password_submit(account_id: UUID) -> Response:
    start = service.give_start_password(account_id=account_id)
    return created("accounts/start_password.html", account=queries.get_account(account_id), start=start)


@bp.post("/arbeit/konten/<uuid:account_id>/zweiter-faktor")
@requires("accounts.manage")
def factor_submit(account_id: UUID) -> Response:
    service.reset_second_factor(account_id=account_id)
    return _account_again(account_id, "faktor-weg")


@bp.post("/arbeit/konten/<uuid:account_id>/sitzungen")
@requires("accounts.manage")
def sessions_submit(account_id: UUID) -> Response:
    service.end_all_sessions(account_id=queries.get_account(account_id).id)
    return _account_again(account_id, "abgemeldet")


def _account_again(account_id: UUID, done: str) -> Response:
    return see_other(url_for("accounts_work.account", account_id=account_id, gemacht=done))


@bp.get("/arbeit/fachaemter")
@requires("accounts.manage")
def departments() -> Response:
    return _show_departments(DepartmentForm())


@bp.post("/arbeit/fachaemter")
@requires("accounts.manage")
def departments_submit() -> Response:
    form = DepartmentForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            answers = form.answers()
            service.add_department(key=rules.department_key(answers["short"]), **answers)
            return see_other(url_for("accounts_work.departments", gemacht="fachamt"))
    return _show_departments(form)


def _show_departments(form: DepartmentForm) -> Response:
    return show_form("accounts/departments.html", form, departments=queries.departments(), messages=_good_news())


@bp.get("/arbeit/fachaemter/<key>")
@requires("accounts.manage")
def department(key: str) -> Response:
    found = queries.get_department(key)
    return show_form("accounts/department.html", DepartmentForm(obj=found), department=found)


@bp.post("/arbeit/fachaemter/<key>")
@requires("accounts.manage")
def department_submit(key: str) -> Response:
    form = DepartmentForm(request.form)
    if form.validate():
        service.rename_department(key=key, **form.answers())
        return see_other(url_for("accounts_work.departments", gemacht="fachamt"))
    return show_form("accounts/department.html", form, department=queries.get_department(key))


def _offered(form: AnyAccountForm) -> AnyAccountForm:
    """The form with what can be chosen now."""
    return form.offer(
        departments=[(each.key, each.name) for each in queries.departments()], ortsteile=places.names().items()
    )


def _good_news() -> list[str]:
    """What the act before this page has done, as its address says."""
    done = labels.DONE.get(request.args.get("gemacht", ""))
    return [str(done)] if done else []
