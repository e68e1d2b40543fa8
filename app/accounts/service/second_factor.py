"""The second factor: codes of an app on the phone (TOTP, RFC 6238), each good for half a minute and only once.

The database keeps a random seed. The secret that the phone knows is an HMAC of the seed under CODE_KEY, so a stolen copy
of the database makes no codes.
"""

from base64 import b32encode
from datetime import datetime
from uuid import UUID

import pyotp
import sqlalchemy as sa

from app.accounts.models import Account
from app.kernel import clock, codes
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _

STEP_SECONDS = 30
WINDOW = (-1, 0, 1)
"""A phone's clock may be half a minute off."""
SECRET_BYTES = 20


def fresh_seed() -> str:
    return codes.fresh_id()


def secret_of(seed: str) -> str:
    """The secret for the phone, in the letters that such apps expect."""
    return b32encode(bytes.fromhex(codes.lasting("second-factor", seed))[:SECRET_BYTES]).decode()


def find_step(seed: str, code: str) -> int | None:
    """The half minute to which a code belongs, if it is one of now."""
    totp, given = pyotp.TOTP(secret_of(seed)), "".join(code.split())
    now = _step_of(clock.now())
    return next((now + off for off in WINDOW if codes.same(totp.at((now + off) * STEP_SECONDS), given)), None)


def use_code(*, account_id: UUID, seed: str, code: str) -> bool:
    """Use a code up. False when it is wrong, or when it or a newer one was used before; two at once: one of them."""
    step = find_step(seed, code)
    if step is None:
        return False
    unused = sa.or_(Account.totp_last_step.is_(None), Account.totp_last_step < step)
    used = sa.update(Account).where(Account.id == account_id, unused).values(totp_last_step=step)
    return db.session.execute(used.returning(Account.id)).scalar_one_or_none() is not None


def give_second_factor(*, account_id: UUID, seed: str, last_step: int | None = None) -> None:
    """Take this seed from now on; codes up to `last_step` are used up."""
    given = sa.update(Account).where(Account.id == account_id).values(totp_secret=seed, totp_last_step=last_step)
    db.session.execute(given)


def current_code(*, seed: str, last_step: int | None) -> str:
    """The next code that will be taken: for trials on one's own machine only."""
    now = _step_of(clock.now())
    step = max(now, (last_step or 0) + 1)
    if step > now + max(WINDOW):
        raise RuleBroken(_("Die Codes von jetzt sind verbraucht. Versuchen Sie es in einer halben Minute noch einmal."))
    return pyotp.TOTP(secret_of(seed)).at(step * STEP_SECONDS)


def _step_of(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS
