"""Signed, timed form tokens, bound to a purpose. They need no session and no cookie.

A public form carries a fresh `client_id` and a token over (purpose, client_id, time). A staff form's token is bound to the
row of the staff session, so nobody else can make one.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from app.kernel import clock, codes

LIFETIME = timedelta(hours=24)
HUMAN_PACE = timedelta(seconds=3)


class Verdict(StrEnum):
    GOOD = "good"
    HASTY = "hasty"
    EXPIRED = "expired"
    FORGED = "forged"


def issue(purpose: str, subject: str) -> str:
    """A token for this purpose and subject, made now."""
    seconds = str(int(clock.now().timestamp()))
    return f"{seconds}.{_signature(purpose, subject, seconds)}"


def judge(token: str, purpose: str, subject: str) -> Verdict:
    """What a token is worth. HASTY is a real token that came back faster than people write."""
    seconds, _, signature = token.partition(".")
    if not (
        seconds.isascii()
        and seconds.isdigit()
        and len(seconds) < 12
        and codes.same(signature, _signature(purpose, subject, seconds))
    ):
        return Verdict.FORGED
    age = clock.now() - datetime.fromtimestamp(int(seconds), UTC)
    if age > LIFETIME:
        return Verdict.EXPIRED
    return Verdict.HASTY if age < HUMAN_PACE else Verdict.GOOD


def _signature(purpose: str, subject: str, seconds: str) -> str:
    return codes.keyed("form", f"{purpose}\0{subject}\0{seconds}")
