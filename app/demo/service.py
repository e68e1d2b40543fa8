"""Load the demo city into a new database, and keep its logins where only the owner of the machine can read them."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from flask import current_app

from app.accounts.models import Account
from app.demo import gremien, meetings, notices, people, renditions, surveys, voices
from app.demo.people import Login
from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.quarter import Quarter
from app.needs import service as needs
from app.places import service as places
from app.places.models import Ortsteil
from config import INSTANCE, ROOT

PLACES = ROOT / "app" / "places" / "data"
LOGINS = INSTANCE / "demo-logins.txt"
FIRST_QUARTER = Quarter(year=2024, number=4)


def is_new() -> bool:
    """Whether nobody has moved in yet: no place and no account."""
    lived_in = sa.select(sa.exists().where(Ortsteil.key.is_not(None)) | sa.exists().where(Account.id.is_not(None)))
    return not db.session.scalar(lived_in)


def load(*, tell: Callable[[str], None] = lambda _step: None) -> list[Login]:
    """Load everything. Raises RuleBroken when somebody lives here already. `tell` hears each step."""
    if not is_new():
        raise RuleBroken("In dieser Datenbank ist schon etwas. Die Beispielstadt braucht eine neue.")
    tell("Ortsteile und Raumzuschnitte")
    for name in ("erfurt_ortsteile.csv", "erfurt_area_schemes.csv"):
        places.import_places(PLACES / name)
    tell("Fachämter, Konten und Foren")
    logins = people.move_in()
    tell("Gremien")
    gremien.convene()
    tell("Anliegen und Stimmen")
    voices.speak()
    tell("Treffen und Protokolle")
    meetings.meet()
    tell("Befragungen und Gespräche")
    surveys.ask()
    tell("Meldungen")
    notices.report()
    tell("Übersetzungen")
    renditions.tell()
    for quarter in closed_quarters():
        tell(f"Veröffentlichung {quarter}")
        needs.make_release(quarter=quarter)
    return logins


def closed_quarters() -> list[Quarter]:
    """The quarters of the demo that are over."""
    found, quarter = [], FIRST_QUARTER
    while quarter.closed(clock.now()):
        found.append(quarter)
        quarter = quarter.following
    return [quarter for quarter in found if quarter <= Quarter(year=2026, number=3)]


def keep_logins(logins: list[Login], *, path: Path = LOGINS) -> None:
    """Write the logins into a file that only its owner may read."""
    number, code = voices.sample_code()
    day, notice_code = notices.sample_code()
    lines = [f"{login.email:26} {login.password:22} {login.secret}  {login.name} ({login.roles})" for login in logins]
    text = "\n".join(
        [
            "Anmelden unter /de/arbeit. Zweiter Faktor: das Geheimnis in eine Code-App eingeben,",
            "oder: .venv/bin/flask --app wsgi accounts code E-MAIL",
            "",
            f"{'E-Mail':26} {'Passwort':22} Geheimnis für den zweiten Faktor",
            *lines,
            "",
            f"Nummer zum Nachverfolgen von Anliegen {number}: {_groups(code)}",
            f"Nummer zum Nachsehen der Meldung vom {day}: {_groups(notice_code)}",
        ]
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(text + "\n", encoding="utf-8")


def _groups(code: str) -> str:
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def may_be_here() -> bool:
    """The demo and its printed passwords exist only with the default SQLite on loopback."""
    return bool(current_app.config["SETTINGS"].is_local_trial)
