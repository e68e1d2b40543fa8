"""The log of all acts, and the reasons for giving something back."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.kernel import http
from app.kernel.access import requires
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.kernel.pages import Capability
from app.moderation import queries, service
from app.moderation.staff_forms import PlainForm, ReasonForm

bp = Capability("moderation_work", __name__)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@bp.get("/arbeit/protokoll")
@requires("moderation.log")
def log() -> ResponseReturnValue:
    acts = queries.log_before(*_place(request.args.get("vor", "")), most=queries.PAGE + 1)
    shown, further = acts[: queries.PAGE], None
    if len(acts) > queries.PAGE:
        last = shown[-1]
        further = url_for("moderation_work.log", vor=f"{(last.at - EPOCH) // MICROSECOND}.{last.id.hex}")
    return http.show_form(
        "moderation/staff/log.html", PlainForm(), acts=shown, further=further, is_first="vor" not in request.args
    )


@bp.get("/arbeit/gruende")
@requires("moderation.reasons")
def reasons() -> ResponseReturnValue:
    saved = [_("Der Grund ist gespeichert.")] if "gesagt" in request.args else []
    return http.show_form("moderation/staff/reasons.html", PlainForm(), reasons=queries.reasons(), messages=saved)


@bp.get("/arbeit/gruende/neu")
@requires("moderation.reasons")
def new_reason() -> ResponseReturnValue:
    return http.show_form("moderation/staff/reason.html", ReasonForm(), key="")


@bp.post("/arbeit/gruende/neu")
@requires("moderation.reasons")
def new_reason_submit() -> ResponseReturnValue:
    return _keep("")


@bp.get("/arbeit/gruende/<key>")
@requires("moderation.reasons")
def reason(key: str) -> ResponseReturnValue:
    found = queries.get_reason(key)
    return http.show_form("moderation/staff/reason.html", ReasonForm(obj=found), key=key)


@bp.post("/arbeit/gruende/<key>")
@requires("moderation.reasons")
def reason_submit(key: str) -> ResponseReturnValue:
    return _keep(queries.get_reason(key).key)


def _keep(key: str) -> Response:
    form = ReasonForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            service.keep_reason(key=key, account=accounts.asker().account_id, **form.answers())
            return http.see_other(url_for("moderation_work.reasons", gesagt="ja"))
    return http.show_form("moderation/staff/reason.html", form, key=key)


def _place(said: str) -> tuple[datetime | None, UUID | None]:
    """Where the next page of the log begins: microseconds and id of the last act of the page before."""
    microseconds, _dot, entry_id = said.partition(".")
    try:
        return EPOCH + int(microseconds) * MICROSECOND, UUID(entry_id)
    except (ValueError, OverflowError):
        return None, None
