"""Rows of the mailing for tests, and what stands in mails."""

import re
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from app.kernel import clock, jobs
from app.kernel.db import db
from app.mailing import rules, service
from app.mailing.models import Subscription
from app.mailing.rules import Letter, Purpose
from tests.support.post import Delivered

_numbers = count(1)
SUBJECT = "forum:rieth"


def subscription(**changed: Any) -> Subscription:
    """Somebody who has said yes today."""
    email = changed.pop("email", f"neighbour{next(_numbers)}@example.org")
    values = {
        "purpose": Purpose.INVITATIONS,
        "subject": SUBJECT,
        "email": email,
        "email_hash": service.hash_of(email),
        "language": "de",
        "confirmed_at": clock.now(),
        "expires_on": rules.end_of(clock.today()),
        **changed,
    }
    row = Subscription(**values)
    db.session.add(row)
    db.session.flush()
    return row


def letter(language) -> Letter:
    """A letter that says in which language it was asked for."""
    return Letter(subject=f"Treffen ({language.code})", text=f"Kommen Sie? ({language.code})")


def links(mail: Delivered) -> list[str]:
    """The pages that a mail leads to, as paths."""
    return [urlsplit(address).path for address in re.findall(r"https?://\S+", mail.text)]


def everybody() -> list[Subscription]:
    db.session.expire_all()
    found = list(db.session.scalars(db.select(Subscription)).all())
    db.session.commit()
    return found


def do_jobs() -> None:
    """All timed work, as `flask worker` does it once an hour."""
    db.session.commit()
    for job in jobs.due():
        jobs.do(job)
