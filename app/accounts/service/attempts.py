"""How often somebody may try to log in. The rule, and why it locks nobody out: docs/decisions/0003.

One network may try one account five times in a quarter of an hour. When an account is tried more than fifty times an hour
from everywhere together, each network has one try instead of five: guessing slows down, and the owner, at home or in the
office, still gets in with the right password. Networks and addresses are kept as keyed hashes.
"""

from datetime import timedelta

import sqlalchemy as sa

from app.kernel import codes, limits
from app.kernel.db import db
from app.kernel.errors import TooOften

WINDOW = timedelta(minutes=15)
MOST_HERE = 5
"""Tries of one account from one network in a window."""
MOST_WHEN_CALM = 50
"""Tries of one account from everywhere in an hour, until each network has one left."""
MOST_OF_A_NETWORK = 60
"""Tries of all accounts from one network in a window: a whole town hall may come to work at eight."""
MOST_CODES = 10
"""Tries of the second factor, or of the own password inside, in a window. Only who knows the password gets here."""


def count_login(*, email: str, network: str) -> None:
    """Count a try; raises TooOften when it is one too many. The account need not exist."""
    limits.allow("login-network", network, most=MOST_OF_A_NETWORK, per=WINDOW)
    here = limits.hit("login", _here(email, network), per=WINDOW)
    if here > MOST_HERE:
        raise TooOften(seconds=int(WINDOW.total_seconds()))
    anywhere = limits.hit("login-account", _name(email), per=timedelta(hours=1))
    if anywhere > MOST_WHEN_CALM and here > 1:
        raise TooOften(seconds=int(WINDOW.total_seconds()))


def forget_login(*, email: str, network: str) -> None:
    """A right password makes up for the wrong ones before it, from this network."""
    _forget("login", _here(email, network))


def count_code(account_id: str) -> None:
    limits.allow("login-code", account_id, most=MOST_CODES, per=WINDOW)


def forget_codes(account_id: str) -> None:
    _forget("login-code", account_id)


def _here(email: str, network: str) -> str:
    return f"{network}:{_name(email)}"


def _name(email: str) -> str:
    return codes.keyed("login-account", email)


def _forget(what: str, subject: str) -> None:
    """Part of the request's transaction: the counters themselves were committed before."""
    db.session.execute(sa.delete(limits.Attempts).where(limits.Attempts.subject == f"{what}:{subject}"))
