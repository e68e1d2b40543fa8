"""Accounts on the command line: the first administrator comes from here."""

import sys
from typing import Any, NoReturn

import click
from flask import current_app
from flask.cli import AppGroup

from app.accounts import queries, rules, service
from app.accounts.rules import Role
from app.kernel.db import db
from app.kernel.errors import RuleBroken

commands = AppGroup("accounts", help="Konten der Menschen, die hier arbeiten.")


@commands.command("create")
@click.option("--email", required=True, help="Die E-Mail-Adresse, mit der man sich anmeldet.")
@click.option("--name", required=True, help="Der Name, wie er im Protokoll stehen soll.")
@click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in Role]),
    multiple=True,
    required=True,
    help="Eine Aufgabe; mehrere: die Option mehrmals angeben.",
)
@click.option("--department", "department_key", help="Der Schlüssel eines Fachamts.")
@click.option("--ortsteil", "ortsteile", multiple=True, help="Ein Ortsteil neben den Foren; mehrmals möglich.")
@click.option("--city-wide", "is_city_wide", is_flag=True, help="Sieht auch Anliegen aus Ortsteilen ohne Forum.")
@click.option("--password-stdin", is_flag=True, help="Das Passwort aus der Eingabe lesen, statt danach zu fragen.")
def create(*, password_stdin: bool, roles: tuple[str, ...], **details: Any) -> None:
    """Ein Konto anlegen. Beim ersten Anmelden entstehen das eigene Passwort und der zweite Faktor."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _asked_password()
    try:
        account = service.create_account(password=password, roles=[Role(role) for role in roles], **details)
        db.session.commit()
    except RuleBroken as broken:
        _refuse(str(broken))
    click.echo(f"Das Konto {account.email} ist angelegt.")


@commands.command("code")
@click.argument("email")
def code(email: str) -> None:
    """Den Code des zweiten Faktors zeigen: nur im Probebetrieb auf dem eigenen Rechner."""
    if not current_app.config["SETTINGS"].is_local_trial:
        _refuse("Codes gibt es hier nur im Probebetrieb auf dem eigenen Rechner. Nehmen Sie die App auf Ihrem Telefon.")
    account = queries.find_account(email=rules.normal_email(email))
    if account is None:
        _refuse("Für diese E-Mail-Adresse gibt es kein Konto.")
    if account.totp_secret is None:
        _refuse("Dieses Konto hat noch keinen zweiten Faktor. Er entsteht beim ersten Anmelden.")
    try:
        click.echo(service.current_code(seed=account.totp_secret, last_step=account.totp_last_step))
    except RuleBroken as used_up:
        _refuse(str(used_up))


def _asked_password() -> str:
    return str(click.prompt("Passwort", hide_input=True, confirmation_prompt="Passwort noch einmal"))


def _refuse(sentence: str) -> NoReturn:
    db.session.rollback()
    sys.exit(sentence)
