"""Public pages: warm beside a constant page, and rendered anew beside a minimal SQLAlchemy page."""

from collections.abc import Iterator

from benchmarks import release, results
from benchmarks.load import Line
from benchmarks.results import Row
from benchmarks.section import ALWAYS_CHANGED, Bench
from benchmarks.servers import Server

SHARE = 0.6
ORTSTEIL = "06"


def addresses(bench: Bench) -> dict[str, str]:
    """The pages that are measured, by their name."""
    return {
        "list": "/de/anliegen",
        "concern": f"/de/anliegen/{bench.large.number(age=50)}",
        "Ortsteil": f"/de/ortsteile/{ORTSTEIL}",
        "needs page": "/de/bedarfe",
    }


def measure(bench: Bench) -> Iterator[Row]:
    release.ensure(bench.large)
    with bench.minimal() as minimal:
        with bench.serving() as ours:
            anchor = (minimal, "/constant")
            for name, address in addresses(bench).items():
                yield from _compared(bench, f"{name}, warm", (ours, address), anchor)
        with bench.serving(ALWAYS_CHANGED) as ours:
            anchor = (minimal, "/rows")
            for name, address in addresses(bench).items():
                yield from _compared(bench, f"{name}, first rendering", (ours, address), anchor)


def _compared(bench: Bench, what: str, ours: tuple[Server, Line], anchor: tuple[Server, Line]) -> Iterator[Row]:
    if (status := ours[0].get(ours[1])[0]) != 200:
        yield results.missing(what, f"status {status}")
        return
    for connections in bench.plan.connections:
        pairs = bench.pairs(ours, anchor, connections=connections)
        yield results.at_least(f"{what}, {connections} conn.", pairs, share=SHARE)
