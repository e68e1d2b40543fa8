"""A forum evening is written live: the network goes, the server dies, the battery too. Every word arrives exactly once."""

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError

from app.accounts.models import Account, StaffSession
from app.kernel.db import db
from app.meetings.models import Decision, Meeting, MinutesPart, MinutesRevision, ParkedPoint, Task
from app.meetings.queries import minutes as queries
from app.meetings.rules.kinds import MinutesState, RevisionKind
from tests import factories
from tests.conftest import World
from tests.meetings import making
from tests.support import browser

pytestmark = pytest.mark.browser

PATIENCE = 20_000
SAVED = re.compile(r"Gespeichert um \d\d:\d\d")
KEPT_HERE = "Kein Netz: Ihr Text liegt auf diesem Gerät."
LEFT_ON_THE_DEVICE = """async () => {
  const open = indexedDB.open("minutes", 1);
  await new Promise((done) => (open.onsuccess = done));
  const all = open.result.transaction("kept").objectStore("kept").getAll();
  await new Promise((done) => (all.onsuccess = done));
  return all.result.length;
}"""


class Evening:
    """A meeting of eight items on a server that can be switched off and on again under the same address."""

    def __init__(self, world: World) -> None:
        self.world, self.port = world, 0
        self._server: AbstractContextManager[str] | None = None
        meeting = making.meeting()
        self.items = [making.item(meeting, f"Punkt {number}").id.hex for number in range(1, 9)]
        self.meeting_id: UUID = meeting.id
        self.cookies = [
            factories.session_of(factories.account("quarter_worker", ortsteile=["06"], name=name)) for name in ("Ann", "Ben")
        ]
        db.session.commit()

    def start(self) -> None:
        self._server = browser.serving(self.world.app, self.port)
        self.address = self._server.__enter__()
        self.port = int(self.address.rsplit(":", 1)[1])

    def stop(self) -> None:
        if self._server is not None:
            self._server.__exit__(None, None, None)
            self._server = None

    @property
    def url(self) -> str:
        return f"{self.address}/de/arbeit/treffen/{self.meeting_id}/protokoll"

    def texts(self) -> dict[str, str]:
        with self.world.app.app_context():
            parts = db.session.scalars(sa.select(MinutesPart).where(MinutesPart.meeting_id == self.meeting_id))
            return {part.slot: part.text for part in parts}

    def count(self, model: type) -> int:
        with self.world.app.app_context():
            return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0

    def conflicts(self) -> int:
        with self.world.app.app_context():
            wanted = sa.select(MinutesRevision).where(MinutesRevision.kind == RevisionKind.CONFLICT)
            return len(db.session.scalars(wanted).all())


@pytest.fixture
def evening(live: World) -> Iterator[Evening]:
    made = Evening(live)
    made.start()
    with live.outside():
        yield made
    made.stop()


@pytest.fixture
def device(chromium: Browser, evening: Evening) -> Iterator[Callable[..., BrowserContext]]:
    """A phone or laptop of one of two people; a script that fails fails the test."""
    contexts, faults = [], []

    def make(who: int = 0, width: int = 360) -> BrowserContext:
        context = chromium.new_context(viewport={"width": width, "height": 740})
        context.add_cookies([{"name": "staff", "value": evening.cookies[who], "url": evening.address}])
        context.on("weberror", lambda error: faults.append(str(error.error)))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert faults == []


def _open(context: BrowserContext, evening: Evening) -> Page:
    page = context.new_page()
    page.goto(evening.url)
    expect(_bar(page)).not_to_be_empty()
    return page


def _bar(page: Page):
    return page.locator("[data-bar-state]")


def _saved(page: Page) -> None:
    expect(_bar(page)).to_have_text(SAVED, timeout=PATIENCE)


def _field(page: Page, slot: str):
    return page.locator(f"[data-part='{slot}'] textarea")


def _write(page: Page, slot: str, words: str) -> None:
    field = _field(page, slot)
    field.focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(words)


