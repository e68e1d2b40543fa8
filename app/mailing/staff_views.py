"""Which mails a member of staff wants, and for administrators what waits in the outbox and what failed."""

from datetime import timedelta
from uuid import UUID

from flask import current_app, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import clock, http, mail, outbox
from app.kernel.access import requires
from app.kernel.i18n import gettext as _
from app.kernel.pages import Capability
from app.mailing import queries, service
from app.mailing.rules import FOR_STAFF
from app.mailing.staff_forms import PlainForm, PurposesForm

bp = Capability("mailing_work", __name__)

LATE = timedelta(hours=1)
"""A mail that waits longer than this tells that something is wrong."""


@bp.get("/arbeit/post")
@requires("accounts.own")
def own() -> ResponseReturnValue:
    asker = accounts.asker()
    wanted = set(FOR_STAFF) - queries.stopped_by(asker.account_id)
    saved = [_("Ihre Auswahl ist gespeichert.")] if "gesagt" in request.args else []
    return http.show_form("mailing/staff/own.html", PurposesForm(data={"wanted": wanted}), email=asker.email, messages=saved)


@bp.post("/arbeit/post")
@requires("accounts.own")
def own_submit() -> ResponseReturnValue:
    form = PurposesForm(request.form)
    if form.validate():
        service.choose(account_id=accounts.asker().account_id, wanted=form.wanted.data or ())
        return http.see_other(url_for("mailing_work.own", gesagt="ja"))
    return http.show_form("mailing/staff/own.html", form, email=accounts.asker().email)


@bp.get("/arbeit/ausgang")
@requires("mailing.outbox")
def outbox_page() -> ResponseReturnValue:
    again = [_("Die E-Mail geht noch einmal hinaus.")] if "gesagt" in request.args else []
    found = outbox.overview()
    return http.show_form(
        "mailing/staff/outbox_page.html",
        PlainForm(),
        overview=found,
        is_late=found.oldest is not None and clock.now() - found.oldest > LATE,
        sends_mail=bool(current_app.config["SETTINGS"].mail_url),
        failed=[(each, mail.masked(each.recipient)) for each in outbox.failed()],
        messages=again,
    )


@bp.post("/arbeit/ausgang/<uuid:mail_id>/noch-einmal")
@requires("mailing.outbox")
def try_again_submit(mail_id: UUID) -> ResponseReturnValue:
    service.try_again(mail_id=mail_id, account_id=accounts.asker().account_id)
    return http.see_other(url_for("mailing_work.outbox_page", gesagt="ja"))
