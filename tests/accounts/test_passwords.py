"""What is too easy to guess, and what is not."""

import pytest

from app.accounts.passwords import LONGEST, Weakness, weakness_of

PETRA = {"name": "Petra Muster", "email": "p.muster@quartier-rieth.example"}


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("kurz", Weakness.TOO_SHORT),
        ("elf Zeichen", Weakness.TOO_SHORT),
        ("x" * (LONGEST + 1), Weakness.TOO_LONG),
        ("aaaaaaaaaaaaa", Weakness.COMMON),
        ("abcabcabcabc", Weakness.COMMON),
        ("PasswortPasswort", Weakness.COMMON),
        ("123456789012", Weakness.COMMON),
        ("210987654321", Weakness.COMMON),
        ("qwertz123456", Weakness.COMMON),
        ("1q2w3e4r5t6z", Weakness.COMMON),
        ("1qaz2wsx3edc", Weakness.COMMON),
        ("asdf1234!asdf", Weakness.COMMON),
        ("Passwort2026!", Weakness.COMMON),
        ("P@ssw0rt2026", Weakness.COMMON),
        ("!!Willkommen!!", Weakness.COMMON),
        ("Sommer2026!!!", Weakness.COMMON),
        ("Erfurt-Rieth-99", Weakness.COMMON),
        ("petramuster12", Weakness.PERSONAL),
        ("Muster.Petra.1984", Weakness.PERSONAL),
        ("p.muster@quartier-rieth.example", Weakness.PERSONAL),
    ],
)
def test_a_weak_password_is_recognised(password, weakness):
    assert weakness_of(password, **PETRA) is weakness


@pytest.mark.parametrize(
    "password",
    [
        "viel Wind über dem Petersberg",
        "pferd batterie heftklammer",
        "tz7-kq9-wm4-pd",
        "petra-liebt-lange-radtouren",
        "пароль із чотирьох слів",
        "كلمة سر طويلة جدا",
        "1f9d0-7be3c-a5d42-e8806",
        "  Leerzeichen zählen mit  ",
        "gut " + "lang " * 50,
    ],
)
def test_a_good_password_of_any_script_and_without_special_signs_is_taken(password):
    assert weakness_of(password, **PETRA) is None
