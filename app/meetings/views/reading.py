"""Meetings to read: what lies ahead, what was, one of them whole, and its poster."""

from itertools import groupby
from uuid import UUID

import sqlalchemy as sa
from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.directory import queries as directory
from app.forums import queries as forums
from app.kernel import clock, page_store, stamps
from app.kernel.access import open_to_all
from app.kernel.errors import NotFound
from app.kernel.i18n import current_language
from app.kernel.languages import OFFERED
from app.meetings.exports import calendar as calendar_files
from app.meetings.exports.poster import poster as poster_of
from app.meetings.forms import ListingForm, PosterForm
from app.meetings.models import Meeting
from app.meetings.queries import exchange, points, public, records, search
from app.meetings.queries.exchange import Circle
from app.meetings.queries.public import MeetingPage
from app.meetings.rules import attendance, results
from app.meetings.rules.kinds import Part
from app.meetings.views import bp
from app.places import choice
from app.places import queries as places

FEW = 8
"""So many of the meetings that lie ahead stand large; the others follow as a list."""
KEPT = ("meetings", "forums", "places", "directory", "operator", stamps.DAY)


@bp.get("/treffen")
@open_to_all
@page_store.kept(*KEPT)
def listing() -> ResponseReturnValue:
    form, today = ListingForm(choice.narrowed(request.args)), clock.today()
    form.offer(ortsteile=places.names(), forums=forums.all_active(), gremien=directory.active())
    if not form.validate():
        raise NotFound
    circle = _circle(form)
    if form.question:
        return _found(form, circle)
    page = public.past(circle, today=today, after=form.place)
    return render_template(
        "meetings/listing.html",
        form=form,
        few=FEW,
        ahead=public.coming(circle, today=today) if form.place is None else [],
        years=_by_year(page),
        out=public.published(page.meetings),
        older=_older(page),
    )


@bp.get("/treffen/<uuid:meeting_id>")
@open_to_all
@page_store.kept(*KEPT, "concerns")
def show(meeting_id: UUID) -> ResponseReturnValue:
    meeting, today = exchange.get_meeting(meeting_id), clock.today()
    record = records.of([meeting]).get(meeting.id)
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        record=record,
        opening=record.text(Part.OPENING) if record else "",
        closing=record.text(Part.CLOSING) if record else "",
        points=list(points.points_of(meeting, record)),
        polls=public.dot_polls(meeting) if record else [],
        most_voters_for=results.most_voters_for,
        unassigned=attendance.unassigned(meeting.attendance_total, record.attendance) if record else 0,
        around=public.around(meeting),
        today=today,
        is_over=meeting.last_day < today,
        awaits_minutes=public.awaits_minutes(meeting, today=today),
        has_calendar=calendar_files.fits(meeting),
    )


@bp.get("/treffen/<uuid:meeting_id>/plakat")
@open_to_all
@page_store.kept(*KEPT)
def poster(meeting_id: UUID) -> ResponseReturnValue:
    """A sheet for the wall. `mit` names further languages that stand on it too. Staff choose among more papers."""
    meeting, own = exchange.get_meeting(meeting_id), current_language()
    others = [language for language in OFFERED if language is not own]
    form = PosterForm(MultiDict([("mit", code) for code in _codes() if code != own.code]))
    form.offer(others)
    if not form.validate():
        raise NotFound
    further = [language for language in others if language.code in (form.mit.data or ())]
    sheet = poster_of(meeting, [own, *further])
    return render_template("meetings/poster.html", meeting=meeting, form=form, sheet=sheet)


def _circle(form: ListingForm) -> Circle:
    """Whose meetings are wanted. Raises NotFound for a forum or a Gremium that nobody may see."""
    asked: list[Circle] = []
    if form.ortsteil.data:
        asked.append(exchange.of_ortsteil(form.ortsteil.data))
    if form.forum_slug:
        asked.append(exchange.of_forum(forums.get_by_slug(form.forum_slug).id))
    if form.gremium_slug:
        asked.append(exchange.of_gremium(directory.get_by_slug(form.gremium_slug).id))
    return sa.and_(sa.true(), *asked)


def _found(form: ListingForm, circle: Circle) -> ResponseReturnValue:
    page = public.page(sa.and_(circle, search.having(form.question)), after=form.place)
    out = records.of(page.meetings)
    named = search.items_named(page.meetings, out, form.question)
    return render_template("meetings/listing.html", form=form, page=page, out=out, named=named, older=_older(page))


def _by_year(page: MeetingPage) -> list[tuple[int, list[Meeting]]]:
    return [(year, list(found)) for year, found in groupby(page.meetings, lambda meeting: meeting.first_day.year)]


def _older(page: MeetingPage) -> str | None:
    return f"{page.older[0].isoformat()}.{page.older[1].hex}" if page.older else None


def _codes() -> list[str]:
    """The codes of languages that were asked for, one by one or in one word: `mit=ar,uk`."""
    return [code for part in request.args.getlist("mit") for code in part.split(",") if code]
