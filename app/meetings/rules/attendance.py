"""Who was there, as numbers. Unknown is not zero (methods C-10 to C-12)."""

from collections.abc import Mapping

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _

MOST = 10_000
SMALLEST_GROUP = 5
"""Fewer people than this are never shown by age, language or first visit (methods C-11, D-30)."""


def check(total: int | None, groups: Mapping[str, int]) -> None:
    """Raise RuleBroken when the counts of the groups cannot be true. `total` None means: nobody counted."""
    if any(not 0 <= count <= MOST for count in groups.values()) or not 0 <= (total or 0) <= MOST:
        raise RuleBroken(_("Geben Sie bitte Zahlen von 0 bis 10000 an."), field="total")
    if total is not None and sum(groups.values()) > total:
        raise RuleBroken(_("Die Gruppen ergeben zusammen mehr Menschen, als insgesamt da waren."), field="total")


def unassigned(total: int | None, groups: Mapping[str, int]) -> int:
    """How many belong to no group that was counted."""
    return max(0, (total or 0) - sum(groups.values()))


def may_be_shown(total: int | None, groups: Mapping[str, int], *, smallest: int = SMALLEST_GROUP) -> bool:
    """Whether a breakdown by age, language or first visit may be published: all of it or nothing.

    Every group, and what is left over, is empty or large enough; so nobody can be found by subtraction.
    """
    return total is not None and all(
        count == 0 or count >= smallest for count in (*groups.values(), unassigned(total, groups))
    )
