"""Rendered pages, kept while nothing that they show has changed.

A public page depends on its address alone, never on who reads. So each worker keeps it, compressed, together with the
version stamps of the scopes it shows. Every publishing transaction raises the stamp of its scope (`raise_stamp`). A warm
request costs one look at the stamps, a comparison, and bytes; nothing runs out by time and nothing has to be invalidated.
The stamps are read before the page is made, so a page can be older than it claims never, and newer at most.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any

import sqlalchemy as sa
from flask import Flask, Response, current_app, make_response, request
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import access
from app.kernel.db import Base, db
from app.kernel.upsert import insert

LARGEST_STORE = 24 * 1024 * 1024
COMPRESSION = 6


class Stamp(Base):
    """The version of one scope: a number that every publishing transaction raises."""

    __tablename__ = "stamp"

    scope: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(sa.BigInteger)


@dataclass(frozen=True, kw_only=True)
class KeptPage:
    """One page as it leaves: compressed bytes, its entity tag, and the stamps it was made under."""

    stamps: tuple[int, ...]
    tag: str
    compressed: bytes
    media_type: str


class PageStore:
    """The pages of one worker, the least used ones dropped when it grows too large."""

    def __init__(self, largest: int = LARGEST_STORE) -> None:
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._size = 0
        self._largest = largest
        self._lock = Lock()

    def find(self, key: str, stamps: tuple[int, ...]) -> KeptPage | None:
        page = self._pages.get(key)
        if page is None or page.stamps != stamps:
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
        with self._lock:
            self._pages.clear()
            self._size = 0


def init_app(app: Flask) -> None:
    app.extensions["page_store"] = PageStore()


def kept(*scopes: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A view whose page may be kept as long as these scopes do not change. It must not depend on who reads."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def answer(*args: Any, **kwargs: Any) -> Response:
            if access.staff() is not None:
                return _for_staff(make_response(view(*args, **kwargs)))
            stamps = versions(scopes)
            store: PageStore = current_app.extensions["page_store"]
            key = f"{request.host}\0{request.full_path}"
            page = store.find(key, stamps)
            if page is None:
                response = make_response(view(*args, **kwargs))
                if response.status_code != 200 or response.is_streamed:
                    return response
                page = _made(response, stamps)
                store.keep(key, page)
            return _answer(page)

        return answer

    return decorate


def versions(scopes: Iterable[str]) -> tuple[int, ...]:
    """The versions of these scopes now, in their order; 0 for one that never changed."""
    wanted = tuple(scopes)
    rows = db.session.execute(sa.select(Stamp.scope, Stamp.version).where(Stamp.scope.in_(wanted)))
    found = dict(rows.tuples().all())
    return tuple(found.get(scope, 0) for scope in wanted)


def raise_stamp(scope: str) -> None:
    """Say that what this scope's pages show has changed. Part of the transaction that changes it."""
    raised = insert(Stamp).values(scope=scope, version=1)
    db.session.execute(raised.on_conflict_do_update(index_elements=[Stamp.scope], set_={"version": Stamp.version + 1}))


def _made(response: Response, stamps: tuple[int, ...]) -> KeptPage:
    body = response.get_data()
    return KeptPage(
        stamps=stamps,
        tag=hashlib.sha256(body).hexdigest()[:32],
        compressed=gzip.compress(body, COMPRESSION, mtime=0),
        media_type=response.content_type or "text/html; charset=utf-8",
    )


def _answer(page: KeptPage) -> Response:
    if request.if_none_match.contains_weak(page.tag):
        response = Response(status=304)
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = Response(page.compressed, content_type=page.media_type)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = Response(gzip.decompress(page.compressed), content_type=page.media_type)
    response.set_etag(page.tag, weak=True)
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _for_staff(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
