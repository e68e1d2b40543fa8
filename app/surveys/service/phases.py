"""A campaign goes from phase to phase, a step back with a reason, stops, or is finished. Every step is dated and stays."""

from uuid import UUID

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.surveys.models import Campaign, PhaseStep
from app.surveys.queries import overview
from app.surveys.rules import phases as rules
from app.surveys.rules.kinds import CampaignState, Phase
from app.surveys.service import doors
from app.surveys.service.campaigns import changed


def go_on(*, campaign: Campaign, seen: int, reason: str = "", account_id: UUID | None) -> None:
    """Go to the next phase. `seen` is the phase on the page whose button was pressed: a second press changes nothing.

    Raises RuleBroken while something is missing. When the main survey ends, all doors are forgotten (A-34).
    """
    overview.hold(campaign)
    rules.check_running(campaign.state)
    if campaign.phase == seen + 1:
        return
    rules.check_seen(campaign.phase, seen)
    wanted = rules.next_phase(campaign.phase)
    if wanted is None:
        raise RuleBroken(_("Das ist die letzte Phase. Sie können die Befragung jetzt abschließen."))
    _check_ready(campaign)
    if rules.needs_reason(campaign.phase):
        rules.check_reason(reason)
    rules.check_length(reason, rules.LONGEST_TEXT, field="reason")
    if wanted > Phase.MAIN_SURVEY:
        doors.forget(campaign)
    _step(campaign, wanted, reason=reason, act="campaign.phase", account_id=account_id)


def go_back(*, campaign: Campaign, seen: int, reason: str, account_id: UUID | None) -> None:
    """Go one phase back. A second press of the same button changes nothing."""
    overview.hold(campaign)
    rules.check_running(campaign.state)
    if campaign.phase == seen - 1:
        return
    rules.check_seen(campaign.phase, seen)
    rules.check_reason(reason, field="why")
    wanted = rules.phase_before(campaign.phase)
    if wanted is None:
        raise RuleBroken(_("Davor gibt es keine Phase."))
    _step(campaign, wanted, reason=reason, act="campaign.back", account_id=account_id)


def stop(*, campaign: Campaign, reason: str, is_public: bool, account_id: UUID | None) -> None:
    """End a campaign early: it takes nothing more in, forgets its doors and, if wanted, tells everybody why (A-01)."""
    overview.hold(campaign)
    if campaign.state is CampaignState.STOPPED:
        return
    rules.check_running(campaign.state)
    rules.check_reason(reason)
    doors.forget(campaign)
    campaign.state, campaign.stop_reason, campaign.is_stop_public = CampaignState.STOPPED, reason, is_public
    campaign.is_public = campaign.is_public or is_public
    _step(campaign, campaign.phase, reason=reason, act="campaign.stop", account_id=account_id)


def finish(*, campaign: Campaign, account_id: UUID | None) -> None:
    """Say that a campaign is done, when its groups stand on their own feet."""
    overview.hold(campaign)
    if campaign.state is CampaignState.FINISHED:
        return
    rules.check_running(campaign.state)
    if campaign.phase is not Phase.FOLLOW_UP:
        raise RuleBroken(_("Abschließen können Sie die Befragung in der letzten Phase. Vorher können Sie sie beenden."))
    _check_ready(campaign)
    campaign.state = CampaignState.FINISHED
    _step(campaign, campaign.phase, reason="", act="campaign.finish", account_id=account_id)


def _check_ready(campaign: Campaign) -> None:
    standing = overview.standing_of(campaign, today=clock.today())
    if standing.missing:
        raise RuleBroken(_("Bevor es weitergeht, schreiben Sie bitte auf, was hier noch fehlt."))
    if standing.lacks:
        raise RuleBroken(_("Die Gespräche können noch nicht beginnen. Auf dieser Seite steht, was noch fehlt."))


def _step(campaign: Campaign, wanted: Phase, *, reason: str, act: str, account_id: UUID | None) -> None:
    """Take a step and write down for ever when, by whom and why."""
    before = campaign.phase
    campaign.phase_number = int(wanted)
    db.session.add(
        PhaseStep(
            campaign_id=campaign.id,
            before=int(before),
            after=int(wanted),
            state=campaign.state,
            reason=reason,
            account_id=account_id,
        )
    )
    changed(campaign, act=act, account_id=account_id, note=f"{int(before)} → {int(wanted)}")
