"""An operator's own machine proposes: a real HTTP server that speaks the API of LibreTranslate answers here.

No model runs in these tests: the server says what it was asked, in capital letters.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import sqlalchemy as sa

from app.kernel.db import db
from app.renditions.models import Rendition
from app.renditions.rules import RenditionState
from app.renditions.translator import NoProposal, Translator
from config import SettingMissing, from_environment
from tests import factories

pytestmark = pytest.mark.full_on_postgresql
LANGUAGES = {"de", "en", "uk", "ar"}


class Speaking(BaseHTTPRequestHandler):
    """POST /translate as LibreTranslate 1.6 documents it: q, source, target, format, api_key → translatedText or error."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)  # type: ignore[attr-defined]
        if self.server.answer is not None:  # type: ignore[attr-defined]
            self._say(*self.server.answer)  # type: ignore[attr-defined]
        elif self.path != "/translate" or not {asked["source"], asked["target"]} <= LANGUAGES:
            self._say(400, json.dumps({"error": f"{asked['target']} is not supported"}))
        elif asked.get("api_key") != "geheim":
            self._say(403, json.dumps({"error": "Invalid API key"}))
        else:
            self._say(200, json.dumps({"translatedText": asked["q"].upper()}))

    def _say(self, status: int, body: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def machine(answer: tuple[int, str] | None = None) -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Speaking) as server:
        server.asked, server.answer = [], answer  # type: ignore[attr-defined]
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def address_of(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def named(app, monkeypatch):
    """Let the house know a machine."""

    def name(url: str, key: str = "geheim") -> None:
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], translate_url=url, translate_key=key))

    return name


@pytest.fixture
def worker(staff):
    return staff("quarter_worker", ortsteile=["06"])


def test_a_proposal_stands_in_the_form_and_nowhere_else(worker, named):
    number = factories.concern(text="Die Bank ist kaputt.", title="Bank").number
    with machine() as server:
        named(address_of(server))
        form = worker.get(f"/arbeit/uebersetzungen/concern/{number}/ar").form("main form[action]")
        page = worker.send(form.fill(**{"text-title": "مقعد", "propose": "1"}), status=200)

    assert page.select_one("#text-text").get_text().strip() == "DIE BANK IST KAPUTT."
    assert page.select_one("#text-title").get_text().strip() == "مقعد"
    assert server.asked == [
        {"q": "Die Bank ist kaputt.", "source": "de", "target": "ar", "format": "text", "api_key": "geheim"}
    ]
    assert db.session.scalars(sa.select(Rendition)).all() == []


def test_what_nobody_changed_stays_the_machines_and_says_so(worker, named, new_reader):
    number = factories.concern(text="Die Bank ist kaputt.").number
    with machine() as server:
        named(address_of(server))
        form = worker.get(f"/arbeit/uebersetzungen/concern/{number}/ar").form("main form[action]")
        proposed = worker.send(form.fill(propose="1"), status=200).form("main form[action]")
    worker.send(proposed.fill(is_shown="y"), status=303)

    assert db.session.scalar(sa.select(Rendition.state)) is RenditionState.MACHINE
    assert new_reader("ar").get(f"/anliegen/{number}").select(".told__text")

    again = worker.get(f"/arbeit/uebersetzungen/concern/{number}/ar").form("main form[action]")
    worker.send(again.fill(**{"text-text": "المقعد مكسور."}), status=303)
    db.session.expire_all()

    assert db.session.scalar(sa.select(Rendition.state)) is RenditionState.DRAFT


def test_a_machine_that_is_gone_takes_nothing_with_it(worker, named):
    number = factories.concern(text="Die Bank ist kaputt.", title="Bank").number
    named("http://127.0.0.1:9")
    form = worker.get(f"/arbeit/uebersetzungen/concern/{number}/ar").form("main form[action]")

    page = worker.send(form.fill(**{"text-title": "مقعد", "propose": "1"}), status=422)

    assert "keinen Vorschlag" in page.select_one(".error_summary").get_text()
    assert page.select_one("#text-title").get_text().strip() == "مقعد"


@pytest.mark.parametrize(
    "answer",
    [
        (200, "kein JSON"),
        (200, "[]"),
        (200, '{"translatedText": 5}'),
        (200, '{"translatedText": " "}'),
        (429, '{"error": "Slowdown"}'),
        (500, ""),
    ],
)
def test_no_sensible_answer_is_no_proposal(answer):
    with machine(answer) as server, pytest.raises(NoProposal):
        Translator(url=address_of(server)).translate("Hallo", source="de", target="ar")


def test_a_wrong_key_and_an_unknown_language_are_no_proposal():
    with machine() as server:
        for target, key in (("ar", "falsch"), ("tlh", "geheim")):
            with pytest.raises(NoProposal):
                Translator(url=address_of(server), key=key).translate("Hallo", source="de", target=target)


def test_without_a_machine_nothing_is_offered_and_plain_words_never_are(worker, named):
    number = factories.concern(text="Die Bank ist kaputt.").number
    form = worker.get(f"/arbeit/uebersetzungen/concern/{number}/ar").form("main form[action]")
    assert not worker.get(f"/arbeit/uebersetzungen/concern/{number}/ar").select("[name=propose]")
    worker.send(form.fill(propose="1"), status=404)

    named("http://127.0.0.1:9")

    assert worker.get(f"/arbeit/uebersetzungen/concern/{number}/ar").select("[name=propose]")
    assert not worker.get(f"/arbeit/uebersetzungen/concern/{number}/leicht").select("[name=propose]")


@pytest.mark.parametrize("url", ["https://libretranslate.com", "https://de.libretranslate.com/x", "ftp://a", "einfach"])
def test_residents_words_go_to_no_foreign_service(url):
    with pytest.raises(SettingMissing):
        from_environment({"TRANSLATE_URL": url})
