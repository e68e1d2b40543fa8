"""The first page of everybody who works here, and the page that shows what all pages are built from."""

from collections.abc import Iterator
from dataclasses import replace

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.conversations.forms import Asked, asked
from app.desk import labels, queries, showcase
from app.desk.staff_forms import ENDLESS, MISSING, specimens
from app.kernel import http, qr
from app.kernel.access import requires
from app.kernel.form import BaseForm
from app.kernel.pages import Capability, address_of
from app.writing import report as writing
from app.writing.rules.kinds import Measure

bp = Capability("desk", __name__)


@bp.get("/arbeit")
@requires("desk.see")
def overview() -> ResponseReturnValue:
    asker = accounts.asker()
    return http.show_form("desk/overview.html", BaseForm(), waiting=queries.waiting_for(asker), labels=labels)


@bp.get("/arbeit/bausteine")
@requires("desk.see")
def components() -> ResponseReturnValue:
    """Every component in every state; with `?falsch` all questions are answered wrongly."""
    return _shown(are_wrong="falsch" in request.args)


@bp.post("/arbeit/bausteine")
@requires("desk.see")
def components_submit() -> ResponseReturnValue:
    """The forms there are specimens: whatever is sent, nothing is stored, and the answer is the page with all its errors."""
    return _shown(are_wrong=True), 422


def _shown(*, are_wrong: bool) -> str:
    here = url_for("desk.components")
    forms = specimens(are_wrong=are_wrong)
    return render_template(
        "desk/bausteine.html",
        **({"form": forms["wrong"]} if are_wrong else {}),
        here=here,
        forms=forms,
        colours=showcase.colours(),
        measures=showcase.measures(),
        layouts=showcase.layouts(),
        components=showcase.components(),
        titles=showcase.TITLES,
        questions=list(_questions(are_wrong=are_wrong)),
        drawing=showcase.drawing(lambda _key: "#baustein-map"),
        report=writing.made(showcase.HARD, Measure.EASY),
        days=showcase.DAYS,
        endless=ENDLESS,
        square=qr.drawn(address_of("pages.start")),
    )


def _questions(*, are_wrong: bool) -> Iterator[tuple[str, str, Asked]]:
    """The questions of the example with the language and the direction they are asked in."""
    for each in showcase.DOCUMENT.questions:
        tag = showcase.TAGS.get(each.key, "de")
        made = asked(showcase.DOCUMENT, each, tag=tag, raw=showcase.ANSWERS, areas=showcase.AREAS)
        if are_wrong or each.key == "falsch":
            made = replace(made, fault=MISSING, other_fault=MISSING if made.other_name else "")
        yield tag, "rtl" if tag == "ar" else "ltr", made
