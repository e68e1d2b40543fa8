"""Towns that are only read, opened once per process, and somebody who visits them with a browser."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import towns
from tests.browser.towns import Town
from tests.browser.visitor import Visitor
from tests.browser.watch import Watch
from tests.conftest import NOON, World


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The demo city."""
    with towns.demo_city(tmp_path_factory.mktemp("city"), NOON) as town:
        yield town


@pytest.fixture(scope="session")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town in which nobody has said anything yet."""
    with towns.quiet_town(tmp_path_factory.mktemp("quiet"), NOON) as town:
        yield town


@pytest.fixture
def small(live: World) -> Iterator[Town]:
    """A town with one of each kind, fresh for each test. Look at its rows inside `with small.app.app_context()`."""
    town = towns.small_town(live.app, live.address)
    with live.outside():
        yield town


@pytest.fixture(scope="session")
def window(chromium: Browser) -> Iterator[Callable[[int], Page]]:
    """One tab per width for all tests of this process: opening a new one takes longer than most tests."""
    contexts = []

    @cache
    def opened(width: int) -> Page:
        contexts.append(chromium.new_context(viewport={"width": width, "height": 740}, reduced_motion="reduce"))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def visit(window: Callable[[int], Page]) -> Callable[..., Visitor]:
    """Somebody comes to a town: visit(city, "ar", 360), or visit(city, cookie=city.staff) for people who work there."""

    def come(town: Town, language: str = "de", width: int = 360, *, cookie: str = "") -> Visitor:
        page = window(width)
        page.context.clear_cookies()
        if cookie:
            page.context.add_cookies([{"name": "staff", "value": cookie, "url": town.address}])
        return Visitor(page, town, language)

    return come


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Callable[..., Watch]]:
    """Open a tab that notes dialogs, foreign requests and broken policies."""
    contexts = []

    def make(address: str, cookie: str = "") -> Watch:
        context = chromium.new_context(base_url=address)
        contexts.append(context)
        if cookie:
            context.add_cookies([{"name": "staff", "value": cookie, "url": address}])
        return Watch(context.new_page(), address)

    yield make
    for context in contexts:
        context.close()
