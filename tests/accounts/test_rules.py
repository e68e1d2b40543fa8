"""Who may what, how long a login lasts, where it may lead."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts import labels, rules
from app.accounts.rules import PERMISSIONS, Role, leads_to_work, may, may_be_held_together, still_lasts

MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)

FOREIGN = [
    "https://evil.example",
    "http://evil.example/de/arbeit",
    "//evil.example",
    "///evil.example",
    "////evil.example/de/arbeit",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/ /evil.example",
    "/%09/evil.example",
    "/%2f%2fevil.example",
    "/%5cevil.example",
    "%2f%2fevil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//de/arbeit",
    "data:text/html,/de/arbeit",
    "vbscript:msgbox",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "evil.example/de/arbeit",
    "@evil.example/de/arbeit",
    "/@evil.example",
    "//de/arbeit",
    "/de//arbeit",
    "/de/arbeit//evil.example",
    "/de/arbeit\\..\\..\\evil.example",
    "/de/arbeit/../../../evil.example",
    "/de/arbeit/%2e%2e/evil.example",
    "/de/arbeit@evil.example",
    "/de/arbeit:80@evil.example",
    "/de/arbeit#@evil.example",
    "/de/arbeit?x=1\r\nSet-Cookie: staff=1",
    "/de/arbeit\nLocation: https://evil.example",
    "/de/arbeit\0",
    "/de/arbeiten",
    "/de/anliegen",
    "/arbeit",
    "/DE/arbeit",
    "//evil.example/%2f..",
    "/de/arbeit/\u202e",
    "／／evil.example",
    "/。evil.example",
    "",
    "/",
    "x" * 5000,
]
"""Addresses to which no login may lead."""


@pytest.mark.parametrize("address", FOREIGN)
def test_a_login_never_leads_away(address):
    assert not leads_to_work(address)


@pytest.mark.parametrize(
    "address",
    [
        "/de/arbeit",
        "/en/arbeit/konto",
        "/de/arbeit/anliegen/2026-00042",
        "/de/arbeit/anliegen?vor=5&thema=wohnen&q=Stra%C3%9Fe+1",
    ],
)
def test_a_login_leads_back_to_work(address):
    assert leads_to_work(address)


def test_a_login_lasts_a_working_day_of_rest():
    since = MONDAY

    assert still_lasts(since=since, last_seen=since, now=since + timedelta(hours=8) - timedelta(seconds=1))
    assert not still_lasts(since=since, last_seen=since, now=since + timedelta(hours=8))


def test_a_login_lasts_no_longer_than_a_week():
    almost = MONDAY + timedelta(days=7) - timedelta(seconds=1)

    assert still_lasts(since=MONDAY, last_seen=almost, now=almost)
    assert not still_lasts(since=MONDAY, last_seen=almost, now=MONDAY + timedelta(days=7))


def test_nobody_reads_answers_and_knows_names():
    assert not may_be_held_together(frozenset(Role))
    assert not may_be_held_together(frozenset({Role.EVALUATOR, Role.CONTACT_KEEPER}))
    assert may_be_held_together(frozenset(Role) - {Role.CONTACT_KEEPER})
    assert may_be_held_together(frozenset(Role) - {Role.EVALUATOR})


def test_every_role_has_a_desk_and_nobody_without_a_role_may_anything():
    assert all(may(frozenset({role}), "desk.see") for role in Role)
    assert not any(may(frozenset(), permission) for permission in PERMISSIONS)


def test_an_unknown_permission_is_a_mistake():
    with pytest.raises(KeyError):
        may(frozenset(Role), "concerns.delete_everything")


def test_only_administrators_manage_accounts():
    assert PERMISSIONS["accounts.manage"] == {Role.ADMINISTRATOR}


def test_everything_has_a_german_name():
    assert labels.ROLES.keys() == set(Role)
    assert labels.PERMISSIONS.keys() == PERMISSIONS.keys()


@pytest.mark.parametrize(
    ("short", "key"),
    [
        ("Amt 51", "amt-51"),
        ("Jugend & Soziales", "jugend-soziales"),
        ("Grünflächen", "gruenflaechen"),
        ("Straße", "strasse"),
        ("–", ""),
    ],
)
def test_a_department_gets_its_key_from_its_short_name(short, key):
    assert rules.department_key(short) == key


@pytest.mark.parametrize("email", ["rieth@example.org", "a.b+c@sub.example.de", "müller@example.org"])
def test_an_email_address_looks_like_one(email):
    assert rules.looks_like_email(email)


@pytest.mark.parametrize(
    "email",
    ["", "rieth", "rieth@", "@example.org", "a b@example.org", "a@b@example.org", "a@example", "a@" + "x" * 250 + ".de"],
)
def test_anything_else_does_not_look_like_an_email_address(email):
    assert not rules.looks_like_email(email)
