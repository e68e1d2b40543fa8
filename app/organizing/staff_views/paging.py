"""Long lists go on on another page: `ab` says where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

PAGE = 50
Thing = TypeVar("Thing")


@dataclass(frozen=True, kw_only=True)
class Part(Generic[Thing]):
    """What one page shows of a list. `further` is where the next one begins."""

    things: Sequence[Thing]
    start: int
    further: int | None


def start() -> int:
    """Where this page begins."""
    wanted = request.args.get("ab", 0, type=int)
    return wanted if 0 < wanted < 1_000_000 else 0


def part(found: Sequence[Thing]) -> Part[Thing]:
    """One page of what was found from `start()` on, with one more than the page takes."""
    first = start()
    return Part(things=found[:PAGE], start=first, further=first + PAGE if len(found) > PAGE else None)
