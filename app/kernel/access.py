"""Who may call which view. A view without a mark is closed.

The kernel knows marks, not people: `accounts` registers who asks (`know_staff`). A staff POST must carry the token of the
staff session's row; a POST from another origin is refused everywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, make_response, render_template, request

from app.kernel import codes
from app.kernel.errors import NotAllowed

View = TypeVar("View", bound=Callable[..., Any])
FORM_TOKEN = "form_token"  # noqa: S105  # the name of a form field


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What a view asks for: nothing (`permission` is None) or one permission of the staff."""

    permission: str | None


class Staff(Protocol):
    """What the kernel must know about the member of staff who asks."""

    @property
    def form_token(self) -> str: ...

    def may(self, permission: str) -> bool: ...


def open_to_all(view: View) -> View:
    """Residents may: no account, no session."""
    view.access = Mark(permission=None)  # type: ignore[attr-defined]
    return view


def requires(permission: str) -> Callable[[View], View]:
    """Only staff with this permission may. The name must be in the table of app/accounts/rules.py."""

    def mark(view: View) -> View:
        view.access = Mark(permission=permission)  # type: ignore[attr-defined]
        return view

    return mark


def know_staff(app: Flask, load: Callable[[], Staff | None], ask: Callable[[], Response]) -> None:
    """Register who asks (`load`) and what to answer when nobody is logged in (`ask`)."""
    app.extensions["staff"] = (load, ask)


def staff() -> Staff | None:
    """The member of staff who asks, or None: `check` has looked before the view ran. It never touches the database."""
    return cast(Staff | None, g.get("staff"))


def check() -> Response | None:
    """Before every view: is it marked, and may this person? Answers only when it stops the request."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    mark = getattr(current_app.view_functions[request.endpoint], "access", None)
    if mark is None or (request.method == "POST" and _from_elsewhere()):
        raise NotAllowed
    load, ask = current_app.extensions["staff"]
    g.staff = load()
    return _check_staff(mark.permission, ask) if mark.permission else None


def _check_staff(permission: str, ask: Callable[[], Response]) -> Response | None:
    known = staff()
    if known is None:
        return ask()
    if not known.may(permission):
        raise NotAllowed
    if request.method == "POST" and not codes.same(request.form.get(FORM_TOKEN, ""), known.form_token):
        return _ask_again()
    return None


def _ask_again() -> Response:
    """The form of an earlier login, or of nobody: show what it would send, and let the person send it with a fresh token."""
    from app.kernel import http

    return make_response(render_template("errors/again.html", kept=http.kept_fields()), 422)


def _from_elsewhere() -> bool:
    """A browser names the origin of a POST. A missing one is accepted: old phones do not send it."""
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    if origin == "null":
        return True
    return urlsplit(origin).netloc != request.host
