"""How a member of staff comes in: password, then second factor; at the first login both are made one's own."""

import logging
from dataclasses import dataclass, replace
from uuid import UUID

import pyotp
import sqlalchemy as sa

from app.accounts import queries, rules
from app.accounts.models import Account
from app.accounts.service import attempts, hashing, managing, second_factor, sessions, tickets
from app.accounts.service.tickets import Purpose
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _

ISSUER = "Ortsstimme"

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Enrolment:
    """What the page shows on which a phone learns the second factor."""

    uri: str
    groups: list[str]


def log_in(*, email: str, password: str, network: str) -> queries.Credentials:
    """The account with this password. No lock is held while the slow hash is computed.

    An unknown address, a wrong password and an account that is switched off get the same answer after the same work.
    """
    email = rules.normal_email(email)
    attempts.count_login(email=email, network=network)
    account = queries.find_credentials(email=email)
    matches = hashing.matches(account.password_hash if account else None, password)
    if account is None or not matches or not account.is_active:
        log.warning("login refused: %s", account.account_id if account else "unknown account")
        raise RuleBroken(_("Die E-Mail-Adresse oder das Passwort stimmt nicht."))
    account = _with_fresh_hash(account, password)
    attempts.forget_login(email=email, network=network)
    return account


def offer_second_step(account: queries.Credentials) -> str:
    """The ticket for the second step."""
    return tickets.issue(Purpose.SECOND_STEP, account)


def pass_second_step(*, ticket: str, code: str) -> UUID:
    """Check the code of the second factor. Answers whose login may begin."""
    account = tickets.read(Purpose.SECOND_STEP, ticket).account
    attempts.count_code(str(account.account_id))
    if not account.seed or not second_factor.use_code(account_id=account.account_id, seed=account.seed, code=code):
        log.warning("second factor refused: %s", account.account_id)
        raise RuleBroken(_("Dieser Code passt nicht oder wurde schon benutzt. Warten Sie auf den nächsten."), field="code")
    attempts.forget_codes(str(account.account_id))
    log.info("login: %s", account.account_id)
    return account.account_id


def begin_enrolment(account: queries.Credentials, *, purpose: Purpose = Purpose.FIRST_LOGIN) -> str:
    """A ticket with a fresh seed; nothing is stored before a code has shown that the phone knows it."""
    return tickets.issue(purpose, account, seed=second_factor.fresh_seed())


def enrolment_of(ticket: str, *, purpose: Purpose = Purpose.FIRST_LOGIN) -> Enrolment:
    """What the phone must learn, as QR code and in groups of four letters."""
    read = tickets.read(purpose, ticket)
    secret = second_factor.secret_of(read.seed)
    uri = pyotp.TOTP(secret).provisioning_uri(name=read.account.email, issuer_name=ISSUER)
    return Enrolment(uri=uri, groups=[secret[start : start + 4] for start in range(0, len(secret), 4)])


def enrol(*, ticket: str, code: str, new_password: str) -> UUID:
    """The first login: take the second factor and a password that nobody else has seen."""
    read = tickets.read(Purpose.FIRST_LOGIN, ticket)
    step = _step_of_new_factor(read, code)
    if read.account.seed is not None:
        raise RuleBroken(_("Ihr zweiter Faktor ist schon eingerichtet. Bitte melden Sie sich noch einmal an."))
    if hashing.matches(read.account.password_hash, new_password):
        raise RuleBroken(_("Denken Sie sich ein neues Passwort aus. Das erste kennt noch jemand."), field="new_password")
    managing.set_password(account_id=read.account.account_id, new_password=new_password)
    second_factor.give_second_factor(account_id=read.account.account_id, seed=read.seed, last_step=step)
    log.info("first login: %s", read.account.account_id)
    return read.account.account_id


def confirm_password(*, account_id: UUID, password: str) -> queries.Credentials:
    """Ask somebody who is logged in for the password again, before they change how they log in."""
    attempts.count_code(str(account_id))
    account = queries.find_credentials_of(account_id)
    if account is None or not hashing.matches(account.password_hash, password):
        raise RuleBroken(_("Das ist nicht Ihr jetziges Passwort."), field="password")
    attempts.forget_codes(str(account_id))
    return account


def replace_second_factor(*, account_id: UUID, ticket: str, code: str) -> None:
    """Take the new second factor of somebody who is logged in; all their logins end."""
    read = tickets.read(Purpose.NEW_FACTOR, ticket)
    step = _step_of_new_factor(read, code)
    if read.account.account_id != account_id:
        raise RuleBroken(_("Das hat zu lange gedauert. Bitte melden Sie sich noch einmal an."))
    second_factor.give_second_factor(account_id=account_id, seed=read.seed, last_step=step)
    sessions.end_all_sessions(account_id=account_id)
    log.info("new second factor: %s", account_id)


def _step_of_new_factor(read: tickets.Ticket, code: str) -> int:
    step = second_factor.find_step(read.seed, code)
    if step is None:
        raise RuleBroken(_("Dieser Code passt nicht. Warten Sie auf den nächsten und tippen Sie ihn ab."), field="code")
    return step


def _with_fresh_hash(account: queries.Credentials, password: str) -> queries.Credentials:
    """Renew a hash that was made with weaker settings, now that the password is known."""
    if not hashing.is_outdated(account.password_hash):
        return account
    fresh = hashing.hashed(password)
    known = sa.update(Account).where(Account.id == account.account_id, Account.password_hash == account.password_hash)
    db.session.execute(known.values(password_hash=fresh))
    return replace(account, password_hash=fresh)
