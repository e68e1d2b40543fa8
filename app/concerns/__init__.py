"""Anliegen: what residents say, who may see it, what becomes of it, and who stands behind it."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Let every template that shows a concern use its words."""
    from app.concerns import labels

    app.jinja_env.globals["concern_labels"] = labels
