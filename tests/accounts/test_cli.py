"""Accounts on the command line."""

from dataclasses import replace

import pytest

from app.accounts import queries, service
from app.accounts.models import Account
from app.accounts.rules import Role
from app.accounts.service import hashing
from app.kernel.db import db
from config import Settings, _default_database
from tests import factories
from tests.accounts.conftest import person

pytestmark = pytest.mark.full_on_postgresql

CREATE = ["accounts", "create", "--email", "Chef@Example.org", "--name", "Leitung", "--role", "administrator"]


@pytest.fixture
def run(world):
    """Type a command, as an operator does."""

    def type_in(*words: str, text: str = ""):
        with world.outside():
            return world.app.test_cli_runner().invoke(args=list(words), input=text)

    return type_in


@pytest.fixture
def local_trial(world, monkeypatch):
    settings = replace(world.app.config["SETTINGS"], database_url=_default_database(), public_url=Settings.public_url)
    monkeypatch.setitem(world.app.config, "SETTINGS", settings)


def test_the_first_administrator_comes_from_the_command_line(run):
    done = run(*CREATE, text=f"{factories.PASSWORD}\n{factories.PASSWORD}\n")

    assert done.exit_code == 0
    assert factories.PASSWORD not in done.output
    account = queries.find_account(email="chef@example.org")
    assert account.held_roles == {Role.ADMINISTRATOR}
    assert hashing.matches(account.password_hash, factories.PASSWORD)


def test_a_script_gives_the_password_on_its_input(run):
    done = run(
        *CREATE, "--role", "planning_coordinator", "--city-wide", "--password-stdin", text=f"{factories.PASSWORD}\r\n"
    )

    assert done.output.strip() == "Das Konto chef@example.org ist angelegt."
    account = queries.find_account(email="chef@example.org")
    assert account.held_roles == {Role.ADMINISTRATOR, Role.PLANNING_COORDINATOR}
    assert account.is_city_wide


@pytest.mark.parametrize(
    ("more", "password", "said"),
    [
        ((), "kurz", "mindestens 12 Zeichen"),
        ((), "", "mindestens 12 Zeichen"),
        ((), "Passwort2026!", "leicht zu raten"),
        (("--email", "keine Adresse"), factories.PASSWORD, "E-Mail-Adresse"),
        (("--role", "evaluator", "--role", "contact_keeper"), factories.PASSWORD, "niemand zusammen"),
    ],
)
def test_what_will_not_do_is_said_in_one_sentence_and_changes_nothing(run, more, password, said):
    done = run(*CREATE, *more, "--password-stdin", text=f"{password}\n")

    assert done.exit_code == 1
    assert said in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert db.session.query(Account).count() == 0


@pytest.mark.parametrize("more", [("--department", "unbekannt"), ("--ortsteil", "99")])
def test_an_unknown_department_or_ortsteil_is_said_in_one_sentence(run, more):
    done = run(*CREATE, *more, "--password-stdin", text=f"{factories.PASSWORD}\n")

    assert done.exit_code == 1
    assert more[1] in done.output
    assert db.session.query(Account).count() == 0


def test_an_account_is_made_once(run):
    run(*CREATE, "--password-stdin", text=f"{factories.PASSWORD}\n")

    done = run(*CREATE, "--password-stdin", text=f"{factories.PASSWORD}\n")

    assert done.exit_code == 1
    assert "schon ein Konto" in done.output


def test_an_unknown_role_is_refused(run):
    assert run("accounts", "create", "--email", "a@example.org", "--name", "A", "--role", "king").exit_code == 2


def test_a_local_trial_shows_the_code_of_the_second_factor(run, local_trial, way_in):
    member = person("quarter_worker", email="rieth@example.org")
    second = way_in.first_step(member.email).form()

    done = run("accounts", "code", "Rieth@example.org")

    way_in.reader.send(second.fill(code=done.output.strip()), status=303)


def test_elsewhere_no_code_is_shown(run):
    person("quarter_worker", email="rieth@example.org")

    done = run("accounts", "code", "rieth@example.org")

    assert done.exit_code == 1
    assert "Probebetrieb" in done.output
    assert not any(word.isdecimal() for word in done.output.split())


def test_in_production_no_code_is_shown_even_on_the_default_database(run, local_trial, monkeypatch, world):
    settings = replace(world.app.config["SETTINGS"], public_url="https://ortsstimme.example")
    monkeypatch.setitem(world.app.config, "SETTINGS", settings)
    person("quarter_worker", email="rieth@example.org")

    assert run("accounts", "code", "rieth@example.org").exit_code == 1


def test_who_has_no_second_factor_or_no_account_has_no_code(run, local_trial):
    service.create_account(email="neu@example.org", name="Neu", password=factories.PASSWORD, roles=[Role.EVALUATOR])

    assert "ersten Anmelden" in run("accounts", "code", "neu@example.org").output
    assert "kein Konto" in run("accounts", "code", "niemand@example.org").output


@pytest.mark.parametrize("words", [["accounts"], ["accounts", "create"], ["accounts", "code"]])
def test_every_command_explains_itself(run, words):
    done = run(*words, "--help")

    assert done.exit_code == 0
    assert "--help" in done.output
