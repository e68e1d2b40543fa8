"""Which meeting is the assembly of a campaign. How long contact slips are kept follows by the job of those who keep them."""

from uuid import UUID

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import Meeting
from app.meetings.rules.kinds import MeetingState
from app.surveys.models import Campaign
from app.surveys.queries import overview
from app.surveys.rules import phases as rules
from app.surveys.service.campaigns import changed


def choose(*, campaign: Campaign, meeting: Meeting, account_id: UUID | None) -> None:
    """Let this meeting be the assembly of a campaign. The same one again changes nothing."""
    overview.hold(campaign)
    rules.check_running(campaign.state)
    if meeting.state is MeetingState.CANCELLED:
        raise RuleBroken(_("Dieses Treffen ist abgesagt. Wählen Sie bitte ein anderes."), field="meeting")
    _set(campaign, meeting.id, note=meeting.subject, account_id=account_id)


def unset(*, campaign: Campaign, account_id: UUID | None) -> None:
    """Let a campaign have no assembly any more. The meeting itself stays as it is."""
    overview.hold(campaign)
    rules.check_running(campaign.state)
    _set(campaign, None, note="", account_id=account_id)


def _set(campaign: Campaign, meeting_id: UUID | None, *, note: str, account_id: UUID | None) -> None:
    if campaign.assembly_id != meeting_id:
        campaign.assembly_id = meeting_id
        changed(campaign, act="campaign.assembly", account_id=account_id, note=note)
