"""The way of a meeting from the first idea to minutes that everybody can read, and what comes next on it."""

from dataclasses import dataclass
from enum import StrEnum

from app.meetings.rules.kinds import MeetingState, MinutesState


class Stage(StrEnum):
    """One stage of the way, in their order."""

    PREPARE = "prepare"
    INVITE = "invite"
    WRITE = "write"
    AGREE = "agree"
    APPROVE = "approve"
    PUBLISH = "publish"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a meeting stands. `minutes` is None before anybody has begun to write."""

    state: MeetingState
    has_agenda: bool
    is_over: bool
    minutes: MinutesState | None


def stage_now(standing: Standing) -> Stage | None:
    """What is to be done next. None: everything is done, or the meeting does not take place."""
    match standing.minutes:
        case MinutesState.PUBLISHED:
            return None
        case MinutesState.APPROVED:
            return Stage.PUBLISH
        case MinutesState.AGREED:
            return Stage.APPROVE
        case MinutesState.DRAFT:
            return Stage.AGREE if standing.is_over else Stage.WRITE
    if standing.state is MeetingState.CANCELLED:
        return None
    if standing.state is MeetingState.DRAFT and not standing.is_over:
        return Stage.INVITE if standing.has_agenda else Stage.PREPARE
    return Stage.WRITE


def is_done(stage: Stage, now: Stage | None) -> bool:
    """Whether a stage lies behind."""
    order = list(Stage)
    return now is None or order.index(stage) < order.index(now)
