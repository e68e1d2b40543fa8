"""Who works here: accounts, roles, departments, and the sessions of staff. Residents have no account."""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.accounts import entrance

    entrance.init_app(app)
