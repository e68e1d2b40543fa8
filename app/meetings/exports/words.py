"""What several files say about a meeting, in the language that is spoken."""

from app.meetings import labels
from app.meetings.models import Meeting
from app.meetings.rules.kinds import Access, InvitationChannel


def access(meeting: Meeting) -> str:
    """What makes it easy to come: one line, empty when nothing is known."""
    return ", ".join(str(labels.ACCESS[Access(each)]) for each in meeting.access)


def where(meeting: Meeting) -> str:
    """Place and address in one line."""
    return ", ".join(part for part in (meeting.place, meeting.address) if part)


def channels(meeting: Meeting) -> str:
    """On which ways people were invited: one line."""
    return ", ".join(str(labels.INVITATION_CHANNELS[InvitationChannel(each)]) for each in meeting.invitation_channels)
