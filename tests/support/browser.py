"""A real browser (Debian's Chromium) on a real server, both in this process and stopped with it."""

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from flask import Flask
from playwright.sync_api import Browser, Playwright, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


Application = Callable[..., Iterable[bytes]]


class Requests:
    """Counts what is being answered: a database may be put back only when nothing is, and no connection is left open."""

    def __init__(self, app: Application) -> None:
        self._app = app
        self._running = 0
        self._changed = threading.Condition()

    @contextmanager
    def one(self) -> Iterator[None]:
        self._count(+1)
        try:
            yield
        finally:
            if isinstance(self._app, Flask):
                self._app.extensions["page_store"].stamps.reconnect()
            self._count(-1)

    def wait(self) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self._running == 0, timeout=40), "a request never ends"

    def _count(self, change: int) -> None:
        with self._changed:
            self._running += change
            self._changed.notify_all()


class Silent(WSGIRequestHandler):
    """No line per request, and so no address in any log."""

    requests: Requests

    def run_wsgi(self) -> None:
        with self.requests.one():
            super().run_wsgi()

    def log(self, *_what: object) -> None:
        pass


@contextmanager
def serving(app: Application, port: int = 0) -> Iterator[str]:
    """Serve an app on this port or on a free one; yields its address."""
    requests = Requests(app)
    handler = type("Handler", (Silent,), {"requests": requests})
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        requests.wait()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


def launch(playwright: Playwright) -> Browser:
    program = shutil.which("chromium")
    if program is None:
        raise RuntimeError("Chromium is missing. On Debian: apt-get install chromium")
    return playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
