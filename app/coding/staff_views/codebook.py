"""The codebook: themes, merged and split, with the passages that were found for them."""

from uuid import UUID

from flask import request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.coding import queries
from app.coding.models import Theme
from app.coding.queries import OLDEST
from app.coding.service import codebook as service
from app.coding.staff_forms import MergeForm, QuoteForm, SplitForm, ThemeForm
from app.coding.staff_views import bp
from app.coding.staff_views.sheet import AT, campaign_of, show
from app.concerns.queries import public as topics
from app.kernel import http
from app.kernel.access import requires
from app.kernel.errors import NotFound
from app.kernel.form import rules_shown_in
from app.surveys.models import Campaign


@bp.get(f"{AT}/kodebuch")
@requires("conversations.read")
def codebook(slug: str) -> ResponseReturnValue:
    return _show_codebook(campaign_of(slug), MergeForm())


@bp.post(f"{AT}/kodebuch/zusammenlegen")
@requires("conversations.read")
def merge_submit(slug: str) -> ResponseReturnValue:
    """Several themes go on as one."""
    campaign, form = campaign_of(slug), MergeForm(request.form)
    themes = queries.themes(campaign)
    form.offer(themes)
    if form.validate():
        with rules_shown_in(form):
            chosen = [theme for theme in themes if str(theme.id) in (form.themes.data or ())]
            into = next(theme for theme in themes if str(theme.id) == form.into.data)
            service.merge(campaign=campaign, themes=chosen, into=into, account_id=accounts.own_id())
            return http.see_other(url_for("coding_work.codebook", slug=slug, gesagt="zusammen"))
    return _show_codebook(campaign, form)


def _show_codebook(campaign: Campaign, form: MergeForm) -> ResponseReturnValue:
    themes = queries.themes(campaign)
    form.offer(themes)
    return show(
        "coding/staff/codebook.html",
        campaign=campaign,
        themes=themes,
        form=form,
        versions=queries.versions(campaign),
        topics=topics.topic_labels(),
    )


@bp.get(f"{AT}/kodebuch/neu")
@requires("conversations.read")
def new_theme(slug: str) -> ResponseReturnValue:
    return _show_theme(campaign_of(slug), ThemeForm())


@bp.post(f"{AT}/kodebuch/neu")
@requires("conversations.read")
def new_theme_submit(slug: str) -> ResponseReturnValue:
    campaign, form = campaign_of(slug), ThemeForm(request.form)
    form.offer(topics.all_topics())
    if form.validate():
        with rules_shown_in(form):
            service.add_theme(campaign=campaign, facts=form.facts(), account_id=accounts.own_id())
            return http.see_other(url_for("coding_work.codebook", slug=slug, gesagt="thema"))
    return _show_theme(campaign, form)


@bp.get(f"{AT}/kodebuch/<uuid:theme_id>")
@requires("conversations.read")
def theme(slug: str, theme_id: UUID) -> ResponseReturnValue:
    campaign = campaign_of(slug)
    found, form = queries.get_theme(campaign, theme_id), ThemeForm()
    form.fill_from(found)
    return _show_theme(campaign, form, found)


@bp.post(f"{AT}/kodebuch/<uuid:theme_id>")
@requires("conversations.read")
def theme_submit(slug: str, theme_id: UUID) -> ResponseReturnValue:
    campaign, form = campaign_of(slug), ThemeForm(request.form)
    found = queries.get_theme(campaign, theme_id)
    form.offer(topics.all_topics())
    if form.validate():
        with rules_shown_in(form):
            service.change_theme(campaign=campaign, theme=found, facts=form.facts(), account_id=accounts.own_id())
            return http.see_other(url_for("coding_work.theme", slug=slug, theme_id=found.id, gesagt="thema"))
    return _show_theme(campaign, form, found)


@bp.post(f"{AT}/kodebuch/<uuid:theme_id>/teilen")
@requires("conversations.read")
def split_submit(slug: str, theme_id: UUID) -> ResponseReturnValue:
    """A theme goes on as several; its answers are read again."""
    campaign, form = campaign_of(slug), SplitForm(request.form)
    found = queries.get_theme(campaign, theme_id)
    if form.validate():
        with rules_shown_in(form):
            parts = form.facts(found)
            service.split(campaign=campaign, theme=found, parts=parts, account_id=accounts.own_id())
            return http.see_other(url_for("coding_work.codebook", slug=slug, gesagt="geteilt"))
    facts = ThemeForm()
    facts.fill_from(found)
    return _show_theme(campaign, facts, found, split=form)


def _show_theme(
    campaign: Campaign, form: ThemeForm, found: Theme | None = None, split: SplitForm | None = None
) -> ResponseReturnValue:
    form.offer(topics.all_topics())
    shown = split if split is not None and split.has_errors else form
    return show(
        "coding/staff/theme.html",
        campaign=campaign,
        theme=found,
        facts=form,
        split=split or SplitForm(),
        form=shown,
        passages=queries.passages_of(campaign, found, after=_id()) if found else (),
        quote=QuoteForm(),
    )


def _id() -> UUID:
    try:
        return UUID(request.args["nach"]) if "nach" in request.args else OLDEST[0]
    except ValueError as wrong:
        raise NotFound from wrong
