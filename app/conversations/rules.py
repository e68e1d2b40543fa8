"""Coarse attributes of a talk, and the day it is kept under. Pure: no database, no clock, no web."""

from datetime import date, timedelta
from enum import StrEnum


class AgeBand(StrEnum):
    """Bands, never dates of birth (methods A-23)."""

    CHILD = "under_14"
    YOUTH = "14_17"
    YOUNG = "18_26"
    MIDDLE = "27_44"
    OLDER = "45_64"
    SENIOR = "65_79"
    OLD = "80_plus"


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"
    DIVERSE = "diverse"


class Tenure(StrEnum):
    TENANT = "tenant"
    OWNER = "owner"


class Channel(StrEnum):
    """How the answers came to us."""

    DOOR = "door"
    PAPER = "paper"
    ONLINE = "online"


FREE_NOTES = "_notes"
"""Under this key lie notes that belong to no question; no question can have it (B-02)."""
MOST_PEOPLE = 60
"""In one group talk."""
MOST_INTERVIEWERS = 4
"""So many of the team lead one talk at most. They go in twos (A-11); somebody may come along to learn."""
WILLINGNESS = range(1, 5)
"""How ready somebody seemed to join in, as the interviewer felt it (A-22)."""
CLOCK_TOLERANCE = timedelta(days=2)


def day_of(told: date | None, received: date, channel: Channel) -> date:
    """The day a talk is kept under: the device's, unless its clock is clearly wrong (B-24).

    On paper somebody has written the day down: it stands, however long ago, unless it is still to come.
    """
    if told is None or channel is Channel.PAPER:
        return min(told or received, received)
    return told if abs(told - received) <= CLOCK_TOLERANCE else received
