"""The first page of everybody who works here."""

from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.desk import labels, queries
from app.kernel import http
from app.kernel.access import requires
from app.kernel.form import BaseForm
from app.kernel.pages import Capability

bp = Capability("desk", __name__)


@bp.get("/arbeit")
@requires("desk.see")
def overview() -> ResponseReturnValue:
    asker = accounts.asker()
    return http.show_form("desk/overview.html", BaseForm(), waiting=queries.waiting_for(asker), labels=labels)
