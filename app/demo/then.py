"""Days of the story: what happens in them is dated as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

from app.kernel import clock

NOON = time(10, 0, tzinfo=UTC)


@contextmanager
def on(day: str) -> Iterator[None]:
    """Let it be this day at noon in Erfurt as long as the block runs. Only for loading, before anybody is served."""
    real, then = clock.source, datetime.combine(date.fromisoformat(day), NOON)
    clock.source = lambda: then
    try:
        yield
    finally:
        clock.source = real
