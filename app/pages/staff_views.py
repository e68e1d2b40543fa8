"""Where administrators fill in what the legal pages say."""

from flask import Response, request, url_for

from app.kernel.access import requires
from app.kernel.form import rules_shown_in
from app.kernel.http import see_other, show_form
from app.kernel.pages import Capability
from app.pages import queries, rules, service
from app.pages.staff_forms import OperatorForm

bp = Capability("pages_work", __name__)


@bp.get("/arbeit/betreiber")
@requires("pages.operator")
def operator() -> Response:
    details = queries.operator_details()
    form = OperatorForm(data={detail.value: value for detail, value in details.items()})
    return show_form("pages/staff/operator.html", form, missing=rules.missing(details))


@bp.post("/arbeit/betreiber")
@requires("pages.operator")
def operator_submit() -> Response:
    form = OperatorForm(request.form)
    with rules_shown_in(form):
        service.describe_operator(details={rules.Detail(name): value for name, value in form.answers().items()})
    if form.has_errors:
        missing = rules.missing(queries.operator_details())
        return show_form("pages/staff/operator.html", form, missing=missing)
    return see_other(url_for("pages_work.operator"))
