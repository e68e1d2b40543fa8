"""Places: Ortsteile, area schemes and their Planungsräume, boundaries and maps."""

from pathlib import Path

from flask import Flask

DATA = Path(__file__).parent / "data"
"""The project's own facts about the reference city, in the format of `places import`."""


def init_app(app: Flask) -> None:
    """Let the Ortsteil that somebody chose go along from page to page."""
    from app.places import choice

    choice.init_app(app)
