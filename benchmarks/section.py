"""What a section gets: the filled databases of one kind, made when the first section asks for them, and the plan."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from app.concerns import rules
from benchmarks import fill, load, servers
from benchmarks.databases import Maker, Scratch
from benchmarks.fill import Filled
from benchmarks.load import Line, Load, Pairs
from benchmarks.plan import Plan
from benchmarks.results import Row
from benchmarks.servers import Server

MINIMAL = "benchmarks.minimal:app()"
OURS = "wsgi:app"
ALWAYS_CHANGED = "benchmarks.ours:always_changed()"
WITHOUT_SLOW_HASH = "benchmarks.ours:without_slow_hash()"

Section = Callable[["Bench"], Iterator[Row]]


@dataclass(frozen=True, kw_only=True)
class Town:
    """A filled database."""

    scratch: Scratch
    filled: Filled

    def number(self, age: int = 0) -> str:
        """The public number of the so-manieth newest concern."""
        return rules.number_of(self.filled.sequence(age))


class Bench:
    """One run on one kind of database."""

    def __init__(self, maker: Maker, plan: Plan) -> None:
        self.plan = plan
        self.kind = maker.kind
        self._maker = maker

    @cached_property
    def large(self) -> Town:
        """The database with a million concerns."""
        return self._town("large", self.plan.concerns)

    @cached_property
    def small(self) -> Town:
        """The one with ten thousand."""
        return self._town("small", self.plan.few_concerns)

    def empty(self, name: str) -> Scratch:
        return self._maker.make(name)

    @contextmanager
    def minimal(self) -> Iterator[Server]:
        """The anchors, on the large database."""
        with servers.gunicorn(MINIMAL, self.large.scratch.environment, settings=servers.ANCHOR) as server:
            yield server

    @contextmanager
    def serving(self, application: str = OURS, town: Town | None = None) -> Iterator[Server]:
        """Ours, on the large database or another one."""
        with servers.gunicorn(application, (town or self.large).scratch.environment) as server:
            yield server

    def load(self, server: Server, lines: list[Line], *, connections: int = 1) -> Load:
        return load.run(server.address, lines, connections=connections, seconds=self.plan.seconds)

    def pairs(self, ours: tuple[Server, Line], anchor: tuple[Server, Line], *, connections: int = 1) -> Pairs:
        """Rounds of one request of ours, each right behind a round of the anchor's."""
        return load.pairs(
            lambda: self.load(ours[0], [ours[1]], connections=connections),
            lambda: self.load(anchor[0], [anchor[1]], connections=connections),
            rounds=self.plan.rounds,
        )

    def _town(self, name: str, concerns: int) -> Town:
        scratch = self._maker.make(name)
        return Town(scratch=scratch, filled=fill.fill(scratch, concerns=concerns))
