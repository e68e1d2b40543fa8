"""`python -m benchmarks [SECTION …]`: measure, and print the table. All sections and both databases without arguments."""

import argparse
import os
import platform
import signal
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module

from benchmarks import databases, load, results
from benchmarks.plan import Plan
from benchmarks.results import Row
from benchmarks.section import Bench

SECTIONS = ("search", "needs", "pages", "posting", "queries", "memory", "weight", "start", "meetings", "surveys")
"""Each is a module with `measure`, in the order of the run: the large database is filled by the first that needs it."""


def main() -> None:
    asked = _asked()
    load.check_program()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that every server is stopped, too.
    plan = Plan(concerns=asked.concerns, few_concerns=min(Plan.few_concerns, asked.concerns), rounds=asked.rounds)
    begun = time.monotonic()
    tables = {}
    for kind in asked.database or databases.BOTH:
        with databases.of_kind(kind) as maker:
            bench = Bench(maker, plan)
            rows = [row for name in SECTIONS if name in asked.sections for row in _measured(name, bench)]
            tables[bench.kind] = rows
    for kind, rows in tables.items():
        print(f"\n{kind}\n{results.table(rows)}")
    every = [row for rows in tables.values() for row in rows]
    missed = sum(row.reached is False for row in every)
    cores, minutes = os.cpu_count(), (time.monotonic() - begun) / 60
    print(f"\n{missed} of {sum(row.reached is not None for row in every)} limits missed. ", end="")
    print(f"Python {platform.python_version()}, {cores} cores, {minutes:.1f} minutes.")


def _measured(name: str, bench: Bench) -> Iterator[Row]:
    """The rows of a section, told as they come. A section that breaks is a limit missed, not the end of the run."""
    try:
        measure: Callable[[Bench], Iterator[Row]] = import_module(f"benchmarks.{name}").measure
        for row in measure(bench):
            print(f"{bench.kind}: {' | '.join(filter(None, row.cells))}", file=sys.stderr)
            yield row
    except Exception as fault:
        if "BENCH_LOUD" in os.environ:
            raise
        yield results.missing(name, f"{type(fault).__name__}: {str(fault).splitlines()[-1]}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", default=SECTIONS, metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--database", action="append", choices=databases.BOTH, help="only this one")
    parser.add_argument("--concerns", type=int, default=Plan.concerns, help="fewer for a quick try")
    parser.add_argument("--rounds", type=int, default=Plan.rounds, help="every figure is the median of so many")
    asked = parser.parse_args()
    if unknown := set(asked.sections) - set(SECTIONS):
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    return asked


if __name__ == "__main__":
    main()
