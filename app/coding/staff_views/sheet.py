"""What all pages of the evaluation share: whose answers they are, good news, and wrong answers."""

from typing import Any

from flask import Response, make_response, render_template

from app.accounts import queries as accounts
from app.coding import staff_labels
from app.kernel import http
from app.kernel.form import BaseForm
from app.surveys.models import Campaign
from app.surveys.queries import campaigns
from app.surveys.rules.kinds import TeamRole

AT = "/arbeit/auswertung/<slug>"


def campaign_of(slug: str) -> Campaign:
    """A campaign in whose team this account reads answers."""
    return campaigns.get_in_team(accounts.asker(), slug, TeamRole.EVALUATOR)


def show(template: str, **context: Any) -> Response:
    """A page with the good news of the act before; 422 if what was sent is wrong."""
    form = context.get("form")
    page = render_template(template, messages=http.good_news(staff_labels.DONE), **context)
    return make_response(page, 422 if isinstance(form, BaseForm) and form.has_errors else 200)
