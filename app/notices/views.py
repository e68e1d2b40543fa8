"""Telling us of a barrier or of a text, from every page, and looking up what became of it."""

from datetime import timedelta
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app.concerns import rules as concern_rules
from app.kernel import http, limits, network, pages, tokens
from app.kernel.access import open_to_all
from app.kernel.db import only_reading
from app.kernel.form import rules_shown_in
from app.kernel.i18n import current_language
from app.kernel.i18n import gettext as _
from app.kernel.pages import Capability
from app.kernel.tokens import Verdict
from app.mailing import service as mailing
from app.notices import queries, rules
from app.notices.forms import BarrierForm, CodeForm, ContentForm, NoticeForm
from app.notices.rules import Kind
from app.notices.service import taking
from app.notices.service.taking import Told

bp = Capability("notices", __name__)

NOTICE = "notice"
TEN_MINUTES, A_DAY = timedelta(minutes=10), timedelta(days=1)
MOST_CODES = 10
TEMPLATES = {Kind.BARRIER: "notices/barrier.html", Kind.CONTENT: "notices/content.html"}


@bp.get("/melden/barriere")
@open_to_all
def barrier() -> Response:
    return http.show_form(TEMPLATES[Kind.BARRIER], BarrierForm(data={"address": _page_in_question()}))


@bp.post("/melden/barriere")
@open_to_all
def barrier_submit() -> Response:
    return _take(Kind.BARRIER, BarrierForm(request.form))


@bp.get("/melden/inhalt")
@open_to_all
def content() -> Response:
    return http.show_form(TEMPLATES[Kind.CONTENT], ContentForm(data={"address": _page_in_question()}))


@bp.post("/melden/inhalt")
@open_to_all
def content_submit() -> Response:
    return _take(Kind.CONTENT, ContentForm(request.form))


@bp.get("/melden/nachsehen")
@open_to_all
def look_up() -> Response:
    return http.show_form("notices/look_up.html", CodeForm())


@bp.post("/melden/nachsehen")
@open_to_all
def look_up_submit() -> ResponseReturnValue:
    limits.allow("notice-code", network.token(), most=MOST_CODES, per=TEN_MINUTES)
    with only_reading():
        found = queries.find_by_code(request.form.get("code", ""))
        if found is None:
            form = CodeForm()
            form.code.errors = [_("Zu dieser Nummer finden wir nichts. Vielleicht fehlt eine Ziffer.")]
            return http.show_form("notices/look_up.html", form)
        page = render_template("notices/state.html", told=found, path=pages.own_page(found.address))
    return Response(page, headers={"Cache-Control": "no-store"}, mimetype="text/html")


def _take(kind: Kind, form: NoticeForm) -> Response:
    form.validate()
    said = form.told()
    path = pages.own_page(said.get("address", ""))
    if kind is Kind.CONTENT and path is None:
        form["address"].errors = [_("Schreiben Sie bitte die Adresse einer Seite von uns. Sie steht oben in Ihrem Browser.")]
    if form.has_errors:
        return http.show_form(TEMPLATES[kind], form)
    where = path or said.get("address", "")
    return _stored(form, Told(kind=kind, language=current_language().code, **{**said, "address": where}))


def _stored(form: NoticeForm, told: Told) -> Response:
    verdict = tokens.judge(form.token.data or "", NOTICE, form.once)
    if verdict in {Verdict.EXPIRED, Verdict.FORGED} and not _is_stored(form, told):
        form.broken_rules.append(_("Das Formular lag lange offen. Ihr Text ist noch da. Bitte senden Sie ihn noch einmal."))
        return http.expired(TEMPLATES[told.kind], form)
    details = {"suspicions": _suspicions(form, verdict), "may_mail": _may_mail(form, told), "concern_id": _concern_id(told)}
    with rules_shown_in(form):
        notice = taking.take(client_id=form.once, told=told, **details)
    if form.has_errors:
        return http.show_form(TEMPLATES[told.kind], form)
    groups = concern_rules.code_groups(taking.code_of(notice.client_key))
    return http.created("notices/thanks.html", told=notice, groups=groups)


def _page_in_question() -> str:
    """The page that somebody came from, as its link says; nothing but a path of our own."""
    return pages.own_page(request.args.get("seite", "")) or ""


def _is_stored(form: NoticeForm, told: Told) -> bool:
    with only_reading():
        return queries.find_by_client_key(taking.client_key_of(form.once, told)) is not None


def _suspicions(form: NoticeForm, verdict: Verdict) -> Any:
    """What makes staff look twice, as with concerns. Nothing is refused."""
    posts = limits.hit(NOTICE, network.token(), per=TEN_MINUTES)
    return concern_rules.suspicions(
        text=form.said, fell_into_trap=form.is_from_a_program, was_hasty=verdict is Verdict.HASTY, posts=posts
    )


def _may_mail(form: NoticeForm, told: Told) -> bool:
    """Whether we write to the address: not for a program, and not if strangers fill somebody's letter box."""
    if not told.email or form.is_from_a_program:
        return False
    return limits.hit("notice-address", mailing.hash_of(told.email), per=A_DAY) <= rules.MAILS_A_DAY


def _concern_id(told: Told) -> Any:
    """The concern that stands at the reported address."""
    number = pages.value_in(told.address, "concerns.show", "number") if told.kind is Kind.CONTENT else None
    if number is None:
        return None
    with only_reading():
        found = queries.concern_with(number)
        return found.id if found else None
