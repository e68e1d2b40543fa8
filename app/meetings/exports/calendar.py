"""Meetings for calendar programs: iCalendar (RFC 5545), one meeting or a feed that people subscribe to.

A meeting keeps its UID for ever and raises its SEQUENCE with every change that people must hear of; a cancelled one stays.
Where only a month or a year is known, there is nothing to put into a calendar.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from flask import current_app
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vDuration

from app.kernel import clock, publisher
from app.kernel.i18n import gettext as _
from app.kernel.mail import Method
from app.kernel.pages import address_of
from app.meetings import labels
from app.meetings.exports import words
from app.meetings.models import Meeting
from app.meetings.rules.kinds import MeetingState, Precision

MAKER = "-//Ortsstimme//Treffen//DE"
REFRESH = timedelta(hours=6)
EXACT = frozenset({Precision.TIME, Precision.DAY})
"""Only what is known to the day at least can stand in a calendar."""
SEASONS = (
    (TimezoneDaylight, "CEST", "1981-03-29T02:00", 3, 1, 2),
    (TimezoneStandard, "CET", "1996-10-27T03:00", 10, 2, 1),
)
"""When the clocks change here: name, since when this rule holds, month, hours before UTC until then and from then on."""


def fits(meeting: Meeting) -> bool:
    """Whether a meeting can stand in a calendar."""
    return meeting.precision in EXACT


def of_meeting(meeting: Meeting, method: Method | None = None) -> str:
    """One meeting. Without a method it is a file to take along; with one it belongs to a mail of that kind."""
    calendar = _calendar([meeting])
    if method is not None:
        calendar.add("method", method.value)
    if method is not None and (organizer := _organizer()):
        calendar.events[0].add("organizer", organizer)
    return _written(calendar)


def feed(meetings: Iterable[Meeting], *, name: str) -> str:
    """Many meetings under a name, to subscribe to."""
    calendar = _calendar(meetings)
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    calendar.add("x-wr-timezone", clock.LOCAL.key)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    return _written(calendar)


def _calendar(meetings: Iterable[Meeting]) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", MAKER)
    calendar.add("calscale", "GREGORIAN")
    calendar.add_component(_timezone())
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    return calendar


def _written(calendar: Calendar) -> str:
    return str(calendar.to_ical(), "utf-8")


def _event(meeting: Meeting) -> Event:
    """One meeting. DTSTAMP is its last change, so that a calendar without changes keeps its bytes."""
    event = Event()
    event.add("uid", f"{meeting.id}@{urlsplit(current_app.config['SETTINGS'].public_url).hostname}")
    event.add("dtstamp", meeting.changed_at.astimezone(UTC))
    event.add("created", meeting.created_at.astimezone(UTC))
    event.add("last-modified", meeting.changed_at.astimezone(UTC))
    event.add("sequence", meeting.calendar_sequence)
    event.add("status", "CANCELLED" if _is_cancelled(meeting) else "CONFIRMED")
    event.add("summary", _summary(meeting))
    event.add("description", "\n".join(line for line in _description(meeting) if line))
    if where := words.where(meeting):
        event.add("location", where)
    event.add("url", _address(meeting))
    hosts = [*(forum.name for forum in meeting.forums), *(gremium.name for gremium in meeting.gremien)]
    event.add("categories", [str(labels.KINDS[meeting.kind]), *hosts])
    _add_times(event, meeting)
    return event


def _add_times(event: Event, meeting: Meeting) -> None:
    """Hours on the clocks here, or whole days: their end is the day after the last one."""
    if meeting.starts_at is None:
        event.add("dtstart", meeting.first_day)
        event.add("dtend", meeting.last_day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    event.add("dtstart", _on_the_wall(meeting.starts_at))
    if meeting.ends_at is not None:
        event.add("dtend", _on_the_wall(meeting.ends_at))


def _on_the_wall(moment: datetime) -> datetime:
    """The time here; in UTC for the hour that comes again in October, which programs take for the first one."""
    local = clock.local(moment)
    return moment.astimezone(UTC) if local.fold else local


def _summary(meeting: Meeting) -> str:
    return _("Abgesagt: %(title)s", title=meeting.title) if _is_cancelled(meeting) else meeting.title


def _description(meeting: Meeting) -> Iterator[str]:
    """What people want to know before they go, and where more stands."""
    if _is_cancelled(meeting):
        yield _("Dieses Treffen fällt aus.")
        yield meeting.cancelled_reason
    yield meeting.purpose
    if meeting.online_link:
        yield _("Online dabei sein: %(address)s", address=meeting.online_link)
    if access := words.access(meeting):
        yield _("Gut zu wissen: %(access)s", access=access)
    if meeting.access_note:
        yield meeting.access_note
    if languages := labels.interpreted(meeting):
        yield _("Es wird gedolmetscht: %(languages)s", languages=languages)
    if titles := [item.title for item in meeting.items if item.is_public]:
        yield _("Darum geht es:")
        yield from (f"- {title}" for title in titles)
    yield _("Mehr dazu: %(address)s", address=_address(meeting))


def _is_cancelled(meeting: Meeting) -> bool:
    return meeting.state is MeetingState.CANCELLED


def _address(meeting: Meeting) -> str:
    return address_of("meetings.show", meeting_id=meeting.id)


def _organizer() -> vCalAddress | None:
    """Who sends the mails, if somebody does."""
    _name, address = parseaddr(current_app.config["SETTINGS"].mail_from)
    if not address:
        return None
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = publisher.name()
    return organizer


def _timezone() -> Timezone:
    """The time that holds here, as a rule of two lines instead of a list of a hundred days."""
    zone = Timezone()
    zone.add("tzid", clock.LOCAL.key)
    for kind, name, since, month, before, after in SEASONS:
        season = kind()
        season.add("dtstart", datetime.fromisoformat(since))
        season.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        season.add("tzname", name)
        season.add("tzoffsetfrom", timedelta(hours=before))
        season.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(season)
    return zone
