"""Meetings to take along: calendars, news, and minutes on paper."""

from datetime import timedelta
from uuid import UUID

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from app.directory import queries as directory
from app.forums import queries as forums
from app.kernel import atom, clock, page_store, stamps
from app.kernel import pdf as papers
from app.kernel.access import open_to_all
from app.kernel.errors import NotFound
from app.kernel.i18n import gettext as _
from app.kernel.pages import address_of
from app.meetings.exports import calendar as calendar_files
from app.meetings.exports import minutes_paper
from app.meetings.exports import news as entries_of
from app.meetings.queries import exchange
from app.meetings.queries.exchange import EVERYBODY, Circle
from app.meetings.views import bp
from app.places import queries as places

KEPT = ("meetings", "forums", "places", "directory", "operator")
LOOKING_BACK = timedelta(days=90)
"""So far back meetings stay in a calendar that people subscribe to."""


@bp.get("/treffen/<uuid:meeting_id>/kalender.ics")
@open_to_all
@page_store.kept(*KEPT)
def calendar(meeting_id: UUID) -> Response:
    meeting = exchange.get_meeting(meeting_id)
    if not calendar_files.fits(meeting):
        raise NotFound
    return _calendar(calendar_files.of_meeting(meeting), name=f"treffen-{meeting.first_day}.ics")


@bp.get("/treffen/kalender.ics")
@open_to_all
@page_store.kept(*KEPT, stamps.DAY)
def calendars() -> Response:
    return _feed(EVERYBODY, name=_("Treffen in der ganzen Stadt"))


@bp.get("/foren/<slug>/kalender.ics")
@open_to_all
@page_store.kept(*KEPT, stamps.DAY)
def calendar_of_forum(slug: str) -> Response:
    forum = forums.get_by_slug(slug)
    return _feed(exchange.of_forum(forum.id), name=_("Treffen: %(name)s", name=forum.name))


@bp.get("/ortsteile/<key>/kalender.ics")
@open_to_all
@page_store.kept(*KEPT, stamps.DAY)
def calendar_of_ortsteil(key: str) -> Response:
    place = places.get_ortsteil(key)
    return _feed(exchange.of_ortsteil(place.key), name=_("Treffen: %(name)s", name=place.name))


@bp.get("/verzeichnis/gremien/<slug>/kalender.ics")
@open_to_all
@page_store.kept(*KEPT, stamps.DAY)
def calendar_of_gremium(slug: str) -> Response:
    gremium = directory.get_by_slug(slug)
    return _feed(exchange.of_gremium(gremium.id), name=_("Treffen: %(name)s", name=gremium.name))


@bp.get("/treffen/neues.atom")
@open_to_all
@page_store.kept(*KEPT)
def news() -> Response:
    title, page = _("Neues von den Treffen in der ganzen Stadt"), address_of("meetings.listing")
    return _news(EVERYBODY, "treffen", title=title, page=page, address=address_of("meetings.news"))


@bp.get("/foren/<slug>/neues.atom")
@open_to_all
@page_store.kept(*KEPT)
def news_of_forum(slug: str) -> Response:
    forum = forums.get_by_slug(slug)
    title, page = _("Neues von den Treffen: %(name)s", name=forum.name), address_of("pages.forum", slug=slug)
    address = address_of("meetings.news_of_forum", slug=slug)
    return _news(exchange.of_forum(forum.id), f"foren/{slug}/treffen", title=title, page=page, address=address)


@bp.get("/ortsteile/<key>/neues.atom")
@open_to_all
@page_store.kept(*KEPT)
def news_of_ortsteil(key: str) -> Response:
    place = places.get_ortsteil(key)
    title, page = _("Neues von den Treffen: %(name)s", name=place.name), address_of("pages.ortsteil", key=key)
    address = address_of("meetings.news_of_ortsteil", key=key)
    return _news(exchange.of_ortsteil(key), f"ortsteile/{key}/treffen", title=title, page=page, address=address)


@bp.get("/treffen/<uuid:meeting_id>/protokoll.pdf")
@open_to_all
@page_store.kept(*KEPT)
def pdf(meeting_id: UUID) -> ResponseReturnValue:
    record = exchange.get_record(meeting_id)
    try:
        paper = minutes_paper.paper(record)
    except papers.FontMissing:
        return render_template("meetings/no_paper.html", meeting=record.meeting)
    name = f"protokoll-{record.meeting.first_day}.pdf"
    return _file(paper, "application/pdf", name=name, shown="attachment")


def _feed(circle: Circle, *, name: str) -> Response:
    since = clock.today() - LOOKING_BACK
    found = exchange.for_calendars(circle, since=since, precisions=calendar_files.EXACT)
    return _calendar(calendar_files.feed(found, name=name), name="treffen.ics")


def _calendar(text: str, *, name: str) -> Response:
    return _file(text.encode(), "text/calendar; charset=utf-8", name=name)


def _news(circle: Circle, feed: str, *, title: str, page: str, address: str) -> Response:
    entries = entries_of.entries(exchange.news(circle))
    written = atom.feed(entries, name=feed, title=title, page=page, address=address)
    return _file(written, atom.CONTENT_TYPE, name="neues.atom")


def _file(content: bytes, media_type: str, *, name: str, shown: str = "inline") -> Response:
    """A file under a name. A PDF is handed out: the viewers of some browsers do not work under our strict policy."""
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    return response
