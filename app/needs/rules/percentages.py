"""Shares and rankings, from protected tables only: what is withheld must not come back as a percentage or a position."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.needs.rules.tables import Flag, ProtectedCell

SMALLEST_BASE = 20
"""A percentage of fewer people sounds more exact than it is."""
TENTH = Decimal("0.1")


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """A percentage with one decimal or a flag, the same in every page and file."""

    percent: Decimal | None = None
    flag: Flag | None = None

    def __post_init__(self) -> None:
        if (self.percent is None) == (self.flag is None):
            raise ValueError("a share has a percentage or a flag")


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranking:
    """Names by published count. Those withheld stand together in alphabetical order: no position gives a size away."""

    shown: tuple[tuple[str, int], ...]
    withheld: tuple[str, ...]


def share(part: ProtectedCell, base: ProtectedCell) -> Share:
    """How much of a published base a published part is."""
    if base.count is None or base.count < SMALLEST_BASE:
        return Share(flag=Flag.NOT_MEANINGFUL)
    if part.count is None:
        return Share(flag=part.flag)
    return Share(percent=(Decimal(100 * part.count) / base.count).quantize(TENTH, ROUND_HALF_UP))


def ranked(cells: Mapping[str, ProtectedCell]) -> Ranking:
    """Largest first, equals by name. What holds nobody is left out."""
    counts = {name: cell.count for name, cell in cells.items() if cell.count is not None}
    return Ranking(
        shown=tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        withheld=tuple(sorted(name for name, cell in cells.items() if cell.flag is Flag.WITHHELD)),
    )
