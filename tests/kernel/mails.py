"""What the tests of the outbox share: a mail server that the app knows, and mails that wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any

from flask import Flask

from app.kernel import outbox, post_office
from app.kernel.db import db
from app.kernel.outbox import OutgoingMail
from app.kernel.worker import Worker
from tests.support import post

_numbers = count(1)
SENDER = "Ortsstimme <post@example.org>"


@contextmanager
def known_to(app: Flask, **options: Any) -> Iterator[post.PostServer]:
    """A mail server that runs, and the app told about it."""
    before = app.config["SETTINGS"]
    with post.serving(**options) as server:
        app.config["SETTINGS"] = replace(before, mail_url=server.url, mail_from=SENDER)
        try:
            yield server
        finally:
            app.config["SETTINGS"] = before


def waiting(**changed: Any) -> bool:
    """Put a mail into the outbox."""
    values = {
        "recipient": f"reader{next(_numbers)}@example.org",
        "subject": "Treffen",
        "text": "Kommen Sie?",
        "language": "de",
    }
    return outbox.put(**{**values, **changed})


def worker(app: Flask) -> Worker:
    settings = app.config["SETTINGS"]
    return Worker(post_office.named_by(settings.mail_url, settings.mail_from))


def sent_by(one: Worker) -> bool:
    """Commit what was arranged and let a worker do all that is due."""
    db.session.commit()
    return one.do_what_is_due()


def rows() -> list[OutgoingMail]:
    found = list(db.session.scalars(db.select(OutgoingMail).order_by(OutgoingMail.created_at)).all())
    db.session.commit()
    return found
