"""The table: what was measured, ours, the limit, how ours compares with it, and whether it is reached."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.load import Pairs

HEADINGS = ("what", "ours", "limit", "ratio", "reached?")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line. Without a limit it is a figure to know (`reached` is None)."""

    what: str
    ours: str
    limit: str = ""
    ratio: str = ""
    reached: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        verdict = {True: "yes", False: "NO", None: ""}[self.reached]
        return (self.what, self.ours, self.limit, self.ratio, verdict)


def at_least(what: str, pairs: Pairs, *, share: float) -> Row:
    """Requests per second that should be this share of an anchor's. The ratio comes from the pairs of single rounds."""
    if pairs.fault:
        return missing(what, pairs.fault)
    limit = f"≥ {share:.0%} of {rate(pairs.anchor_rate)}"
    return Row(what=what, ours=rate(pairs.rate), limit=limit, ratio=f"{pairs.ratio:.0%}", reached=pairs.ratio >= share)


def at_most_as_slow(what: str, pairs: Pairs, *, times: float, of: str) -> Row:
    """The time until half of the answers are there, which may be so many times an anchor's."""
    if pairs.fault:
        return missing(f"{what}, p50", pairs.fault)
    return at_most_times(f"{what}, p50", pairs.p50, pairs.anchor_p50, times=times, of=of)


def at_most(what: str, ours: float, limit: float, unit: str) -> Row:
    """A figure with a fixed upper limit, in a unit: s, MB, KB …"""
    return Row(
        what=what,
        ours=figure(ours, unit),
        limit=f"≤ {figure(limit, unit)}",
        ratio=f"{ours / limit:.0%}",
        reached=ours <= limit,
    )


def at_most_times(what: str, ours: float, base: float, *, times: float, of: str, unit: str = "s") -> Row:
    """A figure that may be so many times another one of the same run; `of` says which."""
    return Row(
        what=what,
        ours=figure(ours, unit),
        limit=f"≤ {times:g} × {of}, {figure(base, unit)}",
        ratio=f"{ours / base:.2f} ×",
        reached=ours <= times * base,
    )


def known(what: str, ours: str) -> Row:
    """A figure without a limit."""
    return Row(what=what, ours=ours)


def missing(what: str, reason: str) -> Row:
    """Something that could not be measured counts as not reached."""
    return Row(what=what, ours=reason, reached=False)


def rate(per_second: float) -> str:
    return f"{per_second:,.0f}/s"


def figure(value: float, unit: str) -> str:
    """Three significant digits; small times are shown in milliseconds."""
    if unit == "s" and value < 0.1:
        value, unit = value * 1000, "ms"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".strip()


def table(rows: Iterable[Row]) -> str:
    """All lines below their headings, in columns."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
