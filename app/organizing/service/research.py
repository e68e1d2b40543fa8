"""The research list is kept; house meetings are added to a listening campaign and taken off."""

from uuid import UUID

from app.kernel import clock
from app.kernel.db import db
from app.meetings.models import Meeting
from app.moderation import service as moderation
from app.organizing.models import ListeningCampaign, ListeningMeeting, ResearchItem
from app.organizing.queries import research as queries
from app.organizing.rules import research as rules
from app.organizing.rules.research import Inquiry
from app.organizing.service.listening import sent_before
from app.surveys.service.campaigns import id_from

FACTS = ("theme", "responsible", "request", "due_on", "answer", "answered_on")


def add(*, listening: ListeningCampaign, inquiry: Inquiry, client_id: str = "", account_id: UUID) -> ResearchItem:
    """Put a line on the list. The same form again puts none."""
    own_id = id_from(f"research\0{listening.id}", client_id) if client_id else None
    if own_id and (there := queries.find_item(own_id)):
        if inquiry_of(there) != inquiry:
            raise sent_before()
        return there
    rules.check(inquiry, today=clock.today())
    item = ResearchItem(listening_id=listening.id, **({"id": own_id} if own_id else {}))
    _take_over(item, inquiry)
    db.session.add(item)
    _log(listening, "research.add", account_id)
    return item


def change(*, listening: ListeningCampaign, item: ResearchItem, inquiry: Inquiry, account_id: UUID) -> None:
    """Say anew what is asked, or write down the answer."""
    rules.check(inquiry, today=clock.today())
    _take_over(item, inquiry)
    _log(listening, "research.change", account_id)


def remove(*, listening: ListeningCampaign, item: ResearchItem, account_id: UUID) -> None:
    """Take a line off the list."""
    db.session.delete(item)
    _log(listening, "research.remove", account_id)


def inquiry_of(item: ResearchItem) -> Inquiry:
    """What stands in a line now."""
    return Inquiry(**{name: getattr(item, name) for name in FACTS})


def add_meeting(*, listening: ListeningCampaign, meeting: Meeting, account_id: UUID) -> None:
    """A house meeting belongs to this listening campaign. Once is enough."""
    if queries.find_link(listening, meeting.id) is None:
        db.session.add(ListeningMeeting(listening_id=listening.id, meeting_id=meeting.id))
        _log(listening, "listening.meeting", account_id)


def take_meeting_off(*, listening: ListeningCampaign, link: ListeningMeeting, account_id: UUID) -> None:
    """A house meeting belongs to it no more; the meeting stays."""
    db.session.delete(link)
    _log(listening, "listening.no_meeting", account_id)


def _take_over(item: ResearchItem, inquiry: Inquiry) -> None:
    for name in FACTS:
        setattr(item, name, getattr(inquiry, name))
    if item.answer and item.answered_on is None:
        item.answered_on = clock.today()


def _log(listening: ListeningCampaign, act: str, account_id: UUID) -> None:
    db.session.flush()
    moderation.log(act=act, subject=listening.subject, account=account_id)
