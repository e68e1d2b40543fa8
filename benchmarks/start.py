"""`make run`, the second time: from the command to the first page."""

import http.client
import time
from collections.abc import Iterator

from benchmarks import results, servers
from benchmarks.results import Row
from benchmarks.section import Bench

LONGEST = 3.0
COMMAND = ["make", "--silent", "run"]
PAGE = "/de/"


def measure(bench: Bench) -> Iterator[Row]:
    environment = bench.empty("start").environment
    try:
        times = [_start(environment) for _ in range(bench.plan.rounds + 1)]
    except (servers.DidNotStart, http.client.HTTPException) as fault:
        yield results.missing("make run, the second time", str(fault))
        return
    yield results.at_most(
        "make run, the second time, to the first page", sorted(times[1:])[len(times[1:]) // 2], LONGEST, "s"
    )


def _start(environment: dict[str, str]) -> float:
    begun = time.monotonic()
    with servers.started(COMMAND, environment, path=PAGE):
        return time.monotonic() - begun
