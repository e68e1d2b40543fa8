"""A phone that cannot send saves a file; the evaluation opens it in its own browser and brings the talks in (B-22)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Download, Page, expect

from app.conversations.models import Answer, Conversation
from app.kernel.db import db
from app.surveys.models import Campaign
from app.surveys.rules.kinds import TeamRole
from config import ROOT
from tests import factories
from tests.browser import fitness
from tests.conftest import World
from tests.door import making
from tests.surveys import making as surveys

pytestmark = pytest.mark.browser

PATIENCE = 20_000
PASSPHRASE = "viel Wind über dem Petersberg"
PHONE = (ROOT / "static" / "js" / "door" / "safe.js").read_text(encoding="utf-8")
"""The phone's own code that locks files."""
SECRET = {"d", "p", "q", "dp", "dq", "qi"}


class Evaluation:
    """A campaign, somebody who evaluates it, and what their browser has sent."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sent: list[str] = []
        eve = factories.account("evaluator", name="Eve")
        campaign = surveys.campaign()
        surveys.member(campaign, eve.id, TeamRole.EVALUATOR)
        self.campaign_id = campaign.id
        self.talks = [list(making.talk(campaign, **{"f-gut": words}).items()) for words in ("Der Brunnen.", "Die Linden.")]
        self.cookie = factories.session_of(eve)
        self.url = f"{world.address}/de/arbeit/tuer/{campaign.slug}/sicherung"

    def key(self) -> Any:
        with self.world.app.app_context():
            return json.loads(db.session.get_one(Campaign, self.campaign_id).safety_key)

    def said(self) -> list[str]:
        with self.world.app.app_context():
            return sorted(db.session.scalars(sa.select(Answer.value).where(Answer.key == "gut")))

    def count(self) -> int:
        with self.world.app.app_context():
            return db.session.scalar(sa.select(sa.func.count()).select_from(Conversation)) or 0


@pytest.fixture
def evaluation(live: World) -> Iterator[Evaluation]:
    made = Evaluation(live)
    with live.outside():
        yield made


@pytest.fixture
def page(chromium: Browser, evaluation: Evaluation) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    context.add_cookies([{"name": "staff", "value": evaluation.cookie, "url": evaluation.world.address}])
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("request", lambda request: evaluation.sent.extend([request.post_data] if request.post_data else []))
    page = context.new_page()
    page.goto(evaluation.url)
    yield page
    context.close()
    assert faults == []


def _make_key(page: Page, tmp_path: Path, passphrase: str = "") -> Path:
    """Make a key and let the server know its public half; the file that is kept."""
    page.locator("[data-passphrase]").fill(passphrase)
    page.locator("[data-repeated]").fill(passphrase)
    with page.expect_download(timeout=PATIENCE) as saved:
        page.locator("[data-make]").click()
    expect(page.locator("[data-ready]")).to_be_visible()
    page.locator("#is_kept").check()
    if page.locator("#is_replacing").count():
        page.locator("#is_replacing").check()
    page.get_by_role("button", name="Schlüssel benutzen").click()
    expect(page.get_by_text("Der Schlüssel gilt.")).to_be_visible(timeout=PATIENCE)
    return _kept(saved.value, tmp_path)


def _kept(download: Download, tmp_path: Path) -> Path:
    kept = tmp_path / download.suggested_filename
    download.save_as(kept)
    return kept


def _file_of_phone(
    page: Page, evaluation: Evaluation, tmp_path: Path, *, slug: str = "berliner-platz", **changed: str
) -> Path:
    """A file as the phone writes it, by its own code."""
    code = f"async (given) => {{ {PHONE}; return safetyFile(...given); }}"
    text = page.evaluate(code, [slug, evaluation.key(), [*evaluation.talks, [["attempt-client_id", "a" * 32]]]])
    made = tmp_path / "sicherung.json"
    made.write_text(text, encoding="utf-8")
    return made


def _bring(page: Page, file: Path, key: Path, passphrase: str = "") -> str:
    """Choose both files; what the page says in the end."""
    page.locator("[data-file]").set_input_files(file)
    page.locator("[data-key]").set_input_files(key)
    if passphrase:
        page.locator("[data-unlock]").fill(passphrase)
    page.locator("[data-bring]").click()
    told = page.locator("[data-bringing]")
    expect(told).not_to_have_text("Die Datei wird geöffnet …", timeout=PATIENCE)
    return told.inner_text()


def _became(page: Page) -> list[str]:
    return page.locator("[data-results] li").all_inner_texts()


def test_a_file_of_a_phone_is_brought_in_and_counts_once(evaluation, page, tmp_path):
    key = _make_key(page, tmp_path)
    file = _file_of_phone(page, evaluation, tmp_path)
    secret = json.loads(key.read_text(encoding="utf-8"))["key"]

    assert _bring(page, file, key) == "Fertig. Neu: 2. Schon da: 0. Nicht angenommen: 1."
    assert _became(page) == [
        "Gespräch 1: Neu angekommen.",
        "Gespräch 2: Neu angekommen.",
        "Gespräch 3: Das ist kein Gespräch. Hier kommen nur Gespräche an.",
    ]
    assert fitness.faults(page) == []
    assert _bring(page, file, key) == "Fertig. Neu: 0. Schon da: 2. Nicht angenommen: 1."

    assert (evaluation.count(), evaluation.said()) == (2, ["Der Brunnen.", "Die Linden."])
    assert len(evaluation.sent) == 1 + 2 * 2
    assert _secrets(evaluation.sent[0], secret) == set()
    assert _secrets(f"jwk={json.dumps(secret)}", secret) == SECRET, "a weak page that posts the private half is found"
    assert (
        page.evaluate("async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]")
        == [0] * 3
    )


def _secrets(body: str, secret: dict[str, str]) -> set[str]:
    """Which parts of the private half stand in what was sent, by name or by value."""
    named = set(json.loads(parse_qs(body)["jwk"][0]))
    return {part for part in SECRET if part in named or secret[part] in body}


def test_what_does_not_fit_is_refused_with_words(evaluation, page, tmp_path):
    old = _make_key(page, tmp_path)
    file = _file_of_phone(page, evaluation, tmp_path)
    locked = _make_key(page, tmp_path, PASSPHRASE)
    key = tmp_path / "nothing.json"
    key.write_text("Hallo", encoding="utf-8")

    assert '"d"' not in locked.read_text(encoding="utf-8")
    assert _bring(page, file, key).startswith("Das ist keine Schlüsseldatei")
    assert _bring(page, file, locked, "falsch").startswith("Mit diesem Kennwort öffnet sich")
    assert _bring(page, file, locked, PASSPHRASE).startswith("Dieser Schlüssel passt nicht")
    assert _bring(page, key, old).startswith("Das ist keine Sicherungsdatei")
    assert _bring(page, _damaged(file, tmp_path), old).startswith("Die Sicherungsdatei ist beschädigt")
    foreign = _file_of_phone(page, evaluation, tmp_path, slug="rieth")
    assert _bring(page, foreign, locked, PASSPHRASE) == "Diese Sicherungsdatei gehört zu einer anderen Befragung."
    assert (_became(page), evaluation.count()) == ([], 0)

    good = _file_of_phone(page, evaluation, tmp_path)
    assert _bring(page, good, locked, PASSPHRASE).startswith("Fertig. Neu: 2.")


def _damaged(file: Path, tmp_path: Path) -> Path:
    """The same file with one sign changed."""
    facts = json.loads(file.read_text(encoding="utf-8"))
    first = "B" if facts["data"][0] == "A" else "A"
    made = tmp_path / "damaged.json"
    made.write_text(json.dumps({**facts, "data": first + facts["data"][1:]}), encoding="utf-8")
    return made


def test_two_passphrases_that_differ_make_no_key(page):
    page.locator("[data-passphrase]").fill("so")
    page.locator("[data-repeated]").fill("anders")
    page.locator("[data-make]").click()

    expect(page.locator("[data-making]")).to_have_text("Die beiden Kennwörter sind nicht gleich.")
    expect(page.locator("[data-ready]")).to_be_hidden()
