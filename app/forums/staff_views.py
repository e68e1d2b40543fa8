"""Where administrators keep the list of forums: what they are, for whom they meet, who looks after them; and posters."""

from typing import Any, TypeVar
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.forums import exports, queries, service, telling
from app.forums.models import Forum
from app.forums.staff_forms import ForumForm, NewForumForm
from app.kernel import http
from app.kernel.access import requires
from app.kernel.errors import NotFound
from app.kernel.form import rules_shown_in
from app.kernel.pages import Capability
from app.kernel.posters import ordering
from app.places import queries as places

bp = Capability("forums_work", __name__)
AnyForumForm = TypeVar("AnyForumForm", bound=ForumForm)


@bp.get("/arbeit/foren")
@requires("forums.manage")
def forums() -> str:
    return render_template("forums/staff/forums.html", forums=queries.all_forums())


@bp.get("/arbeit/foren/neu")
@requires("forums.manage")
def new() -> Response:
    return http.show_form("forums/staff/new.html", _offered(NewForumForm()))


@bp.post("/arbeit/foren/neu")
@requires("forums.manage")
def new_submit() -> Response:
    form = _offered(NewForumForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            forum = service.create(slug=form.slug.data or "", **_said(form))
            return _entrusted(forum, form)
    return http.show_form("forums/staff/new.html", form)


@bp.get("/arbeit/foren/<uuid:forum_id>")
@requires("forums.manage")
def forum(forum_id: UUID) -> Response:
    found = queries.get_forum(forum_id)
    known = {
        "ortsteil_keys": [place.key for place in found.ortsteile],
        "members": [str(member.id) for member in queries.members(found.id)],
    }
    return http.show_form("forums/staff/forum.html", _offered(ForumForm(obj=found, data=known)), forum=found)


@bp.post("/arbeit/foren/<uuid:forum_id>")
@requires("forums.manage")
def forum_submit(forum_id: UUID) -> Response:
    found = queries.get_forum(forum_id)
    form = _offered(ForumForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            service.change(forum=found, is_active=form.is_active.data, **_said(form))
            return _entrusted(found, form)
    return http.show_form("forums/staff/forum.html", form, forum=found)


@bp.get("/arbeit/plakate")
@requires("forums.posters")
def posters() -> str:
    """The forums for which one may print."""
    return render_template("forums/staff/posters.html", forums=queries.looked_after_by(accounts.asker()))


@bp.get("/arbeit/foren/<uuid:forum_id>/plakate")
@requires("forums.posters")
def poster(forum_id: UUID) -> ResponseReturnValue:
    """Posters and hand-outs of a forum: the page that asks, a page to print, or a PDF."""
    found = next((each for each in queries.looked_after_by(accounts.asker()) if each.id == forum_id), None)
    if found is None:
        raise NotFound
    return ordering.answer(
        lambda languages: exports.poster(found, languages),
        name=found.slug,
        usual=telling.languages_of(found),
        title=found.name,
        back=url_for("forums_work.posters"),
    )


def _offered(form: AnyForumForm) -> AnyForumForm:
    form.offer(ortsteile=places.names(), accounts=accounts.all_accounts())
    return form


def _said(form: ForumForm) -> dict[str, Any]:
    names = ("name", "description", "place", "rhythm", "ortsteil_keys")
    return {name: form[name].data for name in names} | {"account_id": accounts.asker().account_id}


def _entrusted(forum: Forum, form: ForumForm) -> Response:
    members = [UUID(member) for member in form.members.data or []]
    service.entrust(forum=forum, member_ids=members, account_id=accounts.asker().account_id)
    return http.see_other(url_for("forums_work.forums"))
