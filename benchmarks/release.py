"""Makes the release of a filled database, and remembers how long counting and protecting took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from unittest import mock

from app.kernel.db import db
from app.needs import rules, service
from benchmarks.section import Town


@dataclass(frozen=True, kw_only=True)
class Made:
    """Seconds of one release: all of it, and the part that protects and audits."""

    seconds: float
    protecting: float


@cache
def ensure(town: Town) -> Made:
    """Release the closed quarter of this database, once."""
    protecting: list[float] = []
    begun = time.monotonic()
    with _timed(protecting), town.scratch.app.app_context():
        service.make_release(quarter=town.filled.quarter)
        db.session.commit()
    return Made(seconds=time.monotonic() - begun, protecting=sum(protecting))


@contextmanager
def _timed(seconds: list[float]) -> Iterator[None]:
    """Note how long each call of the protection takes."""
    protect = rules.protect

    def timed(*arguments: object, **named: object) -> object:
        begun = time.monotonic()
        try:
            return protect(*arguments, **named)  # type: ignore[arg-type]
        finally:
            seconds.append(time.monotonic() - begun)

    with mock.patch.object(rules, "protect", timed):
        yield
