"""Posting a concern beside a minimal insert and commit on the same database, and a storm of 32 connections."""

import statistics
import time
from collections.abc import Iterator
from urllib.parse import urlencode

from app.concerns.rules import CODE
from app.kernel import codes, tokens
from app.moderation import rules as moderation
from benchmarks import load, results
from benchmarks.load import Line, Load
from benchmarks.results import Row
from benchmarks.section import WITHOUT_SLOW_HASH, Bench, Town
from benchmarks.servers import Server
from tests.moderation.test_rules import HOSTILE

SHARE = 0.4
LONGEST_HINTS = 5.0
"""Seconds for the hints at personal data in all texts that careless patterns would not finish."""
STORM = 32
STORM_SECONDS = 8
PURPOSE = "report"
MOST_A_SECOND = 1_500
"""More forms than any server here can take: each is sent once."""
FORM = "/de/anliegen/neu"
ROW = f"/rows\t{urlencode({'title': 'Bank', 'text': 'Die Bank am Markt ist kaputt, und niemand kümmert sich. ' * 2})}"


def measure(bench: Bench) -> Iterator[Row]:
    hash_seconds = _slow_hash(bench.large)
    yield results.known("the slow hash of one code", results.figure(hash_seconds, "s"))
    yield results.at_most("hints at personal data in eight hostile texts", _hints(), LONGEST_HINTS, "s")
    with bench.minimal() as minimal, bench.serving(WITHOUT_SLOW_HASH) as ours:
        for connections in bench.plan.connections:
            pairs = load.pairs(
                lambda number=connections: _post(bench, ours, connections=number, seconds=bench.plan.seconds),
                lambda number=connections: bench.load(minimal, [ROW], connections=number),
                rounds=bench.plan.rounds,
            )
            yield results.at_least(f"posting without the slow hash, {connections} conn.", pairs, share=SHARE)
    with bench.serving() as ours:
        yield from _storm(_post(bench, ours, connections=STORM, seconds=STORM_SECONDS))


def _hints() -> float:
    begun = time.monotonic()
    for text in HOSTILE:
        moderation.personal_data(text)
    return time.monotonic() - begun


def forms(town: Town, count: int) -> list[Line]:
    """Filled forms of different people, each with an id and a token of its own."""
    with town.scratch.app.app_context():
        return [_form(codes.fresh_id()) for _ in range(count)]


def _form(client_id: str) -> Line:
    answers = {
        "client_id": client_id,
        "token": tokens.issue(PURPOSE, client_id),
        "direction": "problem",
        "text": f"Die Bank vor dem Haus {client_id[:6]} ist seit Wochen kaputt, und niemand kümmert sich darum.",
        "ortsteil_key": "06",
        "where_exactly": "vor dem Laden",
        "topic_key": "wohnumfeld",
        "affected": "older",
    }
    return f"{FORM}\t{urlencode(answers)}"


def _post(bench: Bench, server: Server, *, connections: int, seconds: int) -> Load:
    prepared = forms(bench.large, seconds * MOST_A_SECOND)
    seen = load.run(server.address, prepared, connections=connections, seconds=seconds)
    if seen.requests > len(prepared):
        raise RuntimeError("the forms did not last: some were sent twice")
    return seen


def _storm(seen: Load) -> Iterator[Row]:
    what = f"posting, {STORM} conn."
    yield results.known(f"{what}, all of it", results.rate(seen.rate))
    yield results.at_most_times(f"{what}, p99", seen.p99, seen.p50, times=6, of="p50")
    yield Row(what=f"{what}, errors", ours=str(seen.errors), limit="0", reached=seen.errors == 0)


def _slow_hash(town: Town) -> float:
    """Seconds of one slow hash, alone on the machine."""
    times = []
    with town.scratch.app.app_context():
        for number in range(9):
            begun = time.perf_counter()
            codes.slow(CODE, f"{number:020}")
            times.append(time.perf_counter() - begun)
    return statistics.median(times)
