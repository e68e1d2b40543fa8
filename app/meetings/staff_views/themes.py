"""What becomes of a theme that got dots: an action group, a task, an item of the next agenda, a word for a concern."""

from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.concerns.models import Concern
from app.concerns.queries import promises
from app.concerns.rules import number_of
from app.kernel import clock, http
from app.kernel.access import requires
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.fields import PlainForm
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.meetings.models import DotOption, DotPoll, Meeting
from app.meetings.queries import dots as queries
from app.meetings.queries import meetings
from app.meetings.service import dots as service
from app.meetings.service import groups
from app.meetings.staff_forms.dots import NextMeetingForm, OptionForm
from app.meetings.staff_views import bp
from app.meetings.staff_views.dots import to_wall


@bp.get("/arbeit/treffen/<uuid:meeting_id>/punkte/<uuid:poll_id>/<uuid:option_id>")
@requires("meetings.manage")
def theme(meeting_id: UUID, poll_id: UUID, option_id: UUID) -> ResponseReturnValue:
    return _show(*_theme(meeting_id, poll_id, option_id))


@bp.post("/arbeit/treffen/<uuid:meeting_id>/punkte/<uuid:poll_id>/<uuid:option_id>")
@requires("meetings.manage")
def theme_submit(meeting_id: UUID, poll_id: UUID, option_id: UUID) -> ResponseReturnValue:
    """Say anew what stands on the card."""
    found, poll, option = _theme(meeting_id, poll_id, option_id)
    form = OptionForm(request.form)
    if form.validate():
        with rules_shown_in(form):
            service.change_option(
                meeting=found, option=option, title=form.title.data or "", concern=_concern(form), account_id=_account()
            )
            return to_wall(poll, "thema")
    return _show(found, poll, option, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/punkte/<uuid:poll_id>/<uuid:option_id>/aktionsgruppe")
@requires("meetings.manage")
def found_from_theme_submit(meeting_id: UUID, poll_id: UUID, option_id: UUID) -> ResponseReturnValue:
    """Let an action group begin with one press."""
    found, poll, option = _theme(meeting_id, poll_id, option_id)
    form = PlainForm()
    if form.validate():
        with rules_shown_in(form):
            group = groups.found_from(option=option, meeting=found, account_id=_account())
            return http.see_other(url_for("meetings_work.group", group_id=group.id, gesagt="neu"))
    return _show(found, poll, option, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/punkte/<uuid:poll_id>/<uuid:option_id>/tagesordnung")
@requires("meetings.manage")
def theme_to_agenda_submit(meeting_id: UUID, poll_id: UUID, option_id: UUID) -> ResponseReturnValue:
    """Put a theme on the agenda of a coming meeting."""
    found, poll, option = _theme(meeting_id, poll_id, option_id)
    form = _offered(found, NextMeetingForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            wanted = meetings.get_for(accounts.asker(), UUID(form.meeting.data))
            item = service.to_agenda(option=option, meeting=wanted, account_id=_account())
            where = url_for("meetings_work.agenda", meeting_id=wanted.id, _anchor=f"punkt-{item.id}")
            return http.see_other(where)
    return _show(found, poll, option, form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/punkte/<uuid:poll_id>/<uuid:option_id>/entfernen")
@requires("meetings.manage")
def remove_theme_submit(meeting_id: UUID, poll_id: UUID, option_id: UUID) -> ResponseReturnValue:
    """Take a theme off the wall."""
    found, poll, option = _theme(meeting_id, poll_id, option_id)
    form = PlainForm()
    with rules_shown_in(form):
        service.remove_option(meeting=found, poll=poll, option=option, account_id=_account())
    return _show(found, poll, option, form) if form.has_errors else to_wall(poll, "weg")


def _show(found: Meeting, poll: DotPoll, option: DotOption, form: BaseForm | None = None) -> Response:
    """The page of a theme with all its forms; `form` is the one that could not be taken."""
    concern = queries.concern_of(option)
    card = OptionForm(data={"title": option.title, "concern": concern.number if concern else ""})
    given = {type(each): each for each in (card, *([form] if form else []))}
    return http.show_form(
        "meetings/staff/theme.html",
        form or card,
        meeting=found,
        poll=poll,
        option=option,
        concern=concern,
        card=given[OptionForm],
        next_meeting=given.get(NextMeetingForm) or _offered(found, NextMeetingForm()),
        group=queries.founded_from([option]).get(option.id),
    )


def _offered(found: Meeting, form: NextMeetingForm) -> NextMeetingForm:
    form.offer(queries.next_meetings(accounts.asker(), found, today=clock.today()))
    return form


def _concern(form: OptionForm) -> Concern | None:
    """The concern that was named, if the one who asks may say what becomes of it."""
    sequence = form.sequence()
    if sequence is None:
        return None
    try:
        return promises.get_for(accounts.asker(), number_of(sequence))
    except NotFound as missing:
        raise RuleBroken(_("Dieses Anliegen gibt es bei Ihnen nicht."), field="concern") from missing


def _theme(meeting_id: UUID, poll_id: UUID, option_id: UUID) -> tuple[Meeting, DotPoll, DotOption]:
    found = meetings.get_for(accounts.asker(), meeting_id)
    poll = queries.get_poll(found, poll_id)
    return found, poll, queries.get_option(poll, option_id)


def _account() -> UUID:
    return accounts.asker().account_id
