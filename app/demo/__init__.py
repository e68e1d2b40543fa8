"""The demo city: Erfurt with invented people, the same every time."""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.demo.cli import prepare_trial
    from app.kernel import serving

    serving.before_serving(app, prepare_trial)
