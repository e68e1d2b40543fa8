"""How much memory a worker holds after many different requests, and whether it goes on growing."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import load, posting, release, results
from benchmarks.load import Line
from benchmarks.results import Row
from benchmarks.section import Bench
from benchmarks.servers import Server

LARGEST = 120.0
GROWTH = 5.0
CONNECTIONS = 8
SLICE = 2
LONGEST = 180
"""Seconds after which a round ends in any case. One that is not through by then says nothing."""
LANGUAGES = ("de", "de", "de", "leicht", "en", "ar")


def measure(bench: Bench) -> Iterator[Row]:
    release.ensure(bench.large)
    count = bench.plan.mixed_requests
    with bench.serving() as ours:
        begun = _largest(ours)
        after = [_round(bench, ours, seed) for seed in (1, 2)]
    yield results.known("a worker before its first request", results.figure(begun, "MB"))
    yield results.at_most(f"a worker after {count:,} mixed requests", after[0], LARGEST, "MB")
    growth = (after[1] / after[0] - 1) * 100
    yield results.at_most(f"its growth over the next {count:,}", growth, GROWTH, "%")


def _round(bench: Bench, ours: Server, seed: int) -> float:
    """Send at least so many mixed requests, some seconds at a time."""
    count, done, end = bench.plan.mixed_requests, 0, time.monotonic() + LONGEST
    lines = _mixed(bench, random.Random(seed), count)
    while done < count:
        if time.monotonic() > end:
            raise RuntimeError(f"only {done} of {count} answers in {LONGEST} s")
        seen = load.run(ours.address, lines[done:], connections=CONNECTIONS, seconds=SLICE)
        if seen.errors:
            raise RuntimeError(f"{seen.refused} answers refused, {seen.lost} lost")
        done += seen.requests
    return _largest(ours)


def _mixed(bench: Bench, dice: random.Random, count: int) -> list[Line]:
    """Requests as a busy week has them: mostly single concerns and lists, some searches, some forms, some posts."""
    posts = iter(posting.forms(bench.large, count))
    concerns = bench.large.filled.concerns

    def one() -> Line:
        language, age = dice.choice(LANGUAGES), dice.randrange(concerns)
        pages = {
            f"/{language}/anliegen/{bench.large.number(age)}": 40,
            f"/{language}/anliegen": 10,
            f"/{language}/anliegen?vor={bench.large.filled.sequence(age)}": 10,
            f"/{language}/anliegen?q=Springbrunnen+Laterne": 5,
            f"/{language}/ortsteile/{dice.randrange(1, 54):02}": 10,
            f"/{language}/ortsteile": 3,
            f"/{language}/bedarfe": 5,
            f"/{language}/": 7,
            f"/{language}/anliegen/neu": 5,
            next(posts): 5,
        }
        return dice.choices(list(pages), list(pages.values()))[0]

    return [one() for _ in range(count)]


def _largest(server: Server) -> float:
    """Resident megabytes of the largest worker."""
    return max(_resident(process) for process in server.workers)


def _resident(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    raise RuntimeError(f"process {process} is gone")
