"""Where staff look after action groups: which there are, what they plan, which of them have no next date."""

from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.concerns.queries import public as concerns_public
from app.concerns.rules import number_of
from app.forums import queries as forums
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.errors import RuleBroken
from app.kernel.form import rules_shown_in
from app.kernel.i18n import gettext as _
from app.meetings.models import ActionGroup, Meeting
from app.meetings.queries import groups as queries
from app.meetings.queries import meetings, planning
from app.meetings.queries import tasks as task_queries
from app.meetings.rules import groups as rules
from app.meetings.service import groups as service
from app.meetings.staff_forms.groups import GroupForm
from app.meetings.staff_views import bp


@bp.get("/arbeit/aktionsgruppen")
@requires("meetings.manage")
def groups() -> ResponseReturnValue:
    found = queries.all_for(accounts.asker(), today=clock.today())
    return render_template("meetings/staff/groups.html", standings=found)


@bp.get("/arbeit/aktionsgruppen/neu")
@requires("meetings.manage")
def new_group() -> ResponseReturnValue:
    """Perhaps founded in a meeting, which `treffen` names."""
    meeting, form = _meeting(), _offered(GroupForm(data={"founded_on": clock.today()}))
    if meeting is not None:
        form.forum.data = str(meeting.forums[0].id) if meeting.forums else ""
        form.founded_on.data = min(meeting.first_day, clock.today())
    elif len(form.own_forums) == 1:
        form.forum.data = form.own_forums[0]
    return _show_new(form, meeting)


@bp.post("/arbeit/aktionsgruppen/neu")
@requires("meetings.manage")
def new_group_submit() -> ResponseReturnValue:
    meeting, form = _meeting(), _offered(GroupForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            _check_looked_after(form, is_settled=meeting is not None)
            made = service.found(
                facts=form.facts(),
                meeting=meeting,
                is_role_address=bool(form.is_role_address.data),
                client_id=form.client_id.data or "",
                account_id=_account(),
            )
            return _to(made, "neu")
    return _show_new(form, meeting)


@bp.get("/arbeit/aktionsgruppen/<uuid:group_id>")
@requires("meetings.manage")
def group(group_id: UUID) -> ResponseReturnValue:
    found, form = queries.get_for(accounts.asker(), group_id), GroupForm()
    form.fill_from(service.facts_of(found))
    return _show(found, _offered(form, found))


@bp.post("/arbeit/aktionsgruppen/<uuid:group_id>")
@requires("meetings.manage")
def group_submit(group_id: UUID) -> ResponseReturnValue:
    found = queries.get_for(accounts.asker(), group_id)
    form = _offered(GroupForm(request.form), found)
    if form.validate():
        with rules_shown_in(form):
            _check_looked_after(form, is_settled=found.forum_id is None)
            is_role_address = bool(form.is_role_address.data)
            service.change(group=found, facts=form.facts(), is_role_address=is_role_address, account_id=_account())
            return _to(found, "geaendert")
    return _show(found, form)


def _show_new(form: GroupForm, meeting: Meeting | None) -> Response:
    return http.show_form("meetings/staff/new_group.html", form, meeting=meeting)


def _show(found: ActionGroup, form: GroupForm) -> Response:
    return http.show_form(
        "meetings/staff/group.html",
        form,
        group=found,
        tasks=task_queries.of_group(found),
        number_of=number_of,
        messages=_good_news(),
    )


def _offered(form: GroupForm, found: ActionGroup | None = None) -> GroupForm:
    """Put the choices in: the forums somebody may plan for, and the one that the group has already."""
    own = dict(planning.reach_of(accounts.asker()).forums)
    if found is not None and found.forum_id is not None:
        own.setdefault(str(found.forum_id), forums.get_forum(found.forum_id).name)
    form.offer(topics=concerns_public.all_topics(), forums=own)
    form.asks_about_address = rules.looks_private(form.contact.data or "") or bool(form.is_role_address.data)
    return form


def _check_looked_after(form: GroupForm, *, is_settled: bool) -> None:
    """Raise RuleBroken for a group that its founder would never see again. `is_settled`: it is theirs without a forum."""
    is_ours = bool(meetings.WHOLE_CITY & accounts.asker().roles) or is_settled or bool(form.forum.data)
    if not is_ours:
        field = "forum" if form.own_forums else None
        raise RuleBroken(_("Zu welchem Forum gehört die Gruppe? Sonst weiß niemand, wer sich um sie kümmert."), field=field)


def _meeting() -> Meeting | None:
    meeting_id = request.args.get("treffen", type=UUID)
    return meetings.get_for(accounts.asker(), meeting_id) if meeting_id else None


def _to(found: ActionGroup, news: str) -> Response:
    return http.see_other(url_for("meetings_work.group", group_id=found.id, gesagt=news))


def _good_news() -> list[str]:
    news = {"neu": _("Die Gruppe ist gegründet."), "geaendert": _("Ihre Änderungen sind gespeichert.")}
    said = request.args.get("gesagt", "")
    return [news[said]] if said in news else []


def _account() -> UUID:
    return accounts.asker().account_id
