"""Dots on the wall: themes go up, dots are counted, and the meeting says what it takes on."""

from typing import TypeVar
from uuid import UUID

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.concerns.queries import public as concerns_public
from app.kernel import http
from app.kernel.access import requires
from app.kernel.fields import PlainForm
from app.kernel.form import BaseForm, rules_shown_in
from app.kernel.i18n import gettext as _
from app.meetings.models import DotPoll, Meeting
from app.meetings.queries import agenda, meetings
from app.meetings.queries import dots as queries
from app.meetings.rules import dots as rules
from app.meetings.service import dots as service
from app.meetings.staff_forms.dots import CountForm, OptionsForm, PollForm, count_form
from app.meetings.staff_views import bp

AnyOptionsForm = TypeVar("AnyOptionsForm", bound=OptionsForm)


@bp.get("/arbeit/treffen/<uuid:meeting_id>/punkte")
@requires("meetings.manage")
def dots(meeting_id: UUID) -> ResponseReturnValue:
    found = _meeting(meeting_id)
    return _show(found, _offered(found, PollForm()))


@bp.post("/arbeit/treffen/<uuid:meeting_id>/punkte")
@requires("meetings.manage")
def dots_submit(meeting_id: UUID) -> ResponseReturnValue:
    """Put a new wall up."""
    found = _meeting(meeting_id)
    form = _offered(found, PollForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            item_id = form.item_id()
            poll = service.ask(
                meeting=found,
                question=form.question.data or "",
                dots_per_person=form.dots_per_person.data,
                offers=form.offers(),
                item=agenda.get_item(found, item_id) if item_id else None,
                client_id=form.client_id.data or "",
                account_id=_account(),
            )
            return to_wall(poll, "neu")
    return _show(found, form)


@bp.get("/arbeit/treffen/<uuid:meeting_id>/punkte/<uuid:poll_id>")
@requires("meetings.manage")
def wall(meeting_id: UUID, poll_id: UUID) -> ResponseReturnValue:
    found = _meeting(meeting_id)
    return _show_wall(found, queries.get_poll(found, poll_id))


@bp.post("/arbeit/treffen/<uuid:meeting_id>/punkte/<uuid:poll_id>")
@requires("meetings.manage")
def wall_submit(meeting_id: UUID, poll_id: UUID) -> ResponseReturnValue:
    """Write the counts down, and what the meeting takes on."""
    found = _meeting(meeting_id)
    poll = queries.get_poll_to_change(found, poll_id)
    form = _offered_count(poll, count_form(poll)(request.form))
    if form.validate():
        with rules_shown_in(form):
            service.count(
                meeting=found,
                poll=poll,
                dots=form.counts(poll),
                voters=form.voters.data,
                chosen=form.chosen_ids(),
                seen=form.seen.data or "",
                account_id=_account(),
            )
            return to_wall(poll, "gezaehlt")
    form.seen.data = service.print_of(poll)
    return _show_wall(found, poll, counted=form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/punkte/<uuid:poll_id>/themen")
@requires("meetings.manage")
def add_to_wall_submit(meeting_id: UUID, poll_id: UUID) -> ResponseReturnValue:
    """Put more themes on the wall."""
    found = _meeting(meeting_id)
    poll = queries.get_poll_to_change(found, poll_id)
    form = _offered(found, OptionsForm(request.form))
    if form.validate():
        with rules_shown_in(form):
            service.add_options(meeting=found, poll=poll, offers=form.offers(), account_id=_account())
            return to_wall(poll, "dazu")
    return _show_wall(found, poll, more=form)


@bp.post("/arbeit/treffen/<uuid:meeting_id>/punkte/<uuid:poll_id>/entfernen")
@requires("meetings.manage")
def remove_wall_submit(meeting_id: UUID, poll_id: UUID) -> ResponseReturnValue:
    """Take a wall down that was put up by mistake."""
    found, form = _meeting(meeting_id), PlainForm()
    poll = queries.get_poll_to_change(found, poll_id)
    with rules_shown_in(form):
        service.remove(meeting=found, poll=poll, account_id=_account())
    if form.has_errors:
        return _show_wall(found, poll, broken=form)
    return http.see_other(url_for("meetings_work.dots", meeting_id=found.id))


def to_wall(poll: DotPoll, news: str) -> Response:
    """To the counts of a vote, with good news."""
    where = url_for("meetings_work.wall", meeting_id=poll.meeting_id, poll_id=poll.id, gesagt=news)
    return http.see_other(where)


def _show(found: Meeting, form: PollForm) -> Response:
    return http.show_form("meetings/staff/dots.html", form, meeting=found, polls=queries.polls_of(found))


def _show_wall(
    found: Meeting,
    poll: DotPoll,
    *,
    counted: CountForm | None = None,
    more: OptionsForm | None = None,
    broken: BaseForm | None = None,
) -> Response:
    """The counts with all their forms; the one that is given could not be taken."""
    counting = counted or _offered_count(poll, count_form(poll)(data=_counts_of(poll)))
    return http.show_form(
        "meetings/staff/wall.html",
        broken or more or counting,
        meeting=found,
        poll=poll,
        counting=counting,
        more=more or _offered(found, OptionsForm()),
        founded=queries.founded_from(poll.options),
        has_too_many_chosen=rules.has_too_many_chosen(sum(option.is_chosen for option in poll.options)),
        messages=_good_news(),
    )


def _counts_of(poll: DotPoll) -> dict[str, object]:
    """What the form shows at first, beside the dots."""
    chosen = [str(option.id) for option in poll.options if option.is_chosen]
    return {"voters": poll.voters, "chosen": chosen, "seen": service.print_of(poll)}


def _offered(found: Meeting, form: AnyOptionsForm) -> AnyOptionsForm:
    """Put in what can go on the wall."""
    topics = queries.offers_of_topics(concerns_public.active_topics())
    form.offer(agenda=queries.offers_of(found), topics=topics)
    if isinstance(form, PollForm):
        form.offer_items(agenda.items_of(found))
    return form


def _offered_count(poll: DotPoll, form: CountForm) -> CountForm:
    form.chosen.choices = {str(option.id): option.title for option in poll.options}
    return form


def _good_news() -> list[str]:
    news = {
        "neu": _("Die Themen hängen an der Wand."),
        "gezaehlt": _("Die Punkte sind gespeichert."),
        "dazu": _("Die neuen Themen hängen dabei."),
        "thema": _("Das Thema ist geändert."),
        "weg": _("Das Thema hängt nicht mehr an der Wand."),
    }
    said = request.args.get("gesagt", "")
    return [news[said]] if said in news else []


def _meeting(meeting_id: UUID) -> Meeting:
    return meetings.get_for(accounts.asker(), meeting_id)


def _account() -> UUID:
    return accounts.asker().account_id