def _try_now(page: Page) -> None:
    """Do not wait for the next attempt."""
    page.evaluate("dispatchEvent(new Event('online'))")


def test_a_forum_evening_of_eight_items(evening, device):
    context = device()
    page = _open(context, evening)
    slots = [f"result:{item}" for item in evening.items]

    _write(page, "opening", "Guten Abend. Es sind viele gekommen.")
    _write(page, slots[0], "Die Bänke kommen im Mai.")
    _write(page, slots[1], "Das Licht im Park geht wieder.")
    _saved(page)

    context.set_offline(True)
    _write(page, slots[2], "Am Spielplatz fehlt Schatten.")
    _write(page, slots[3], "Wir pflanzen drei Linden.")
    _decide(page, evening.items[3], "Wir pflanzen drei Linden am Spielplatz.")
    _promise(page, evening.items[3], "Linden bestellen", "Quartiersmanagement", "2026-12-01")
    _park(page, "Fahrradständer vor der Schule")
    expect(_bar(page)).to_have_text(KEPT_HERE)
    context.set_offline(False)
    _saved(page)
    expect(page.locator(".record").filter(has_text="Wir pflanzen drei Linden am Spielplatz.")).to_be_visible()

    evening.stop()
    _write(page, slots[4], "Der Bus fährt ab März öfter.")
    expect(_bar(page)).to_have_text(KEPT_HERE, timeout=PATIENCE)
    page.close()
    evening.start()
    page = _open(context, evening)
    expect(_field(page, slots[4])).to_have_value("Der Bus fährt ab März öfter.")
    _saved(page)

    context.set_offline(True)
    _write(page, slots[5], "Die Halle ist dienstags frei.")
    _write(page, slots[5], " Der Schlüssel liegt beim Hausmeister.")
    context.set_offline(False)
    _write(page, slots[6], "Beim Fest helfen zwanzig Menschen.")
    _saved(page)
    page.reload()
    _write(page, slots[7], "Das nächste Treffen ist im Januar.")
    _count(page, 34)
    _write(page, "closing", "Danke an alle.")
    _saved(page)

    assert evening.texts() == {
        "opening": "Guten Abend. Es sind viele gekommen.",
        slots[0]: "Die Bänke kommen im Mai.",
        slots[1]: "Das Licht im Park geht wieder.",
        slots[2]: "Am Spielplatz fehlt Schatten.",
        slots[3]: "Wir pflanzen drei Linden.",
        slots[4]: "Der Bus fährt ab März öfter.",
        slots[5]: "Die Halle ist dienstags frei. Der Schlüssel liegt beim Hausmeister.",
        slots[6]: "Beim Fest helfen zwanzig Menschen.",
        slots[7]: "Das nächste Treffen ist im Januar.",
        "closing": "Danke an alle.",
    }
    assert [evening.count(model) for model in (Decision, Task, ParkedPoint)] == [1, 1, 1]
    assert evening.conflicts() == 0
    assert page.evaluate(LEFT_ON_THE_DEVICE) == 0
    with evening.world.app.app_context():
        assert db.session.get_one(Meeting, evening.meeting_id).attendance_total == 34


def _decide(page: Page, item: str, wording: str) -> None:
    place = page.locator(f"#top-{item}")
    place.locator("summary", has_text="Beschluss festhalten").click()
    place.get_by_label("Wortlaut des Beschlusses").fill(wording)
    place.get_by_role("button", name="Beschluss festhalten").click()
    expect(place.get_by_label("Wortlaut des Beschlusses")).to_have_value("")


def _promise(page: Page, item: str, what: str, owner: str, due_on: str) -> None:
    place = page.locator(f"#top-{item}")
    place.locator("summary", has_text="Aufgabe festhalten").click()
    place.get_by_label("Was ist zu tun?").fill(what)
    place.get_by_label("Wer kümmert sich?").fill(owner)
    place.get_by_label("Bis wann?").fill(due_on)
    place.get_by_role("button", name="Aufgabe festhalten").click()
    expect(place.get_by_label("Was ist zu tun?")).to_have_value("")


