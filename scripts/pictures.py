"""Pictures of the pages as people see them: `make pictures` puts them into instance/pictures. Nothing of it is committed.

A scratch demo city is served and opened in Chromium at 360 and 1280 px, in German, easily understandable German, Arabic
and Vietnamese.
"""

import sys
import tempfile
from pathlib import Path
from uuid import uuid5

from playwright.sync_api import Browser

from app import create_app
from app.accounts.models import Account
from app.accounts.service import open_session
from app.demo import service as demo
from app.demo.voices import SPACE
from app.kernel.db import db
from app.kernel.serving import bring_up_to_date
from config import INSTANCE, Settings
from tests.support import browser

PICTURES = INSTANCE / "pictures"
LANGUAGES = ("de", "leicht", "ar", "vi")
WIDTHS = (360, 1280)
SECRET = "a secret for pictures that nobody else ever uses"  # noqa: S105  # guards nothing: the scratch city dies at once.
FOR_ALL = {
    "start": "/",
    "start-chosen": "/?ort=06",
    "explained": "/erklaerung",
    "report": "/anliegen/neu",
    "list": "/anliegen",
    "concern": "/anliegen/2026-00123",
    "follow": "/nachverfolgen",
    "ortsteile": "/ortsteile",
    "ortsteil": "/ortsteile/06",
    "forum": "/foren/rieth",
    "meetings": "/treffen",
    "meeting": f"/treffen/{uuid5(SPACE, 'meeting suedost-abend')}",
    "assembly": f"/treffen/{uuid5(SPACE, 'meeting berliner-platz-versammlung')}",
    "poster": f"/treffen/{uuid5(SPACE, 'meeting moskauer-dezember')}/plakat?mit=ar,en",
    "group": "/aktionsgruppen/brunnen",
    "directory": "/verzeichnis",
    "gremium": "/verzeichnis/gremien/begleitgremium",
    "needs": "/bedarfe",
    "profile": "/bedarfe?ortsteil=06",
    "surveys": "/umfragen",
    "survey": "/umfragen/rieth",
    "answer": "/umfragen/rieth/antworten",
    "slip": "/umfragen/rieth/kontakt",
    "results": "/umfragen/berliner-platz/ergebnisse",
    "invitations": "/post/einladungen/forum:rieth",
    "barrier": "/melden/barriere",
    "notice": "/melden/inhalt?seite=/de/anliegen/2026-00123",
    "privacy": "/datenschutz",
    "not-found": "/gibt-es-nicht",
}
FOR_STAFF = {
    "desk": ("stadt", "/arbeit"),
    "queue": ("stadt", "/arbeit/anliegen"),
    "review": ("stadt", "/arbeit/anliegen/2026-00255"),
    "enter": ("stadt", "/arbeit/anliegen/erfassen"),
    "referrals": ("verkehr", "/arbeit/weiterleitungen"),
    "releases": ("planung", "/arbeit/bedarfe"),
    "meetings-work": ("stadt", "/arbeit/treffen"),
    "surveys-work": ("stadt", "/arbeit/befragungen"),
    "coding": ("auswertung", "/arbeit/auswertung/berliner-platz"),
    "translations": ("stadt", "/arbeit/uebersetzungen"),
    "writing": ("stadt", "/arbeit/schreibhilfe"),
    "notices": ("stadt", "/arbeit/meldungen"),
    "components": ("stadt", "/arbeit/bausteine"),
    "accounts": ("technik", "/arbeit/konten"),
    "log": ("technik", "/arbeit/protokoll"),
}


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'pictures.db'}"
        app = create_app(Settings(secret_key=SECRET, code_key=SECRET, database_url=url, database_url_read=url))
        with app.app_context():
            bring_up_to_date()
            demo.load(tell=print)
            logins = {who: _login(who) for who, _ in FOR_STAFF.values()}
            db.session.commit()
        with browser.serving(app) as address, browser.chromium() as chromium:
            for name, path in FOR_ALL.items():
                for language in LANGUAGES:
                    _take(chromium, f"{address}/{language}{path}", f"{name}-{language}")
            for name, (who, path) in FOR_STAFF.items():
                _take(chromium, f"{address}/de{path}", name, login=logins[who])
    print(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES}")
    return 0


def _login(who: str) -> str:
    """The cookie of a login as one of the demo's staff."""
    account = db.session.scalars(db.select(Account).where(Account.email == f"{who}@example.org")).one()
    return open_session(account_id=account.id)


def _take(chromium: Browser, address: str, name: str, login: str | None = None) -> None:
    for width in WIDTHS:
        context = chromium.new_context(viewport={"width": width, "height": 800})
        if login:
            context.add_cookies([{"name": "staff", "value": login, "url": address}])
        page = context.new_page()
        page.goto(address)
        page.screenshot(path=str(PICTURES / f"{name}-{width}.png"), full_page=True)
        context.close()


if __name__ == "__main__":
    sys.exit(main())
