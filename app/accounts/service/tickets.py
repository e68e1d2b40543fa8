"""Between password and second factor there is no login yet: the form carries a signed ticket, good for five minutes.

It is bound to the account, to what it is for, and to the password's hash: a new password makes it worthless.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from app.accounts import queries
from app.kernel import clock, tokens
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _

LIFETIME = timedelta(minutes=5)


class Purpose(StrEnum):
    SECOND_STEP = "second-step"
    FIRST_LOGIN = "first-login"
    NEW_FACTOR = "new-factor"


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """Who has just shown the right password, and the seed of the second factor that is being set up, if any."""

    account: queries.Credentials
    seed: str


def issue(purpose: Purpose, account: queries.Credentials, *, seed: str = "") -> str:
    return f"{account.account_id}.{seed}.{tokens.issue(purpose, _subject(account, seed))}"


def read(purpose: Purpose, text: str) -> Ticket:
    """The ticket in this text; raises RuleBroken when it has run out or is none."""
    account_id, _dot, rest = text.partition(".")
    seed, _dot, token = rest.partition(".")
    account = _find(account_id)
    if account is None or not account.is_active or not _is_good(token, purpose, _subject(account, seed)):
        raise RuleBroken(_("Das hat zu lange gedauert. Bitte melden Sie sich noch einmal an."))
    return Ticket(account=account, seed=seed)


def _find(account_id: str) -> queries.Credentials | None:
    try:
        return queries.find_credentials_of(UUID(account_id))
    except ValueError:
        return None


def _is_good(token: str, purpose: Purpose, subject: str) -> bool:
    if tokens.judge(token, purpose, subject) not in {tokens.Verdict.GOOD, tokens.Verdict.HASTY}:
        return False
    made = int(token.partition(".")[0])
    return clock.now().timestamp() - made <= LIFETIME.total_seconds()


def _subject(account: queries.Credentials, seed: str) -> str:
    return f"{account.account_id}\0{account.password_hash}\0{seed}"