def _park(page: Page, words: str) -> None:
    page.get_by_label("Was soll nicht verloren gehen?").fill(words)
    page.get_by_role("button", name="In den Themenspeicher").click()
    expect(page.get_by_label("Was soll nicht verloren gehen?")).to_have_value("")


def _count(page: Page, people: int) -> None:
    page.locator("#anwesenheit summary").first.click()
    page.get_by_label("Wie viele Menschen waren da?").fill(str(people))
    page.get_by_role("button", name="Zahlen speichern").click()
    expect(page.locator("[data-fragment=counted]")).to_contain_text("34 Menschen")


def test_a_browser_that_is_killed_loses_nothing(evening, chromium, tmp_path):
    context, page = _at_home_in(tmp_path, chromium, evening)
    evening.stop()
    _write(page, "opening", "Guten Abend.")
    expect(_bar(page)).to_have_text(KEPT_HERE, timeout=PATIENCE)
    _kill(str(tmp_path))
    with suppress(PlaywrightError):
        context.close()
    evening.start()
    context, page = _at_home_in(tmp_path, chromium, evening)

    expect(_field(page, "opening")).to_have_value("Guten Abend.")
    _saved(page)
    assert evening.texts() == {"opening": "Guten Abend."}
    context.close()


def _at_home_in(folder: Path, chromium: Browser, evening: Evening) -> tuple[BrowserContext, Page]:
    """A browser that keeps what it keeps in a folder, with the page open."""
    launch = chromium.browser_type.launch_persistent_context
    context = launch(folder, executable_path=shutil.which("chromium"), args=browser.ARGUMENTS)
    context.add_cookies([{"name": "staff", "value": evening.cookies[0], "url": evening.address}])
    return context, _open(context, evening)


def _kill(folder: str) -> None:
    """Kill the processes of the browser that lives in this folder, at once and without a word."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--user-data-dir={folder}" in (process / "cmdline").read_text(errors="replace"):
                os.kill(int(process.name), signal.SIGKILL)


def test_what_one_writes_the_other_sees(evening, device):
    ann, ben = _open(device(0), evening), _open(device(1, 1280), evening)
    _write(ann, "opening", "Guten Abend.")
    _saved(ann)
    _try_now(ben)

    expect(_field(ben, "opening")).to_have_value("Guten Abend.")
    _write(ben, "opening", " Es geht los.")
    _saved(ben)
    assert (evening.texts(), evening.conflicts()) == ({"opening": "Guten Abend. Es geht los."}, 0)


def test_two_who_write_in_the_same_place_see_both_texts_and_choose(evening, device):
    ann_device, ben_device = device(0), device(1, 1280)
    ann, ben = _open(ann_device, evening), _open(ben_device, evening)
    ben_device.set_offline(True)
    _write(ann, "opening", "Anns Text.")
    _write(ben, "opening", "Bens Text.")
    _saved(ann)
    ben_device.set_offline(False)

    panel = ben.locator("[data-conflict]")
    expect(panel).to_contain_text("Anns Text.", timeout=PATIENCE)
    expect(panel).to_contain_text("Bens Text.")
    _write(ben, "opening", " Und noch mehr.")
    panel.get_by_role("button", name="Beide untereinander").click()
    expect(panel).to_have_count(0, timeout=PATIENCE)
    expect(_field(ben, "opening")).to_have_value("Anns Text.\n\nBens Text. Und noch mehr.")
    _try_now(ann)
    expect(_field(ann, "opening")).to_have_value("Anns Text.\n\nBens Text. Und noch mehr.", timeout=PATIENCE)

    assert evening.texts() == {"opening": "Anns Text.\n\nBens Text. Und noch mehr."}


def test_two_tabs_of_one_person_lose_nothing(evening, device):
    context = device()
    one, other = _open(context, evening), _open(context, evening)
    context.set_offline(True)
    _write(one, "opening", "Im ersten Fenster.")
    _write(other, "opening", "Im zweiten Fenster.")
    context.set_offline(False)

    for page in (one, other):
        expect(page.locator("[data-conflict]")).to_be_visible(timeout=PATIENCE)
    with evening.world.app.app_context():
        meeting = db.session.get_one(Meeting, evening.meeting_id)
        kept = {version.text for version in queries.versions_of(meeting, "opening")}
    assert kept == {"Im ersten Fenster.", "Im zweiten Fenster."}


def test_a_login_that_has_ended_loses_nothing(evening, device):
    context = device()
    page = _open(context, evening)
    with evening.world.app.app_context():
        db.session.execute(sa.delete(StaffSession))
        db.session.commit()
    _write(page, "opening", "Guten Abend.")

    expect(_bar(page)).to_have_text("Sie sind abgemeldet. Ihr Text liegt auf diesem Gerät.", timeout=PATIENCE)
    expect(page.get_by_role("link", name="In einem neuen Fenster anmelden")).to_be_visible()
    assert page.evaluate(LEFT_ON_THE_DEVICE) == 1
    _log_in_again(evening, context)
    _try_now(page)
    _saved(page)
    assert evening.texts() == {"opening": "Guten Abend."}


def _log_in_again(evening: Evening, context: BrowserContext) -> None:
    with evening.world.app.app_context():
        ann = db.session.scalars(sa.select(Account).where(Account.name == "Ann")).one()
        secret = factories.session_of(ann)
        db.session.commit()
    context.add_cookies([{"name": "staff", "value": secret, "url": evening.address}])


def test_what_the_server_does_not_take_comes_back_into_its_form(evening, device):
    page = _open(device(), evening)
    place = page.locator(f"#top-{evening.items[0]}")
    place.locator("summary", has_text="Beschluss festhalten").click()
    place.get_by_label("Was heißt das?").fill("Es gibt Bänke.")
    place.get_by_role("button", name="Beschluss festhalten").click()

    expect(place.get_by_role("alert")).to_contain_text("den genauen Wortlaut")
    expect(place.get_by_label("Was heißt das?")).to_have_value("Es gibt Bänke.")
    place.get_by_label("Wortlaut des Beschlusses").fill("Wir stellen zwei Bänke auf.")
    place.get_by_role("button", name="Beschluss festhalten").click()
    expect(place.locator(".record").first).to_contain_text("Wir stellen zwei Bänke auf.")
    _saved(page)
    assert (evening.count(Decision), page.evaluate(LEFT_ON_THE_DEVICE)) == (1, 0)


def test_a_text_that_is_too_long_stays_on_the_device_until_it_is_shorter(evening, device):
    page = _open(device(), evening)
    _field(page, "opening").fill("ä" * 100_001)

    expect(page.locator("[data-part=opening] [data-part-error]")).to_contain_text("100.001 Zeichen")
    assert evening.texts() == {}
    assert page.evaluate(LEFT_ON_THE_DEVICE) == 1
    _field(page, "opening").fill("ä" * 100_000)
    _saved(page)
    assert evening.texts() == {"opening": "ä" * 100_000}


def test_what_lies_on_a_device_when_the_minutes_are_approved_is_kept_beside_them(evening, device):
    context = device()
    page = _open(context, evening)
    _write(page, "opening", "Guten Abend.")
    _saved(page)
    context.set_offline(True)
    _write(page, "opening", " Noch ein Satz.")
    expect(_bar(page)).to_have_text(KEPT_HERE)
    page.close()
    with evening.world.app.app_context():
        queries.find(db.session.get_one(Meeting, evening.meeting_id)).state = MinutesState.APPROVED
        db.session.commit()
    context.set_offline(False)
    page = _open(context, evening)

    expect(page.locator("[data-conflict]")).to_contain_text("Guten Abend. Noch ein Satz.", timeout=PATIENCE)
    expect(page.locator("[data-conflict]")).to_contain_text("erst nach der Genehmigung")
    assert page.evaluate(LEFT_ON_THE_DEVICE) == 0
    assert evening.texts() == {"opening": "Guten Abend."}
