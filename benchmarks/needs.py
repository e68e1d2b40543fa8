"""Needs over a million voices: the release beside the plain GROUP BY, its audit, its page, its files."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from app.kernel.db import db
from app.needs import rules
from benchmarks import release, results
from benchmarks.results import Row
from benchmarks.section import ALWAYS_CHANGED, OURS, Bench, Town
from config import ROOT
from tests.needs import voices

LONGEST_AUDIT = 10.0
PAGE = "/de/bedarfe"
NUMBERS = (
    "ortsteil_key, topic_key",
    "ortsteil_key, channel",
    "topic_key, channel",
    "topic_key, direction",
    "ortsteil_key",
    "topic_key",
    "channel",
    "direction",
)
"""By what a release counts people, to publish or to protect."""
INVENTED = (500, 5_000)
"""So many people speak in invented cities: few leave much to withhold."""


def measure(bench: Bench) -> Iterator[Row]:
    yield from _audit()
    plain = _plain_counting(bench.large)
    made = release.ensure(bench.large)
    counting = made.seconds - made.protecting
    what = f"release over {bench.large.filled.voices:,} voices"
    yield results.known(f"{what}, all of it", results.figure(made.seconds, "s"))
    yield results.at_most_times(f"{what}, without its audit", counting, plain, times=1.5, of="plain GROUP BY")
    yield results.at_most(f"{what}, its protection and audit", made.protecting, LONGEST_AUDIT, "s")
    yield from _page(bench)
    yield from _files(bench.large)


def _audit() -> Iterator[Row]:
    """Protection and a separate audit of 53 × 16 with three schemes."""
    city = voices.city()
    schemes = voices.schemes_of(city, 4, 9, 14)
    for people in INVENTED:
        counted = voices.release_of(voices.voices_in(city, people=people, seed=7), city, schemes=schemes)
        begun = time.monotonic()
        protected = rules.protect(counted)
        middle = time.monotonic()
        passed = rules.audit(counted, protected).passed
        what = f"53 × 16 and 3 schemes, {people:,} people"
        yield results.at_most(f"{what}: protection with its audit", middle - begun, LONGEST_AUDIT, "s")
        if passed:
            yield results.at_most(f"{what}: audit alone", time.monotonic() - middle, LONGEST_AUDIT, "s")
        else:
            yield results.missing(f"{what}: audit alone", "failed")


def _plain_counting(town: Town) -> float:
    """Seconds of the plain GROUP BY of all numbers that a release needs, with nothing else."""
    begun = time.monotonic()
    with town.scratch.app.app_context():
        for columns in NUMBERS:
            counted = sa.text(
                f"SELECT {columns}, count(DISTINCT voice.person) FROM voice JOIN concern ON concern.id = voice.concern_id"
                f" WHERE concern.review = 'published' AND voice.quarter <= :quarter GROUP BY {columns}"
            )
            db.session.execute(counted, {"quarter": str(town.filled.quarter)}).all()
        db.session.rollback()
    return time.monotonic() - begun


def _page(bench: Bench) -> Iterator[Row]:
    """The page of a release with a million voices behind it, beside the one with ten thousand."""
    release.ensure(bench.small)
    for name, application in (("warm", OURS), ("first rendering", ALWAYS_CHANGED)):
        with bench.serving(application) as large, bench.serving(application, bench.small) as small:
            pairs = bench.pairs((large, PAGE), (small, PAGE))
            few = f"with {bench.small.filled.voices:,} voices"
            yield results.at_most_as_slow(f"page of a release, {name}", pairs, times=1.2, of=few)


def _files(town: Town) -> Iterator[Row]:
    """All files of the release by the command, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="ortsstimme-export-") as folder:
        flask = [sys.executable, "-m", "flask", "--app", "wsgi", "needs", "export", "--out", folder]
        begun = time.monotonic()
        status, peak = _run(flask, town.scratch.environment)
        seconds = time.monotonic() - begun
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1e6
    if status:
        yield results.missing("all files of a release", f"exit {status}")
        return
    yield results.known("all files of a release", f"{len(files)} files, {results.figure(size, 'MB')}")
    yield results.at_most("all files of a release, from the command's start", seconds, 60, "s")
    yield results.at_most("all files of a release, resident at most", peak, 300, "MB")


def _run(command: list[str], environment: dict[str, str]) -> tuple[int, float]:
    """Exit status and the most resident megabytes of a command."""
    measured = [sys.executable, "-m", "benchmarks.peak", *command]
    done = subprocess.run(measured, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    return done.returncode, int(done.stdout) / 1000
