"""Writing down what somebody says at the counter, on the phone, on paper, at the door or in a meeting; shared tablets."""

from typing import Any

from flask import Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.accounts import queries as accounts
from app.concerns import rules
from app.concerns.queries import public, work
from app.concerns.service import reporting
from app.concerns.service.reporting import Words
from app.concerns.staff_forms import EnterForm, PlainForm
from app.concerns.staff_views import bp
from app.kernel import clock, http, person, qr
from app.kernel.access import requires
from app.kernel.db import only_reading
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.places import queries as places


@bp.get("/arbeit/anliegen/erfassen")
@requires("concerns.enter")
def enter() -> ResponseReturnValue:
    return http.show_form("concerns/staff/enter.html", _form())


@bp.post("/arbeit/anliegen/erfassen")
@requires("concerns.enter")
def enter_submit() -> ResponseReturnValue:
    asker, form = accounts.asker(), _form(request.form)
    if not form.validate():
        return http.show_form("concerns/staff/enter.html", form)
    with rules_shown_in(form):
        entered = reporting.enter(
            client_id=form.once,
            words=Words(**form.words()),
            channel=form.channel.data,
            people=form.people.data or 1,
            account_id=asker.account_id,
            reported_on=form.day,
        )
        if entered.has_these_words:
            concern = entered.concern
            may_check = asker.may("concerns.review") and work.find_for(asker, concern.number) is not None
            return http.created("concerns/staff/entered.html", concern=concern, may_check=may_check, **_slip(entered.code))
        form.renew()
        form.broken_rules.append(
            _("Dieses Formular ist schon als %(number)s gespeichert, mit anderen Worten.", number=entered.concern.number)
        )
    return http.show_form("concerns/staff/enter.html", form)


@bp.get("/arbeit/schalter")
@requires("concerns.enter")
def counter() -> ResponseReturnValue:
    return http.show_form("concerns/staff/counter.html", PlainForm(), is_shared=person.is_shared_device())


@bp.post("/arbeit/schalter/an")
@requires("concerns.enter")
def counter_on_submit() -> Response:
    """From now on each act on this device is a person of its own."""
    return person.share_device(http.see_other(url_for("concerns_work.counter")))


@bp.post("/arbeit/schalter/aus")
@requires("concerns.enter")
def counter_off_submit() -> Response:
    return person.forget_device(http.see_other(url_for("concerns_work.counter")))


def _form(sent: MultiDict[str, str] | None = None) -> EnterForm:
    form = EnterForm(sent, data={"reported_on": clock.today(), "language": "de"})
    with only_reading():
        form.offer(ortsteile=places.names(), topics=public.active_topics())
    return form


def _slip(code: str) -> dict[str, Any]:
    """The code for paper, in groups and as a square that leads to where it is asked for."""
    address = f"{current_app.config['SETTINGS'].public_url}{url_for('concerns.follow')}"
    return {"groups": rules.code_groups(code), "square": qr.drawn(f"{address}#{code}"), "address": address}
