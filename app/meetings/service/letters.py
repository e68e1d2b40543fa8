"""The mails that go out around a meeting, short and warm, in the language that is spoken."""

from collections.abc import Iterator

from app.kernel import clock, i18n
from app.kernel.i18n import gettext as _
from app.kernel.mail import Calendar, Method
from app.kernel.pages import address_of
from app.mailing.rules import Letter
from app.meetings import labels
from app.meetings.exports import calendar, words
from app.meetings.models import Meeting


def invitation(meeting: Meeting) -> Letter:
    """Please come, and all that one has to know for that."""
    return _letter(
        meeting,
        subject=_("Einladung für %(day)s: %(title)s", day=_day(meeting), title=meeting.title),
        text=[
            _("wir laden Sie herzlich ein: %(title)s", title=meeting.title),
            meeting.purpose,
            *_facts(meeting),
            _("Sie müssen sich nicht anmelden. Kommen Sie einfach. Wir freuen uns auf Sie!"),
        ],
    )


def change(meeting: Meeting) -> Letter:
    """The time or the place is another one."""
    return _letter(
        meeting,
        subject=_("Geändert: %(title)s, jetzt am %(day)s", day=_day(meeting), title=meeting.title),
        text=[
            _("bei diesem Treffen hat sich etwas geändert: %(title)s", title=meeting.title),
            _("So ist es jetzt:"),
            *_facts(meeting),
            _("Wir freuen uns auf Sie!"),
        ],
    )


def cancellation(meeting: Meeting) -> Letter:
    """It does not take place, and why."""
    return _letter(
        meeting,
        method=Method.CANCEL,
        subject=_("Abgesagt: %(title)s am %(day)s", day=_day(meeting), title=meeting.title),
        text=[
            _("dieses Treffen fällt leider aus: %(title)s", title=meeting.title),
            _("Es war geplant für: %(when)s", when=labels.when(meeting)),
            _("Der Grund: %(reason)s", reason=meeting.cancelled_reason),
        ],
    )


def return_after_all(meeting: Meeting) -> Letter:
    """It was cancelled, and now it takes place."""
    return _letter(
        meeting,
        subject=_("Findet doch statt: %(title)s am %(day)s", day=_day(meeting), title=meeting.title),
        text=[
            _("gute Nachricht: Dieses Treffen findet doch statt: %(title)s", title=meeting.title),
            *_facts(meeting),
            _("Wir freuen uns auf Sie!"),
        ],
    )


def reminder(meeting: Meeting) -> Letter:
    """It is nearly time."""
    return _letter(
        meeting,
        subject=_("Bald ist es so weit: %(title)s am %(day)s", day=_day(meeting), title=meeting.title),
        text=[
            _("wir möchten Sie erinnern: Bald ist dieses Treffen: %(title)s", title=meeting.title),
            *_facts(meeting),
            _("Wir freuen uns auf Sie!"),
        ],
    )


def _letter(meeting: Meeting, *, subject: str, text: list[str], method: Method = Method.PUBLISH) -> Letter:
    parts = [_("Guten Tag,"), *text, _("Alles dazu steht hier:"), address_of("meetings.show", meeting_id=meeting.id)]
    fits = calendar.fits(meeting)
    return Letter(
        subject=subject,
        text="\n\n".join(part for part in parts if part),
        calendar=Calendar(method=method, text=calendar.of_meeting(meeting, method)) if fits else None,
    )


def _facts(meeting: Meeting) -> Iterator[str]:
    """When, where, how easy it is to come, and what it is about."""
    yield _("Wann: %(when)s", when=labels.when(meeting))
    if where := words.where(meeting):
        yield _("Wo: %(where)s", where=where)
    if meeting.online_link:
        yield _("Online dabei sein: %(address)s", address=meeting.online_link)
    if access := words.access(meeting):
        yield _("Gut zu wissen: %(access)s", access=access)
    yield meeting.access_note
    if languages := labels.interpreted(meeting):
        yield _("Es wird gedolmetscht: %(languages)s", languages=languages)
    if titles := [item.title for item in meeting.items if item.is_public]:
        yield "\n".join([_("Darum geht es:"), *(f"- {title}" for title in titles)])


def _day(meeting: Meeting) -> str:
    return i18n.day(clock.local(meeting.starts_at) if meeting.starts_at else meeting.first_day)
