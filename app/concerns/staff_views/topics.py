"""The topics: what they are called, which are sensitive, and in which order they stand."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.concerns.models import Topic
from app.concerns.queries import public
from app.concerns.service import topics as service
from app.concerns.staff_forms import TopicForm
from app.concerns.staff_views import bp
from app.kernel import http
from app.kernel.access import requires
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _


@bp.get("/arbeit/themen")
@requires("concerns.topics")
def topics() -> ResponseReturnValue:
    saved = [_("Das Thema ist gespeichert.")] if "gesagt" in request.args else []
    return http.show_form("concerns/staff/topics.html", TopicForm(), topics=public.all_topics(), messages=saved)


@bp.get("/arbeit/themen/<key>")
@requires("concerns.topics")
def topic(key: str) -> ResponseReturnValue:
    found = public.get_topic(key)
    return _show(found, TopicForm(obj=found))


@bp.post("/arbeit/themen/<key>")
@requires("concerns.topics")
def topic_submit(key: str) -> ResponseReturnValue:
    found, form = public.get_topic(key), TopicForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            service.change(topic=found, account=accounts.asker().account_id, **form.answers())
            return http.see_other(url_for("concerns_work.topics", gesagt="ja"))
    return _show(found, form)


def _show(found: Topic, form: TopicForm) -> Response:
    return http.show_form("concerns/staff/topic.html", form, topic=found)
