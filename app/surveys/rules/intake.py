"""When a campaign takes talks in, and why it does not."""

from enum import StrEnum

from app.surveys.rules.kinds import AccessMode, CampaignState, Phase


class Closed(StrEnum):
    """Why nothing is taken in."""

    STOPPED = "stopped"
    NOT_YET = "not_yet"
    OVER = "over"
    NOT_ONLINE = "not_online"


LAST = Phase.EVALUATION
"""Talks that waited on a phone or on paper are still taken while the answers are read."""


def why_closed(*, state: CampaignState, phase: Phase, has_version: bool) -> Closed | None:
    """Why no talk of the door or on paper can be taken in; None: it can (A-01)."""
    if state is not CampaignState.RUNNING:
        return Closed.STOPPED if state is CampaignState.STOPPED else Closed.OVER
    if phase < Phase.MAIN_SURVEY or not has_version:
        return Closed.NOT_YET
    return Closed.OVER if phase > LAST else None


def why_closed_online(*, state: CampaignState, phase: Phase, has_version: bool, access: AccessMode) -> Closed | None:
    """Why nobody can answer online; None: they can. Online ends with the main survey."""
    if closed := why_closed(state=state, phase=phase, has_version=has_version):
        return closed
    if access is AccessMode.CLOSED:
        return Closed.NOT_ONLINE
    return Closed.OVER if phase > Phase.MAIN_SURVEY else None
