"""What was reported, by the day it must be answered; hiding at once, and answering."""

from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import clock, http, pages
from app.kernel.access import requires
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.kernel.languages import BY_CODE, GERMAN
from app.kernel.pages import Capability
from app.notices import queries
from app.notices.models import Notice
from app.notices.rules import Kind
from app.notices.service import deciding
from app.notices.service.deciding import Decision
from app.notices.staff_forms import AnswerForm, PlainForm

bp = Capability("notices_work", __name__)


@bp.get("/arbeit/meldungen")
@requires("notices.handle")
def queue() -> ResponseReturnValue:
    asker, is_answered = accounts.asker(), request.args.get("zeigen") == "beantwortet"
    found = queries.answered_for(asker) if is_answered else queries.waiting_for(asker)
    said = [_("Die Meldung ist beantwortet.")] if "gesagt" in request.args else []
    shown = {"notices": found, "is_answered": is_answered, "today": clock.today(), "messages": said}
    return http.show_form("notices/staff/queue.html", PlainForm(), **shown)


@bp.get("/arbeit/meldungen/<uuid:notice_id>")
@requires("notices.handle")
def notice(notice_id: UUID) -> ResponseReturnValue:
    return _show(queries.get_for(accounts.asker(), notice_id))


@bp.post("/arbeit/meldungen/<uuid:notice_id>/verbergen")
@requires("notices.handle")
def hide_submit(notice_id: UUID) -> ResponseReturnValue:
    found, form = queries.get_for(accounts.asker(), notice_id), PlainForm()
    with rules_shown_in(form):
        deciding.hide(notice=found, account=accounts.asker().account_id)
    if form.has_errors:
        return _show(found, form)
    return http.see_other(url_for("notices_work.notice", notice_id=found.id, gesagt="verborgen"))


@bp.post("/arbeit/meldungen/<uuid:notice_id>/antworten")
@requires("notices.handle")
def answer_submit(notice_id: UUID) -> ResponseReturnValue:
    found, form = queries.get_for(accounts.asker(), notice_id), AnswerForm(request.form)
    form.offer(found)
    if form.validate():
        with rules_shown_in(form):
            decision, account = Decision(**form.decision()), accounts.asker().account_id
            deciding.answer(notice=found, decision=decision, and_others=bool(form.and_others.data), account=account)
            return http.see_other(url_for("notices_work.queue", gesagt="ja"))
    return _show(found, form)


def _show(found: Notice, form: BaseForm | None = None) -> Response:
    """The notice with its forms; `form` is the one that could not be taken."""
    answering = form if isinstance(form, AnswerForm) else AnswerForm(data={"and_others": True})
    answering.offer(found)
    hidden = [_("Der Text ist nicht mehr öffentlich. Entscheiden Sie jetzt, ob das so bleibt.")]
    return http.show_form(
        "notices/staff/notice.html",
        form or PlainForm(),
        told=found,
        language_of_person=BY_CODE.get(found.language, GERMAN).name,
        path=pages.own_page(found.address),
        answering=answering,
        others=queries.others_about_the_same(found),
        can_be_hidden=deciding.can_be_hidden(found) and found.reason is not None,
        is_hidden=deciding.is_hidden(found),
        is_content=found.kind is Kind.CONTENT,
        today=clock.today(),
        messages=hidden if request.args.get("gesagt") == "verborgen" and deciding.is_hidden(found) else [],
    )
