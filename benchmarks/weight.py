"""The first visit over the wire, seen by a real browser: bytes, requests, foreign hosts, and a slow line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from benchmarks import pages, release, results
from benchmarks.results import Row
from benchmarks.section import Bench
from tests.support import browser

HEAVIEST = 40.0
MOST_REQUESTS = 6.0
USABLE = 3.0
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 ms there and back, 50 kB a second."""


@dataclass(kw_only=True)
class Visit:
    """What one first visit cost; `hosts` are all that were asked."""

    requests: int = 0
    wire_bytes: float = 0
    usable: float = 0
    hosts: set[str] = field(default_factory=set)


def measure(bench: Bench) -> Iterator[Row]:
    release.ensure(bench.large)
    addresses = {"start": "/de/", **pages.addresses(bench), "form": "/de/anliegen/neu"}
    with bench.serving() as ours, browser.chromium() as chromium:
        for name, address in addresses.items():
            if (status := ours.get(address)[0]) != 200:
                yield results.missing(f"first visit, {name}", f"status {status}")
                continue
            visit = _visit(chromium, ours.address + address)
            yield results.at_most(f"first visit, {name}, compressed", visit.wire_bytes / 1000, HEAVIEST, "KB")
            yield results.at_most(f"first visit, {name}, requests", visit.requests, MOST_REQUESTS, "")
            yield results.at_most(f"first visit, {name}, usable at 400 ms and 50 kB/s", visit.usable, USABLE, "s")
            foreign = visit.hosts - {urlsplit(ours.address).netloc}
            yield Row(what=f"first visit, {name}, foreign hosts", ours=str(len(foreign)), limit="0", reached=not foreign)


def _visit(chromium: Browser, address: str) -> Visit:
    """Open a page with an empty cache on a slow line. Usable: parsed, with its style, its deferred script run."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    try:
        page = context.new_page()
        visit, wire = Visit(), context.new_cdp_session(page)
        wire.on("Network.requestWillBeSent", lambda sent: _count(visit, sent))
        wire.on("Network.loadingFinished", lambda done: _weigh(visit, done))
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", SLOW)
        page.goto(address, wait_until="networkidle")
        visit.usable = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd / 1000")
        return visit
    finally:
        context.close()


def _count(visit: Visit, sent: dict[str, Any]) -> None:
    address = urlsplit(sent["request"]["url"])
    if address.scheme in {"http", "https"}:
        visit.requests += 1
        visit.hosts.add(address.netloc)


def _weigh(visit: Visit, done: dict[str, Any]) -> None:
    visit.wire_bytes += done["encodedDataLength"]
