"""The house under conditions that are measured apart. gunicorn calls the function that it is told."""

from collections.abc import Iterable
from itertools import count

from flask import Flask

from app.kernel import codes
from app.kernel.stamps import Stamps
from wsgi import app

CHANGED = frozenset({"concerns", "meetings", "needs"})
"""What changes in daily life; places and what the operator says of itself stay as they are."""


class Raised(Stamps):
    """Stamps that somebody raised since the last look, so that every rendering is the first after a change."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self._raises = count(1)

    def now(self, scopes: Iterable[str]) -> tuple[int, ...]:
        asked, raised = tuple(scopes), next(self._raises)
        versions = zip(asked, super().now(asked), strict=True)
        return tuple(version + raised if scope in CHANGED else version for scope, version in versions)


def always_changed() -> Flask:
    """The whole app; no page can be answered from the store, but each is kept, as after a real change."""
    app.extensions["page_store"].stamps = Raised(app)
    return app


def without_slow_hash() -> Flask:
    """The whole app, with a quick hash where the follow-up code gets its slow one: that cost is meant to be there."""
    codes.slow = codes.lasting
    return app
