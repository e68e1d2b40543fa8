"""The strict visitor: opens pages as people do, and refuses every page that is not sound."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from app.kernel.languages import KNOWN
from tests.support import strict

SENT_BY_A_BUTTON_ONLY = {"submit", "button", "reset", "image"}


class Page:
    """One answer, parsed when it is HTML."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.headers = response.headers
        self.html = response.get_data(as_text=True) if response.mimetype.startswith("text/") else ""
        is_page = response.mimetype == "text/html" and self.html and self.status not in REDIRECTS
        self.soup = strict.check(self.html) if is_page else None

    @property
    def text(self) -> str:
        """All words of the page, spaces folded."""
        assert self.soup is not None
        return " ".join(self.soup.get_text(" ").split())

    def select(self, selector: str) -> list[Tag]:
        assert self.soup is not None
        return list(self.soup.select(selector))

    def select_one(self, selector: str) -> Tag:
        found = self.select(selector)
        assert found, f"nothing matches {selector}"
        return found[0]

    def form(self, selector: str = "main form") -> "FilledForm":
        """A form of the page with everything that a browser would send unchanged."""
        return FilledForm(self.select_one(selector))


class FilledForm:
    """A form as it stands on the page, ready to be filled in and sent."""

    def __init__(self, tag: Tag) -> None:
        self.action = str(tag.get("action") or "")
        self.method = str(tag.get("method") or "get").lower()
        self.values = MultiDict(_values(tag))

    def fill(self, **answers: Any) -> "FilledForm":
        for name, value in answers.items():
            self.values.setlist(name, value if isinstance(value, list) else [value])
        return self


REDIRECTS = {301, 302, 303, 307, 308}


class Reader:
    """A visitor with a browser's cookies. `open` never leaves a page unchecked."""

    def __init__(self, app: Flask, outside: Callable[[], AbstractContextManager[None]], language: str = "de") -> None:
        self._client = app.test_client()
        self._outside = outside
        self.language = language

    def get(self, address: str, *, status: int = 200, **options: Any) -> Page:
        """Open a page. `address` may leave out the language."""
        page = self._open("GET", address, status, **options)
        if not self.is_staff:
            assert "Set-Cookie" not in page.headers, "a page that is only read sets no cookie"
        return page

    def post(self, address: str, data: Any = None, *, status: int = 201, **options: Any) -> Page:
        return self._open("POST", address, status, data=data or {}, **options)

    def send(self, form: FilledForm, *, status: int = 201, address: str | None = None, **options: Any) -> Page:
        """Send a form that stands on a page."""
        where = form.action or address
        assert where, "the form has no action; name the address"
        if form.method == "get":
            return self.get(where, status=status, query_string=form.values, **options)
        return self.post(where, form.values, status=status, **options)

    def follow(self, page: Page) -> Page:
        """Go where a redirect leads."""
        return self.get(page.headers["Location"])

    def set_cookie(self, name: str, value: str) -> None:
        self._client.set_cookie(name, value, domain="localhost")

    def cookie(self, name: str) -> str | None:
        found = self._client.get_cookie(name, domain="localhost")
        return found.value if found else None

    @property
    def is_staff(self) -> bool:
        return self.cookie("staff") is not None

    def _open(self, method: str, address: str, status: int, **options: Any) -> Page:
        with self._outside():
            response = self._client.open(self._whole(address), method=method, **options)
            page = Page(response)
        assert page.status == status, f"{method} {address}: {page.status} instead of {status}\n{_excerpt(page.soup)}"
        return page

    def _whole(self, address: str) -> str:
        first = address.strip("/").split("/")[0].split("?")[0]
        known = {*(language.code for language in KNOWN), "q", "t", "daten", "gesund", "static", "http:"}
        return address if first in known or address == "/" else f"/{self.language}{address}"


def _values(form: Tag) -> Iterator[tuple[str, str]]:
    for field in form.select("input[name], select[name], textarea[name]"):
        name, kind = str(field["name"]), str(field.get("type") or "text")
        if field.has_attr("disabled") or kind in SENT_BY_A_BUTTON_ONLY:
            continue
        if field.name == "textarea":
            yield name, field.get_text().removeprefix("\n")
        elif field.name == "select":
            yield from ((name, str(option.get("value", ""))) for option in _chosen(field))
        elif kind not in {"radio", "checkbox"} or field.has_attr("checked"):
            yield name, str(field.get("value", ""))


def _chosen(field: Tag) -> list[Tag]:
    chosen = field.select("option[selected]")
    return chosen or ([] if field.has_attr("multiple") else field.select("option")[:1])


def _excerpt(soup: BeautifulSoup | None) -> str:
    main = soup.find("main") if soup else None
    return " ".join(main.get_text(" ").split())[:600] if isinstance(main, Tag) else ""
