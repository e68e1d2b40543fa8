"""People are invited, and those who were hear when something changes. Nobody gets the same mail twice."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from uuid import UUID

from app.kernel import clock
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.mailing import queries as mailing_queries
from app.mailing import service as mailing
from app.mailing.rules import Letter, Purpose
from app.meetings.models import Meeting
from app.meetings.queries import planning as queries
from app.meetings.rules.kinds import InvitationChannel, MeetingState
from app.meetings.service import changing, letters
from app.places import queries as places

REMINDED_BEFORE = timedelta(days=2)


def subjects_of(meeting: Meeting) -> list[str]:
    """To whose subscribers a meeting matters: those of its forums and Ortsteile, or of all Ortsteile."""
    keys = sorted(places.keys()) if meeting.is_city_wide else [place.key for place in meeting.ortsteile]
    return [*(f"forum:{forum.slug}" for forum in meeting.forums), *(f"ortsteil:{key}" for key in keys)]


def count_invited(meeting: Meeting) -> int:
    """How many people an invitation by mail would reach today."""
    return mailing_queries.count_confirmed(purpose=Purpose.INVITATIONS, subjects=subjects_of(meeting), today=clock.today())


def invite(*, meeting: Meeting, channels: Collection[InvitationChannel], account_id: UUID | None) -> int:
    """Note on which ways people are invited, and send the mails if mail is one of them. Says how many mails wait now.

    Whoever has this invitation already gets no second one: later calls reach those who have subscribed since.
    """
    if meeting.state is not MeetingState.ANNOUNCED:
        raise RuleBroken(_("Kündigen Sie das Treffen bitte zuerst an."))
    count = 0
    if InvitationChannel.MAIL in channels:
        if _is_past(meeting):
            raise RuleBroken(_("Dieses Treffen ist schon vorbei. Einladen können Sie nicht mehr."), field="channels")
        count = sum(_invite(meeting, subject) for subject in subjects_of(meeting))
    used = {*meeting.invitation_channels, *(channel.value for channel in channels), InvitationChannel.PAGE.value}
    meeting.invitation_channels = [channel.value for channel in InvitationChannel if channel.value in used]
    meeting.invited_on = meeting.invited_on or clock.today()
    changing.changed(meeting, act="meeting.invite", account=account_id, note=str(count))
    return count


def tell_changed(meeting: Meeting) -> int:
    """Tell those invited that the time or the place is another one. Says how many mails wait now."""
    return _tell_invited(meeting, letters.change, f"change:{meeting.calendar_sequence}")


def tell_cancelled(meeting: Meeting) -> int:
    """Tell those invited that a meeting does not take place. Says how many mails wait now."""
    return _tell_invited(meeting, letters.cancellation, f"cancellation:{meeting.calendar_sequence}")


def tell_reopened(meeting: Meeting) -> int:
    """Tell those invited that a meeting takes place after all. Says how many mails wait now."""
    return _tell_invited(meeting, letters.return_after_all, f"return:{meeting.calendar_sequence}")


def remind_due() -> int:
    """Remind of the meetings of the next two days, unless people were invited only now. Says how many mails wait now."""
    today = clock.today()
    due = queries.to_remind_of(after=today, until=today + REMINDED_BEFORE)
    return sum(_tell_invited(each, letters.reminder, f"reminder:{each.first_day}") for each in due)


def _invite(meeting: Meeting, subject: str) -> int:
    """Invite the subscribers of one subject: all of them, or those who have come since the last time."""
    last = meeting.invited_subjects.get(subject)
    count = _tell(
        meeting, subject, letters.invitation, "invitation", confirmed_after=datetime.fromisoformat(last) if last else None
    )
    meeting.invited_subjects = {**meeting.invited_subjects, subject: clock.now().isoformat()}
    return count


def _tell_invited(meeting: Meeting, write: Callable[[Meeting], Letter], cause: str) -> int:
    """Tell those to whom the invitation went, as long as the meeting lies ahead."""
    if _is_past(meeting):
        return 0
    return sum(_tell(meeting, subject, write, cause) for subject in meeting.invited_subjects)


def _tell(
    meeting: Meeting,
    subject: str,
    write: Callable[[Meeting], Letter],
    cause: str,
    confirmed_after: datetime | None = None,
) -> int:
    return mailing.tell(
        purpose=Purpose.INVITATIONS,
        subject=subject,
        letter=lambda _language: write(meeting),
        dedupe=f"meeting:{meeting.id}:{cause}",
        confirmed_after=confirmed_after,
    )


def _is_past(meeting: Meeting) -> bool:
    return meeting.last_day < clock.today()
