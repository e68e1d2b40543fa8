"""What mails can be about: each capability says under which prefix its things are known, and how they are called.

A subject is a prefix and a key, for instance `forum:rieth`. So nobody here has to look into the capabilities above.
"""

from collections.abc import Callable

from flask import Flask, current_app
from werkzeug.routing import BaseConverter, ValidationError

from app.mailing.rules import SEGMENTS, Purpose, prefix_and_key


class PurposeConverter(BaseConverter):
    """A purpose in an address: `einladungen`."""

    def to_python(self, value: str) -> Purpose:
        for purpose, segment in SEGMENTS.items():
            if segment == value:
                return purpose
        raise ValidationError

    def to_url(self, value: str) -> str:
        return SEGMENTS[Purpose(value)]


def register(app: Flask, prefix: str, name_of: Callable[[str], str | None]) -> None:
    """Let people ask for mails about things of this kind. `name_of` knows a thing by its key, or says None."""
    app.extensions["mail_subjects"][prefix] = name_of


def find_name(subject: str) -> str | None:
    """How the thing is called, in its own words; None when there is no such thing."""
    prefix, key = prefix_and_key(subject)
    name_of: Callable[[str], str | None] | None = current_app.extensions["mail_subjects"].get(prefix)
    return name_of(key) if name_of and key else None
