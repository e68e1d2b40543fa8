"""What is stored here about somebody: shown, taken along as a file, deleted at once (product rule 12).

A name never stands in an address: addresses are kept in logs and in browsers. So looking for one is a POST.
"""

from flask import Response, request
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import http
from app.kernel.access import requires
from app.kernel.errors import RuleBroken
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.kernel.i18n import ngettext
from app.organizing import exports
from app.organizing.queries import stored as queries
from app.organizing.service import stored as service
from app.organizing.staff_forms.people import FileForm, GoneForm, NameForm
from app.organizing.staff_views import bp


@bp.get("/arbeit/organisieren/auskunft")
@requires("surveys.manage")
def stored() -> ResponseReturnValue:
    return _show_question(NameForm())


@bp.post("/arbeit/organisieren/auskunft")
@requires("surveys.manage")
def stored_submit() -> ResponseReturnValue:
    """Look for a name. Nothing is written."""
    form = NameForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            return _show(form, form.asked)
    return _show_question(form)


@bp.post("/arbeit/organisieren/auskunft/datei")
@requires("surveys.manage")
def stored_file_submit() -> ResponseReturnValue:
    """A file for the person who asked. It is logged, so it is a POST."""
    form = FileForm(request.form)
    form.offer(exports.leaves(queries.under_name(accounts.asker(), form.asked)))
    if form.validate():
        with rules_shown_in(form):
            found = queries.named(accounts.asker(), form.asked, form.taken.data or ())
            service.tell(stored=found, account_id=accounts.own_id())
            return _file(exports.MAKERS[form.format.data](found), form.format.data)
    return _show(form, form.asked)


@bp.post("/arbeit/organisieren/auskunft/loeschen")
@requires("surveys.manage")
def stored_erase_submit() -> ResponseReturnValue:
    """Delete at once. The page that answers looks for the name again: so one sees that it is gone."""
    form = GoneForm(request.form)
    form.offer(exports.leaves(queries.under_name(accounts.asker(), form.asked)))
    if form.validate():
        with rules_shown_in(form):
            found = queries.named(accounts.asker(), form.asked, form.gone.data or ())
            count = service.erase(stored=found, account_id=accounts.own_id())
            return _show(NameForm(data={"name": form.asked}), form.asked, _gone(count))
    return _show(form, form.asked)


def _show_question(form: NameForm) -> Response:
    return http.show_form("organizing/staff/stored.html", form, looking=form, asked=False)


def _show(form: BaseForm, name: str, *messages: str) -> Response:
    """Everything under a name; `form` is the one that could not be taken."""
    asker = accounts.asker()
    if not name:
        raise RuleBroken(_("Schreiben Sie bitte den Namen."), field="name")
    leaves = exports.leaves(queries.under_name(asker, name))
    taking = form if isinstance(form, FileForm) else FileForm(data={"name": name, "taken": [each.key for each in leaves]})
    going = form if isinstance(form, GoneForm) else GoneForm(data={"name": name})
    for each in (taking, going):
        each.offer(leaves)
    return http.show_form(
        "organizing/staff/stored.html",
        form,
        asked=True,
        looking=form if type(form) is NameForm else NameForm(data={"name": name}),
        leaves=leaves,
        mentions=queries.mentions(asker, name),
        taking=taking,
        going=going,
        messages=messages,
    )


def _file(content: bytes, kind: str) -> Response:
    answer = Response(content, content_type=exports.TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="auskunft.{kind}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _gone(count: int) -> str:
    return ngettext("%(num)s Eintrag ist gelöscht.", "%(num)s Einträge sind gelöscht.", count)
