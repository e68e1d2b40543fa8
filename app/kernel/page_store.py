"""Rendered pages, kept while nothing that they show has changed.

A public page depends on its address alone, never on who reads. So each worker keeps it, compressed, together with the
version stamps of the scopes it shows. A warm request is answered before Flask is asked: one look at the stamps, a
comparison, and bytes. Nothing runs out by time and nothing has to be invalidated by hand. The stamps are read before a page
is made, so a page can never be older than it claims.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any

from flask import Flask, Response, current_app, g, request

from app.kernel import access, stamps
from app.kernel.stamps import Stamps

LARGEST_STORE = 24 * 1024 * 1024
COMPRESSION = 6
STAFF_COOKIE = "staff="
NOT_REPEATED = {"content-length", "content-encoding", "date", "server"}

raise_stamp = stamps.raise_stamp


@dataclass(frozen=True, kw_only=True)
class KeptPage:
    """One page as it leaves: compressed bytes, its entity tag, its headers, and the stamps it was made under."""

    scopes: tuple[str, ...]
    stamps: tuple[int, ...]
    tag: str
    compressed: bytes
    headers: list[tuple[str, str]]


class PageStore:
    """The pages of one worker; the least used ones go when it grows too large."""

    def __init__(self, stamps: Stamps, largest: int = LARGEST_STORE) -> None:
        self.stamps = stamps
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._size = 0
        self._largest = largest
        self._lock = Lock()

    def find(self, key: str) -> KeptPage | None:
        """The page under this key, if nothing that it shows has changed."""
        page = self._pages.get(key)
        if page is None or self.stamps.now(page.scopes) != page.stamps:
            return None
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
        return page

    def keep(self, key: str, page: KeptPage) -> None:
        with self._lock:
            if old := self._pages.pop(key, None):
                self._size -= len(old.compressed)
            self._pages[key] = page
            self._size += len(page.compressed)
            while self._size > self._largest:
                _, dropped = self._pages.popitem(last=False)
                self._size -= len(dropped.compressed)

    def clear(self) -> None:
        """Forget all pages, and the connections that were used to check them."""
        with self._lock:
            self._pages.clear()
            self._size = 0
        self.stamps.reconnect()


class Shortcut:
    """Answers warm pages before Flask is asked. Whoever works here (a staff cookie) always goes the whole way."""

    def __init__(self, following: Callable[..., Iterable[bytes]], store: PageStore) -> None:
        self._following = following
        self._store = store

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "GET" and STAFF_COOKIE not in environ.get("HTTP_COOKIE", ""):
            try:
                page = self._store.find(key_of(environ))
            except Exception:  # the database is gone: Flask will say so on a page in the reader's language.
                page = None
            if page is not None:
                status, headers, body = wire(page, environ)
                start_response(status, headers)
                return [body]
        return self._following(environ, start_response)


def init_app(app: Flask) -> None:
    store = PageStore(Stamps(app))
    app.extensions["page_store"] = store
    app.after_request(_keep)
    app.wsgi_app = Shortcut(app.wsgi_app, store)  # type: ignore[method-assign]


def kept(*scopes: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A view whose page may be kept as long as these scopes do not change. It must not depend on who reads."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def answer(*args: Any, **kwargs: Any) -> Any:
            if access.staff() is None:
                g.kept_under = (scopes, versions(scopes))
            return view(*args, **kwargs)

        return answer

    return decorate


def also_under(scope: str) -> None:
    """This page shows something of one more scope. Say so before it is read."""
    if "kept_under" in g and scope not in g.kept_under[0]:
        scopes, under = g.kept_under
        g.kept_under = ((*scopes, scope), (*under, *versions((scope,))))


def versions(scopes: Iterable[str]) -> tuple[int, ...]:
    """The versions of these scopes now."""
    store: PageStore = current_app.extensions["page_store"]
    return store.stamps.now(scopes)


def key_of(environ: dict[str, Any]) -> str:
    return f"{environ.get('HTTP_HOST')}\0{environ.get('PATH_INFO')}\0{environ.get('QUERY_STRING')}"


def wire(page: KeptPage, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
    """Status line, headers and bytes of a kept page for this request."""
    if page.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        return "304 NOT MODIFIED", page.headers, b""
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        length = ("Content-Length", str(len(page.compressed)))
        return "200 OK", [*page.headers, ("Content-Encoding", "gzip"), length], page.compressed
    body = gzip.decompress(page.compressed)
    return "200 OK", [*page.headers, ("Content-Length", str(len(body)))], body


def _keep(response: Response) -> Response:
    """Keep the page just made, with all headers, and send it the way a kept one is sent."""
    if response.status_code != 200 or response.is_streamed or request.method != "GET":
        return response
    if "kept_under" not in g:
        return _lightened(response)
    scopes, under = g.kept_under
    body = response.get_data()
    tag = hashlib.sha256(body).hexdigest()[:32]
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["ETag"] = f'W/"{tag}"'
    response.headers["Vary"] = "Accept-Encoding"
    headers = [(name, value) for name, value in response.headers if name.lower() not in NOT_REPEATED]
    compressed = gzip.compress(body, COMPRESSION, mtime=0)
    page = KeptPage(scopes=scopes, stamps=under, tag=tag, compressed=compressed, headers=headers)
    current_app.extensions["page_store"].keep(key_of(request.environ), page)
    status, sent_headers, sent = wire(page, request.environ)
    return Response(sent, status=status, headers=sent_headers)


def _lightened(response: Response) -> Response:
    """A page that is made anew each time, compressed for whoever takes that: a form on a phone costs money, too.

    Not for people who work here: the token of their session stands in every form and must not be guessed from a length.
    """
    is_page = response.mimetype == "text/html" and "Content-Encoding" not in response.headers
    if is_page and access.staff() is None and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.set_data(gzip.compress(response.get_data(), COMPRESSION, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
    return response
