"""Asking for mails, and the pages behind the links in them.

Mail programs open links by themselves to look for viruses. So opening a page changes nothing: each has one button.
"""

from datetime import timedelta

from flask import Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from app.kernel import http, limits, network, tokens
from app.kernel.access import open_to_all
from app.kernel.db import only_reading
from app.kernel.errors import NotFound
from app.kernel.form import rules_shown_in
from app.kernel.i18n import current_language
from app.kernel.i18n import gettext as _
from app.kernel.pages import Capability
from app.kernel.tokens import Verdict
from app.mailing import labels, rules, service, subjects
from app.mailing.forms import SubscribeForm
from app.mailing.models import Subscription
from app.mailing.rules import Purpose
from app.mailing.service import links
from app.mailing.service.links import Act

bp = Capability("mailing", __name__)

SUBSCRIBE = "subscribe"
TEN_MINUTES, A_DAY = timedelta(minutes=10), timedelta(days=1)
MOST_FORMS = 20


@bp.get("/post/<purpose:purpose>/<subject>")
@open_to_all
def subscribe(purpose: Purpose, subject: str) -> Response:
    return _show(SubscribeForm(), purpose, subject)


@bp.post("/post/<purpose:purpose>/<subject>")
@open_to_all
def subscribe_submit(purpose: Purpose, subject: str) -> Response:
    form = SubscribeForm(request.form)
    verdict = tokens.judge(form.token.data or "", SUBSCRIBE, form.form_id.data or "")
    if not form.validate():
        return _show(form, purpose, subject)
    if verdict is not Verdict.GOOD:
        form.broken_rules.append(
            _("Bitte sehen Sie noch einmal nach, ob Ihre Adresse stimmt, und senden Sie sie noch einmal.")
        )
        return _show(form, purpose, subject)
    name, is_heard = _name(purpose, subject), _is_heard(form)
    with rules_shown_in(form):
        if is_heard:
            service.subscribe(purpose=purpose, subject=subject, email=form.address, language=current_language())
    if form.has_errors:
        return _show(form, purpose, subject)
    return http.created("mailing/asked.html", name=name, sends_mail=_sends_mail())


@bp.get("/post/bestaetigen/<token>")
@open_to_all
def confirm(token: str) -> ResponseReturnValue:
    subscription = service.find(Act.CONFIRM, token)
    if subscription is None:
        return http.not_there("mailing/too_late.html")
    name = subjects.find_name(subscription.subject)
    return render_template("mailing/confirm.html", token=token, name=name, purpose=labels.PURPOSES[subscription.purpose])


@bp.post("/post/bestaetigen/<token>")
@open_to_all
def confirm_submit(token: str) -> ResponseReturnValue:
    return _welcome(service.confirm(token))


@bp.get("/post/bleiben/<token>")
@open_to_all
def stay(token: str) -> ResponseReturnValue:
    subscription = service.find(Act.STAY, token)
    if subscription is None:
        return http.not_there("mailing/too_late.html")
    name = subjects.find_name(subscription.subject)
    return render_template("mailing/stay.html", token=token, name=name, purpose=labels.PURPOSES[subscription.purpose])


@bp.post("/post/bleiben/<token>")
@open_to_all
def stay_submit(token: str) -> ResponseReturnValue:
    return _welcome(service.stay(token))


@bp.get("/post/abmelden/<token>")
@open_to_all
def stop(token: str) -> ResponseReturnValue:
    reader = links.reader_of(Act.STOP, token)
    if reader is None or not service.wants_mails(reader):
        return http.not_there("mailing/stopped_already.html")
    return render_template("mailing/stop.html", token=token, purpose=labels.PURPOSES[reader.purpose])


@bp.post("/post/abmelden/<token>")
@open_to_all
def stop_submit(token: str) -> ResponseReturnValue:
    """The button of the page, or the one of a mail program (RFC 8058): the link itself says who may."""
    reader = service.stop(token)
    if reader is None:
        return http.not_there("mailing/stopped_already.html")
    return http.created("mailing/stopped.html", purpose=labels.PURPOSES[reader.purpose])


def _show(form: SubscribeForm, purpose: Purpose, subject: str) -> Response:
    name = _name(purpose, subject)
    return http.show_form(
        "mailing/subscribe.html", form, name=name, purpose=purpose, subject=subject, sends_mail=_sends_mail()
    )


def _name(purpose: Purpose, subject: str) -> str:
    """What the mails would be about, read without keeping anybody from writing."""
    with only_reading():
        name = subjects.find_name(subject) if purpose in rules.OFFERED else None
    if name is None:
        raise NotFound
    return name


def _is_heard(form: SubscribeForm) -> bool:
    """Whether a mail may go. A program, and whoever fills somebody else's letter box, sees the same page."""
    limits.allow(SUBSCRIBE, network.token(), most=MOST_FORMS, per=TEN_MINUTES)
    count = limits.hit(f"{SUBSCRIBE}-address", service.hash_of(form.address), per=A_DAY)
    return not form.is_from_a_program and count <= rules.MOST_A_DAY


def _welcome(subscription: Subscription | None) -> Response:
    if subscription is None:
        return http.not_there("mailing/too_late.html")
    name = subjects.find_name(subscription.subject)
    return http.created("mailing/welcome.html", subscription=subscription, name=name)


def _sends_mail() -> bool:
    return bool(current_app.config["SETTINGS"].mail_url)
