"""Accounts: made, changed, switched off, given a new start."""

import logging
from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from app.accounts import labels, passwords, queries, rules
from app.accounts.models import Account, AccountOrtsteil, RoleHeld
from app.accounts.rules import Role
from app.accounts.service import hashing, sessions
from app.kernel import codes
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.upsert import insert
from app.places import queries as places

Key = TypeVar("Key")
Row = TypeVar("Row")

log = logging.getLogger(__name__)


def create_account(
    *,
    email: str,
    name: str,
    password: str,
    roles: Iterable[Role],
    ortsteile: Iterable[str] = (),
    department_key: str | None = None,
    is_city_wide: bool = False,
) -> Account:
    """Make an account. Whoever gets it chooses an own password and a second factor at the first login."""
    email = rules.normal_email(email)
    if not rules.looks_like_email(email):
        raise RuleBroken(_("Schreiben Sie eine E-Mail-Adresse, zum Beispiel name@beispiel.de."), field="email")
    _refuse_weak(password, name=name, email=email, field="password")
    values = {"email": email, "name": name, "password_hash": hashing.hashed(password)}
    made = insert(Account).values(values).on_conflict_do_nothing(index_elements=[Account.email]).returning(Account.id)
    account_id = db.session.execute(made).scalar_one_or_none()
    if account_id is None:
        raise RuleBroken(_("Für diese E-Mail-Adresse gibt es schon ein Konto."), field="email")
    return change_account(
        account_id=account_id,
        name=name,
        roles=roles,
        ortsteile=ortsteile,
        department_key=department_key,
        is_city_wide=is_city_wide,
        is_active=True,
    )


def change_account(
    *,
    account_id: UUID,
    name: str,
    roles: Iterable[Role],
    ortsteile: Iterable[str],
    department_key: str | None,
    is_city_wide: bool,
    is_active: bool,
) -> Account:
    """Say what an account is for. Other roles, or none of them any more: all its logins end."""
    account, wanted, ortsteile = queries.get_account(account_id), frozenset(roles), list(ortsteile)
    _refuse_roles(account, wanted if is_active else frozenset())
    _refuse_unknown(ortsteile, department_key)
    if wanted != account.held_roles or is_active != account.is_active:
        sessions.end_all_sessions(account_id=account_id)
        log.info("roles changed: %s: %s, active: %s", account_id, ", ".join(sorted(wanted)), is_active)
    account.name, account.is_active, account.is_city_wide = name.strip(), is_active, is_city_wide
    account.department_key = department_key or None
    account.roles = _exchanged(account.roles, {role: RoleHeld(role=role) for role in wanted}, "role")
    places = {key: AccountOrtsteil(ortsteil_key=key) for key in ortsteile}
    account.ortsteile = _exchanged(account.ortsteile, places, "ortsteil_key")
    db.session.flush()
    return account


def set_language(*, account_id: UUID, language: str) -> None:
    """Say in which language somebody wants mails. `language` is a code."""
    queries.get_account(account_id).language = language
    db.session.flush()


def set_password(*, account_id: UUID, new_password: str) -> None:
    """Take a new password. All logins of the account end (ASVS 7.4.3)."""
    account = queries.get_account(account_id)
    _refuse_weak(new_password, name=account.name, email=account.email, field="new_password")
    _take_password(account, new_password)


def give_start_password(*, account_id: UUID) -> str:
    """Let somebody who lost the password begin anew. The answer is shown once and lasts until the first login."""
    start = fresh_start_password()
    _take_password(queries.get_account(account_id), start)
    reset_second_factor(account_id=account_id)
    return start


def fresh_start_password() -> str:
    """A random password of 80 bits that can be read out on the telephone."""
    figures = codes.fresh_id()
    return "-".join(figures[start : start + 5] for start in range(0, 20, 5))


def reset_second_factor(*, account_id: UUID) -> None:
    """Let somebody who lost the phone set up another at the next login. All logins of the account end."""
    account = queries.get_account(account_id)
    account.totp_secret = account.totp_last_step = None
    sessions.end_all_sessions(account_id=account_id)
    db.session.flush()
    log.info("second factor reset: %s", account_id)


def _take_password(account: Account, password: str) -> None:
    account.password_hash = hashing.hashed(password)
    sessions.end_all_sessions(account_id=account.id)
    db.session.flush()
    log.info("password changed: %s", account.id)


def _refuse_weak(password: str, *, name: str, email: str, field: str) -> None:
    if weakness := passwords.weakness_of(password, name=name, email=email):
        raise RuleBroken(labels.WEAKNESSES[weakness], field=field)


def _refuse_roles(account: Account, wanted: frozenset[Role]) -> None:
    if not rules.may_be_held_together(wanted):
        raise RuleBroken(
            _("Auswertung und Kontaktzettel darf niemand zusammen haben: Antworten und Namen bleiben getrennt."),
            field="roles",
        )
    was_administrator = account.is_active and Role.ADMINISTRATOR in account.held_roles
    if was_administrator and Role.ADMINISTRATOR not in wanted and queries.is_last_administrator(account.id):
        raise RuleBroken(
            _("Das ist das einzige Konto für die Administration. Geben Sie zuerst jemand anderem diese Aufgabe."),
            field="roles",
        )


def _refuse_unknown(ortsteile: Iterable[str], department_key: str | None) -> None:
    if unknown := sorted(set(ortsteile) - places.keys()):
        raise RuleBroken(_("Diese Ortsteile gibt es nicht: %(keys)s", keys=", ".join(unknown)), field="ortsteile")
    if department_key and department_key not in {department.key for department in queries.departments()}:
        raise RuleBroken(_("Dieses Fachamt gibt es nicht: %(key)s", key=department_key), field="department_key")


def _exchanged(held: list[Row], wanted: dict[Key, Row], key: str) -> list[Row]:
    """The rows that stay, and new ones for what was missing: a row that stays is not written anew."""
    kept = {getattr(row, key): row for row in held}
    return [kept.get(value, fresh) for value, fresh in wanted.items()]
