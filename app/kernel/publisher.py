"""Who publishes: the name of the house, for files that no template makes. Templates say `site_name`."""

from collections.abc import Callable

from flask import Flask, current_app

UNNAMED = "Ortsstimme"


def know(app: Flask, ask: Callable[[], str]) -> None:
    """Register who knows the name."""
    app.extensions["publisher"] = ask


def name() -> str:
    """The name of the house, as its operator gave it."""
    ask: Callable[[], str] | None = current_app.extensions.get("publisher")
    return ask() if ask else UNNAMED
