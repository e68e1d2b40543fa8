"""What a first visit costs over the wire, in every language: at most 40 KB in six requests, style and scripts light."""

import http.client
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from gzip import decompress
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from app.kernel.languages import OFFERED
from tests.browser.towns import Town
from tests.support import browser

pytestmark = pytest.mark.slow

HEAVIEST, HEAVIEST_STYLE, HEAVIEST_SCRIPT = 40 * 1000, 14 * 1024, 8 * 1024
MOST_REQUESTS = 6
PAGES = (
    "/",
    "/anliegen",
    "/anliegen/neu",
    "/anliegen/{arabic}",
    "/ortsteile/{key}",
    "/treffen",
    "/umfragen/{campaign}",
    "/umfragen/{campaign}/antworten",
)
SAMPLE = {"de", "ar", "fa", "ru", "vi"}
"""German, and those whose letters weigh most."""
FETCHED = ("link[rel=stylesheet]", "script[src]", "img[src]", "link[rel=icon]", "source[src]", "iframe[src]")


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """One answer: its whole size with all headers, and that of its body, as they came."""

    kind: str
    size: int
    body: int


@pytest.mark.parametrize(
    "code", [pytest.param(each.code, marks=[] if each.code in SAMPLE else [pytest.mark.full]) for each in OFFERED]
)
def test_a_first_visit_is_light(city: Town, code: str):
    faults = []
    for path in PAGES:
        address = city.url(path, code)
        faults += [f"{path}: {fault}" for fault in _faults(_first_visit(address))]

    assert faults == []


LIGHT = "<link rel=stylesheet href=/a.css><script src=/a.js></script>"


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (LIGHT + "x" * 40_000, "bytes in all"),
        (LIGHT + "".join(f'<img src="/{number}.png">' for number in range(4)), "7 requests"),
        ('<link rel=stylesheet href="/heavy.css">', "bytes of style"),
        ('<script src="/heavy.js"></script>', "bytes of script"),
    ],
)
def test_a_heavy_page_is_found(page: str, fault: str):
    with browser.serving(_weak(page)) as address:
        assert any(fault in each for each in _faults(_first_visit(f"{address}/")))


def test_a_light_page_passes():
    with browser.serving(_weak(LIGHT)) as address:
        assert list(_faults(_first_visit(f"{address}/"))) == []


def _faults(visit: list[Fetched]) -> Iterator[str]:
    whole = sum(each.size for each in visit)
    style, script = (sum(each.body for each in visit if kind in each.kind) for kind in ("css", "javascript"))
    if whole > HEAVIEST:
        yield f"{whole} bytes in all"
    if len(visit) > MOST_REQUESTS:
        yield f"{len(visit)} requests"
    if style > HEAVIEST_STYLE:
        yield f"{style} bytes of style"
    if script > HEAVIEST_SCRIPT:
        yield f"{script} bytes of script"


def _first_visit(address: str) -> list[Fetched]:
    """The page and all that a browser fetches for it, with nothing in its store."""
    host = urlsplit(address).netloc
    page, html = _fetch(host, address.partition(host)[2])
    soup = BeautifulSoup(html, "html.parser")
    asked = [str(tag.get("src") or tag.get("href")) for wanted in FETCHED for tag in soup.select(wanted)]
    return [page, *(_fetch(host, each)[0] for each in dict.fromkeys(asked) if not each.startswith("data:"))]


def _fetch(host: str, path: str) -> tuple[Fetched, bytes]:
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200, f"{path}: {answer.status}"
    head = sum(len(f"{name}: {value}\r\n") for name, value in answer.getheaders()) + len("HTTP/1.1 200 OK\r\n\r\n")
    plain = decompress(body) if answer.getheader("Content-Encoding") == "gzip" else body
    return Fetched(kind=answer.getheader("Content-Type", ""), size=head + len(body), body=len(body)), plain


def _weak(page: str) -> Callable[..., Iterable[bytes]]:
    """A server that compresses nothing and has heavy files."""

    def answer(environ: dict, start_response: Callable[..., object]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        kinds = {"css": "text/css", "js": "text/javascript", "png": "image/png"}
        start_response("200 OK", [("Content-Type", kinds.get(path.rpartition(".")[2], "text/html"))])
        return [page.encode() if path == "/" else b"x" * (15_000 if "heavy" in path else 10)]

    return answer
