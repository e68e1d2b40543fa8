"""Sentences that may be shown, and those that wait for it."""

from uuid import UUID

from flask import request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.coding import queries
from app.coding.service import quoting
from app.coding.staff_forms import QuoteForm
from app.coding.staff_views import bp
from app.coding.staff_views.sheet import AT, campaign_of, show
from app.kernel import http
from app.kernel.access import requires
from app.kernel.fields import PlainForm
from app.kernel.form import BaseForm, rules_shown_in
from app.surveys.models import Campaign


@bp.get(f"{AT}/zitate")
@requires("conversations.read")
def quotes(slug: str) -> ResponseReturnValue:
    return _show_quotes(campaign_of(slug), PlainForm())


@bp.post(f"{AT}/kodebuch/<uuid:theme_id>/zitate")
@requires("conversations.read")
def quote_submit(slug: str, theme_id: UUID) -> ResponseReturnValue:
    """Write down a sentence that could be shown."""
    campaign, form = campaign_of(slug), QuoteForm(request.form)
    found = queries.get_theme(campaign, theme_id)
    if form.validate():
        with rules_shown_in(form):
            quoting.propose_quote(campaign=campaign, theme=found, direction=form.direction.data, text=form.text.data or "")
            return http.see_other(url_for("coding_work.quotes", slug=slug, gesagt="zitat"))
    return _show_quotes(campaign, form)


@bp.post(f"{AT}/zitate/<uuid:quote_id>/freigeben")
@requires("conversations.read")
def clear_submit(slug: str, quote_id: UUID) -> ResponseReturnValue:
    """Let a quote be shown, in these words."""
    campaign, form = campaign_of(slug), QuoteForm(request.form)
    quote = queries.get_quote(campaign, quote_id)
    if form.validate():
        with rules_shown_in(form):
            quoting.clear_quote(campaign=campaign, quote=quote, text=form.text.data or "", account_id=accounts.own_id())
            return http.see_other(url_for("coding_work.quotes", slug=slug, gesagt="frei"))
    return _show_quotes(campaign, form)


@bp.post(f"{AT}/zitate/<uuid:quote_id>/loeschen")
@requires("conversations.read")
def drop_quote_submit(slug: str, quote_id: UUID) -> ResponseReturnValue:
    campaign = campaign_of(slug)
    quote = queries.get_quote(campaign, quote_id)
    quoting.drop_quote(campaign=campaign, quote=quote, account_id=accounts.own_id())
    return http.see_other(url_for("coding_work.quotes", slug=slug, gesagt="weg"))


def _show_quotes(campaign: Campaign, form: BaseForm) -> ResponseReturnValue:
    return show(
        "coding/staff/quotes.html",
        campaign=campaign,
        form=form,
        quotes=queries.quotes(campaign),
        themes={theme.id: theme for theme in queries.every_theme(campaign)},
    )
