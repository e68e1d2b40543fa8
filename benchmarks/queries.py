"""How many queries a page needs: the same among ten thousand concerns and a million, and none when it is warm."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.kernel.db import db
from benchmarks import pages
from benchmarks.results import Row
from benchmarks.section import Bench, Town


def measure(bench: Bench) -> Iterator[Row]:
    for name, path in {**pages.addresses(bench), "form": "/de/anliegen/neu", "search": "/de/anliegen?q=Laterne"}.items():
        own_path = path.replace(bench.large.number(age=50), bench.small.number(age=50))
        (first, warm), (few, _) = _needed(bench.large, path), _needed(bench.small, own_path)
        yield Row(
            what=f"queries, {name}, first rendering", ours=str(first), limit=f"= {few} among few", reached=first == few
        )
        if name != "form":
            yield Row(what=f"queries, {name}, warm, beside the stamp", ours=str(warm), limit="0", reached=warm == 0)


def _needed(town: Town, path: str) -> tuple[int, int]:
    """How many statements the first and the second request for a page send through SQLAlchemy."""
    app = town.scratch.app
    app.extensions["page_store"].clear()
    visitor, counts = app.test_client(), []
    visitor.get("/de/regeln")
    for _ in range(2):
        with _statements(town) as seen:
            visitor.get(path)
        counts.append(len(seen))
    return counts[0], counts[1]


@contextmanager
def _statements(town: Town) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.split()[0] not in {"BEGIN", "PRAGMA"}:
            seen.append(statement)

    with town.scratch.app.app_context():
        engines = list(db.engines.values())
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
