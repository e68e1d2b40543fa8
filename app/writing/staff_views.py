"""The page of the writing helper. A script asks the same address and gets the same list, to show it beside a field."""

from flask import jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.kernel import http
from app.kernel.access import requires
from app.kernel.pages import Capability
from app.writing import report
from app.writing.rules.kinds import Measure
from app.writing.staff_forms import HelperForm

bp = Capability("writing_work", __name__)


@bp.get("/arbeit/schreibhilfe")
@requires("writing.help")
def helper() -> ResponseReturnValue:
    return http.show_form("writing/staff/helper.html", HelperForm(data={"measure": Measure.EASY}), report=None)


@bp.post("/arbeit/schreibhilfe")
@requires("writing.help")
def helper_submit() -> ResponseReturnValue:
    """Look at a text. It is gone when the answer has left."""
    form = HelperForm(request.form)
    is_good = form.validate()
    found = report.made(**form.said()) if is_good or _is_from_script() else None
    if _is_from_script() and found:
        return make_response(jsonify(said=found.said, html=render_template("writing/staff/_found.html", report=found)))
    return http.show_form("writing/staff/helper.html", form, report=found)


def _is_from_script() -> bool:
    return request.accept_mimetypes.best == "application/json"
