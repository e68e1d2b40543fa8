"""Fixtures of all tests. Each test that touches rows runs on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from zlib import crc32

import pytest
from flask import Flask

from app.kernel import clock as kernel_clock
from app.kernel.db import db
from tests.support import databases, postgres
from tests.support.databases import Database
from tests.support.reader import Reader

BOTH = ("sqlite", "postgresql")
NOBODY_YET: tuple[int, dict[str, str]] = (0, {})
"""What a process remembers of the operator of a new database, so that no test depends on the one before it."""
NOON = datetime(2026, 11, 16, 11, 0, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=(*BOTH, "both"), default="both", help="on which database the tests run")
    parser.addoption(
        "--share",
        type=int,
        default=1,
        help="of tests with a database one in so many, of others one in a quarter of it; always the same",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """On both databases, unless a test is about what only one of them does."""
    if "database" in metafunc.fixturenames:
        only = metafunc.definition.get_closest_marker("only_on")
        metafunc.parametrize("database", only.args if only else BOTH, indirect=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A long matrix runs on both databases in `make test-full`; `make test` samples it, `make test-fast` more still."""
    wanted, share = config.getoption("--database"), config.getoption("--share")
    left_out = [item for item in items if not (_is_on(item, wanted) and _is_in_share(item, share))]
    config.hook.pytest_deselected(items=left_out)
    gone = set(left_out)
    items[:] = [item for item in items if item not in gone]
    for item in items:
        if item.get_closest_marker("full_on_postgresql") and _database_of(item) == "postgresql":
            item.add_marker(pytest.mark.full)


def _database_of(item: pytest.Item) -> str | None:
    values = getattr(item, "callspec", None)
    return values.params.get("database") if values else None


def _is_on(item: pytest.Item, wanted: str) -> bool:
    return wanted == "both" or _database_of(item) in {wanted, None}


def _is_in_share(item: pytest.Item, share: int) -> bool:
    needs_database = "database_named" in getattr(item, "fixturenames", ())
    return crc32(item.nodeid.encode()) % (share if needs_database else max(1, share // 4)) == 0


@pytest.fixture(scope="session")
def database_named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Database]]:
    """Each kind of database once per process, started when the first test needs it."""
    servers = []

    @cache
    def make(name: str) -> Database:
        if name == "sqlite":
            return databases.SqliteDatabase(tmp_path_factory.mktemp("sqlite"))
        servers.append(postgres.server())
        return databases.PostgresqlDatabase(servers[-1].__enter__())

    yield make
    for server in servers:
        server.__exit__(None, None, None)


@pytest.fixture
def database(request: pytest.FixtureRequest, database_named: Callable[[str], Database]) -> Database:
    """A database in the state after all migrations."""
    fresh = database_named(request.param)
    fresh.reset()
    return fresh


class World:
    """The app and the context in which a test looks at its rows. Requests run outside of it, in contexts of their own."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.address = ""
        self._context = app.app_context()

    def enter(self) -> None:
        self._context = self.app.app_context()
        self._context.push()

    def leave(self) -> None:
        db.session.commit()
        self._context.pop()

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Commit what the test arranged and step out, as long as a request runs."""
        self.leave()
        try:
            yield
        finally:
            self.enter()


@pytest.fixture
def world(database: Database, clock: "SetClock") -> Iterator[World]:
    database.app.extensions["page_store"].clear()
    database.app.extensions["operator"] = NOBODY_YET
    world = World(database.app)
    world.enter()
    yield world
    db.session.rollback()
    world.leave()


@pytest.fixture
def app(world: World) -> Flask:
    """The app, inside a context: rows can be looked at with db.session."""
    return world.app


class SetClock:
    """The clock of the test. It stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def set(self, moment: datetime) -> None:
        self.moment = moment

    def advance(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """It is 16 November 2026, noon in Erfurt, until a test says otherwise."""
    standing = SetClock(NOON)
    monkeypatch.setattr(kernel_clock, "source", standing)
    return standing


@pytest.fixture
def new_reader(world: World) -> Callable[..., Reader]:
    """Make another visitor, with a browser of its own."""

    def make(language: str = "de") -> Reader:
        return Reader(world.app, world.outside, language)

    return make


@pytest.fixture
def reader(new_reader: Callable[..., Reader]) -> Reader:
    """Somebody who opens pages in German."""
    return new_reader()


@pytest.fixture
def staff(new_reader: Callable[..., Reader]) -> Callable[..., Reader]:
    """A logged-in member of staff: staff("quarter_worker", ortsteile=["06"])."""
    from tests import factories

    def log_in(*roles: str, **details: object) -> Reader:
        visitor = new_reader()
        account = factories.account(*roles, **details)
        visitor.account_id = account.id  # type: ignore[attr-defined]
        visitor.set_cookie("staff", factories.session_of(account))
        return visitor

    return log_in


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """One browser for all tests of this process."""
    from tests.support import browser

    with browser.chromium() as started:
        yield started


@pytest.fixture
def live(database_named: Callable[[str], Database], clock: SetClock) -> Iterator[World]:
    """A served app on SQLite. `live.address` is where; arrange rows, then `live.leave()` or use `live.outside()`."""
    from tests.support import browser

    database = database_named("sqlite")
    database.reset()
    database.app.extensions["page_store"].clear()
    world = World(database.app)
    world.enter()
    with browser.serving(database.app) as world.address:
        yield world
    db.session.rollback()
    world.leave()


@pytest.fixture
def tab(chromium: object, live: World) -> Iterator[object]:
    """A fresh tab of 360 × 740 px that knows the served app. Requests to other hosts and page errors fail the test."""
    context = chromium.new_context(base_url=live.address, viewport={"width": 360, "height": 740})  # type: ignore[attr-defined]
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    page.on("request", lambda request: faults.extend(_foreign(request.url, live)))
    yield page
    context.close()
    assert faults == []


def _foreign(url: str, live: World) -> list[str]:
    return [] if url.startswith((live.address, "data:", "blob:", "about:")) else [f"foreign request: {url}"]
