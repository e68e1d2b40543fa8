"""Tasks across all meetings: what is overdue, what comes, one of them, and how it ends."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.concerns.models import Concern
from app.concerns.queries import promises
from app.concerns.rules import number_of
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.meetings import labels
from app.meetings.models import ActionGroup, AgendaItem, Decision, Meeting, Task
from app.meetings.queries import agenda, groups, meetings, planning
from app.meetings.queries import tasks as queries
from app.meetings.queries.tasks import Standing
from app.meetings.rules import tasks as rules
from app.meetings.rules.kinds import TaskStatus
from app.meetings.service import tasks as service
from app.meetings.staff_forms.tasks import ChangeTaskForm, StepForm, TaskForm, TasksForm
from app.meetings.staff_views import bp

Asked = TypeVar("Asked", bound=TaskForm)


@dataclass(frozen=True, kw_only=True)
class Cause:
    """From where a new task comes. None and empty: from nowhere in particular."""

    meeting: Meeting | None = None
    item: AgendaItem | None = None
    decision: Decision | None = None
    group: ActionGroup | None = None


@bp.get("/arbeit/aufgaben")
@requires("meetings.tasks")
def tasks() -> ResponseReturnValue:
    asker, today, asked = accounts.asker(), clock.today(), TasksForm(request.args)
    asked.offer(planning.reach_of(asker))
    if not asked.validate():
        raise NotFound
    found = queries.page(asker, asked.wish(asker.account_id), today=today, after=asked.place)
    shown = found[: queries.PAGE]
    last = shown[-1].task if len(found) > queries.PAGE else None
    return render_template(
        "meetings/staff/tasks.html",
        asked=asked,
        overdue=[each for each in shown if labels.is_overdue(each.task)],
        others=[each for each in shown if not labels.is_overdue(each.task)],
        steps={each.task.id: _step_form(each.task) for each in shown},
        further=f"{last.due_on.isoformat()}.{last.id.hex}" if last else None,
        number_of=number_of,
        messages=_good_news(),
    )


@bp.get("/arbeit/aufgaben/neu")
@requires("meetings.manage")
def new_task() -> ResponseReturnValue:
    cause = _cause()
    said = {"what": request.args.get("was", ""), "concern": request.args.get("anliegen", "")}
    return _show_new(_offered(TaskForm(data=said)), cause)


@bp.post("/arbeit/aufgaben/neu")
@requires("meetings.manage")
def new_task_submit() -> ResponseReturnValue:
    cause, form = _cause(), _offered(TaskForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            made = service.create(
                what=form.what.data or "",
                owner=form.owner_said(),
                due_on=form.due_on.data,
                meeting=cause.meeting,
                item=cause.item,
                decision=cause.decision,
                concern=_concern(form),
                group=cause.group,
                account_id=_account(),
                client_id=form.client_id.data or "",
            )
            return _to(made, "neu")
    return _show_new(form, cause)


@bp.get("/arbeit/aufgaben/<uuid:task_id>")
@requires("meetings.tasks")
def task(task_id: UUID) -> ResponseReturnValue:
    return _show(queries.get_for(accounts.asker(), task_id))


@bp.post("/arbeit/aufgaben/<uuid:task_id>")
@requires("meetings.manage")
def task_submit(task_id: UUID) -> ResponseReturnValue:
    """Say a task anew."""
    found, form = queries.get_for(accounts.asker(), task_id), _offered(ChangeTaskForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            service.change(
                task=found.task,
                what=form.what.data or "",
                owner=form.owner_said(),
                due_on=form.due_on.data,
                word=form.word.data or "",
                keeps_email=not form.forgets_email.data,
                account_id=_account(),
            )
            return _to(found.task, "geaendert")
    return _show(found, change=form)


@bp.post("/arbeit/aufgaben/<uuid:task_id>/stand")
@requires("meetings.tasks")
def task_step_submit(task_id: UUID) -> ResponseReturnValue:
    """Say how far a task is."""
    found, form = queries.get_for(accounts.asker(), task_id), StepForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            service.step(task=found.task, status=form.status.data, outcome=form.outcome.data or "", account_id=_account())
            if form.back.data == "liste":
                return http.see_other(url_for("meetings_work.tasks", gesagt=form.status.data.value))
            return _to(found.task, form.status.data.value)
    return _show(found, step=form)


def _cause() -> Cause:
    """What the address names as the origin of a task. NotFound for what is not this person's."""
    asker, asked = accounts.asker(), {name: request.args.get(name, type=UUID) for name in ("treffen", "punkt", "beschluss")}
    meeting = meetings.get_for(asker, asked["treffen"]) if asked["treffen"] else None
    group_id = request.args.get("gruppe", type=UUID)
    return Cause(
        meeting=meeting,
        item=agenda.get_item(meeting, asked["punkt"]) if meeting and asked["punkt"] else None,
        decision=queries.get_decision(meeting, asked["beschluss"]) if meeting and asked["beschluss"] else None,
        group=groups.get_for(asker, group_id) if group_id else None,
    )


def _concern(form: TaskForm) -> Concern | None:
    """The concern that was named, if the one who asks may say what becomes of it."""
    sequence = form.concern_sequence()
    if sequence is None:
        return None
    try:
        return promises.get_for(accounts.asker(), number_of(sequence))
    except NotFound as missing:
        raise RuleBroken(_("Dieses Anliegen gibt es bei Ihnen nicht."), field="concern") from missing


def _show_new(form: TaskForm, cause: Cause) -> Response:
    asked = {name: request.args.get(name) for name in ("treffen", "punkt", "beschluss", "gruppe")}
    return http.show_form("meetings/staff/new_task.html", form, cause=cause, asked=asked)


def _show(found: Standing, *, change: ChangeTaskForm | None = None, step: StepForm | None = None) -> Response:
    """The page with both forms; one of them may have come back with wrong answers."""
    if change is None:
        change = _offered(ChangeTaskForm())
        change.fill_from(found.task)
    return http.show_form(
        "meetings/staff/task.html",
        step if step and step.has_errors else change,
        standing=found,
        change=change,
        step=step or StepForm(data={"status": found.task.status, "outcome": found.task.outcome}),
        masked=rules.masked(found.task.owner_email),
        kept_days=rules.ADDRESS_KEPT.days,
        history=queries.steps_of(found.task),
        number_of=number_of,
        messages=_good_news(),
    )


def _offered(form: Asked) -> Asked:
    form.offer(queries.possible_owners(), own_id=_account())
    return form


def _step_form(found: Task) -> StepForm:
    """The small form of one task in a list, with an id of its own on the page."""
    form = StepForm(data={"outcome": found.outcome})
    form.outcome.id = f"ergebnis-{found.id.hex}"
    return form


def _to(found: Task, news: str) -> Response:
    return http.see_other(url_for("meetings_work.task", task_id=found.id, gesagt=news))


def _good_news() -> list[str]:
    news = {
        "neu": _("Die Aufgabe ist aufgeschrieben."),
        "geaendert": _("Ihre Änderungen sind gespeichert."),
        TaskStatus.OPEN.value: _("Die Aufgabe ist wieder offen."),
        TaskStatus.IN_PROGRESS.value: _("Gut. Die Aufgabe ist jetzt in Arbeit."),
        TaskStatus.DONE.value: _("Geschafft! Die Aufgabe ist erledigt."),
        TaskStatus.DROPPED.value: _("Die Aufgabe entfällt."),
    }
    said = request.args.get("gesagt", "")
    return [news[said]] if said in news else []


def _account() -> UUID:
    return accounts.asker().account_id
