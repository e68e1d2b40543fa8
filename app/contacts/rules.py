"""Purposes and lifetimes of contact slips (methods A-30…A-34). Pure: no database, no clock, no web."""

from datetime import date, timedelta
from enum import StrEnum


class Purpose(StrEnum):
    """What somebody may be contacted for, each ticked by themselves, none beforehand (A-31)."""

    ASSEMBLY_INVITATION = "assembly_invitation"
    RESULTS = "results"
    JOIN_IN = "join_in"
    SKILL = "skill"


class Means(StrEnum):
    """How somebody wants to be reached."""

    LETTER = "letter"
    PHONE = "phone"
    EMAIL = "email"
    MESSAGE = "message"


KEPT_AFTER_ASSEMBLY = timedelta(days=183)
"""Half a year after the assembly a slip is gone."""
KEPT_WITHOUT_ASSEMBLY = timedelta(days=365)
"""As long as no assembly is fixed, a year after the day of consent."""


def delete_on(*, consented_on: date, assembly_on: date | None) -> date:
    """The day on which a slip is gone."""
    return assembly_on + KEPT_AFTER_ASSEMBLY if assembly_on else consented_on + KEPT_WITHOUT_ASSEMBLY
