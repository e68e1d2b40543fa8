"""What waits, as a list; one act on many; and the way back."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.accounts import queries as accounts
from app.concerns.queries import public, steps, work
from app.concerns.queries.work import Ids, Wish
from app.concerns.service import reviewing
from app.concerns.staff_forms import ManyForm, QueueForm, UndoForm
from app.concerns.staff_views import bp
from app.forums import queries as forums
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.kernel.i18n import number as written
from app.moderation import queries as moderation
from app.moderation.rules import WARNED_BEFORE
from app.places import queries as places

BATCH = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, kw_only=True)
class Task:
    """What somebody looks at: the own area, the part of it that was asked for, and the form to act on many."""

    area: frozenset[str]
    asked: QueueForm
    form: ManyForm

    @property
    def matching(self) -> Ids:
        return work.matching(self.area, _wish(self.asked), dying_until=clock.today() + WARNED_BEFORE)


@bp.get("/arbeit/anliegen")
@requires("concerns.review")
def queue() -> ResponseReturnValue:
    return _show(_task())


@bp.post("/arbeit/anliegen/viele")
@requires("concerns.review")
def many_submit() -> ResponseReturnValue:
    task = _task(request.form)
    if task.form.validate():
        with rules_shown_in(task.form):
            batch_id = _do(task.form, _meant(task))
            return http.see_other(url_for("concerns_work.queue", **task.asked.address(), getan=batch_id))
    return _show(task)


@bp.post("/arbeit/anliegen/rueckgaengig")
@requires("concerns.review")
def undo_submit() -> Response:
    """Take one act back, whether it changed one concern or thousands."""
    asker, form = accounts.asker(), UndoForm(request.form)
    if form.batch is None:
        raise NotFound
    steps.get_batch(asker.account_id, forums.area_of(asker), form.batch)
    undone = reviewing.undo(batch_id=form.batch, account=asker.account_id)
    where: dict[str, Any] = {"getan": undone.batch_id, "rest": undone.left or None}
    if form.number.data and work.find_for(asker, form.number.data):
        return http.see_other(url_for("concerns_work.concern", number=form.number.data, **where))
    return http.see_other(url_for("concerns_work.queue", **where))


def done(batch_id: str) -> steps.Batch | None:
    """The act that has just been done, as far as the one who asks may know about it."""
    if not BATCH.fullmatch(batch_id):
        return None
    asker = accounts.asker()
    try:
        return steps.get_batch(asker.account_id, forums.area_of(asker), UUID(batch_id))
    except NotFound:
        return None


def _task(sent: MultiDict[str, str] | None = None) -> Task:
    area, names, topics = forums.area_of(accounts.asker()), places.names(), public.all_topics()
    asked, form = QueueForm(request.args), ManyForm(sent)
    mine = {key: name for key, name in names.items() if key in area}
    asked.offer(ortsteile=mine, topics=topics, languages=work.languages_in(area))
    form.offer_reasons(reasons=moderation.active_reasons())
    form.offer_places(ortsteile=names, topics=topics)
    if not asked.validate():
        raise NotFound
    return Task(area=area, asked=asked, form=form)


def _show(task: Task) -> Response:
    asked, wanted = task.asked, task.matching
    concerns = work.page(wanted, oldest_first=_wish(asked).oldest_first, after=asked.nach.data)
    shown, total = concerns[: work.PAGE], work.count(wanted)
    task.form.anzahl.data = total
    return http.show_form(
        "concerns/staff/queue.html",
        task.form,
        asked=asked,
        concerns=shown,
        total=total,
        talks=work.talks_about(shown),
        further=shown[-1].sequence if len(concerns) > work.PAGE else None,
        done=done(request.args.get("getan", "")),
        left=request.args.get("rest", 0, type=int),
    )


def _wish(asked: QueueForm) -> Wish:
    return Wish(
        show=asked.shown,
        ortsteil=asked.ortsteil.data or "",
        topic=asked.thema.data or "",
        channel=asked.channel,
        language=asked.sprache.data or "",
        has_hints=asked.hinweise.data,
        is_suspicious=asked.auffaellig.data,
        is_imported=asked.eingelesen.data,
    )


def _meant(task: Task) -> Ids:
    """The concerns that somebody means: the ticked ones, or all that match, if they are still as many as the page said."""
    if task.form.umfang.data != "alle":
        return work.chosen(task.area, request.form.getlist("nummer"))
    wanted = task.matching
    now = work.count(wanted)
    if now != task.form.anzahl.data:
        raise RuleBroken(
            _("Inzwischen sind es %(number)s Anliegen. Sehen Sie bitte noch einmal nach.", number=written(now)),
            field="umfang",
        )
    return wanted


def _do(form: ManyForm, wanted: Ids) -> UUID:
    account, said = accounts.asker().account_id, form.answers()
    match said["act"]:
        case "give_back":
            return reviewing.give_back(wanted=wanted, **form.statement(), account=account)
        case "move":
            return reviewing.move(
                wanted=wanted,
                ortsteil_key=said["ortsteil_key"] or "",
                topic_key=said["topic_key"] or "",
                direction=said["direction"],
                account=account,
            )
        case _:
            return reviewing.publish(wanted=wanted, account=account)
