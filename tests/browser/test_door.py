"""Talks in a stairwell: no network, a flat battery, two tabs, a login that ends. Every talk arrives exactly once, and
nothing of it stays on the phone (B-20…B-25)."""

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from playwright.sync_api import Error as PlaywrightError

from app.accounts.models import Account, StaffSession
from app.contacts.models import ContactSlip
from app.conversations.models import Answer, Conversation
from app.kernel.db import db
from app.questionnaires.models import QuestionnaireVersion
from app.questionnaires.rules import conditions
from app.questionnaires.rules.document import Choice, Document, Question, to_json
from app.questionnaires.rules.kinds import AskedBy, Block, Part, QuestionType
from app.surveys.models import Campaign, ContactAttempt, Door
from tests import factories
from tests.browser import fitness
from tests.conftest import World
from tests.door import making
from tests.support import browser

pytestmark = pytest.mark.browser

PATIENCE = 20_000
ALL_SENT = "Alles ist gesendet."
WORDS = "Abends ist der Hof zu dunkel, Nummer"
ON_THE_DEVICE = """async (kinds) => {
  const open = indexedDB.open("door", 1);
  await new Promise((done) => (open.onsuccess = done));
  const all = open.result.transaction("things").objectStore("things").getAll();
  await new Promise((done) => (all.onsuccess = done));
  open.result.close();
  const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);
  const inside = (value) => Object.values(value).map(text).join(" ");
  const decoded = (value) => (isBytes(value) ? new TextDecoder("utf-8").decode(value) : inside(value));
  const text = (value) => (value && typeof value === "object" ? decoded(value) : String(value));
  return all.result.filter((each) => kinds.includes(each.kind)).map(inside);
}"""
WRITTEN = ["draft", "visit", "paper", "talk", "slip", "attempt"]
GUIDE = Document(
    title={"de": "Wie lebt es sich hier?", "ar": "كيف تعيشون هنا؟"},
    consent={"de": making.CONSENT, "ar": "أريد أن تتواصلوا معي."},
    thanks={"de": "Danke für das Gespräch.", "ar": "شكرا على الحديث."},
    languages=("de", "ar"),
    questions=(
        Question(
            key="stoert",
            type=QuestionType.TEXT_LONG,
            label={"de": "Was stört Sie hier?", "ar": "ما الذي يزعجكم هنا؟"},
            block=Block.ACTIVATING,
        ),
        Question(
            key="konkret",
            type=QuestionType.TEXT_LONG,
            label={"de": "Wo ist das?", "ar": "أين هذا؟"},
            block=Block.ACTIVATING,
            asked_by=AskedBy.WRITER,
            condition="stoert != ''",
        ),
        Question(
            key="einladung",
            type=QuestionType.SELECT_ONE,
            label={"de": "Möchten Sie eingeladen werden?", "ar": "هل تريدون دعوة؟"},
            block=Block.ACTIVATING,
            part=Part.INVITATION,
            may_refuse=True,
            choices=(
                Choice(code="ja", label={"de": "Ja", "ar": "نعم"}),
                Choice(code="nein", label={"de": "Nein", "ar": "لا"}),
            ),
        ),
    ),
)


class Stairwell:
    """A campaign on a server that can be switched off and on again under the same address."""

    def __init__(self, world: World) -> None:
        self.world, self.port = world, 0
        self._server: AbstractContextManager[str] | None = None
        ann = factories.account("interviewer", name="Ann")
        campaign = making.team(ann.id, document=GUIDE)
        self.slug, self.campaign_id = campaign.slug, campaign.id
        self.doors = [door.id.hex for door in making.route(campaign, ann.id, "links", "Mitte", "rechts")]
        self.cookie = factories.session_of(ann)
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
        return f"{self.address}/de/arbeit/tuer/{self.slug}"

    def log_in(self, context: BrowserContext) -> None:
        context.add_cookies([{"name": "staff", "value": self.cookie, "url": self.address}])

    def log_in_again(self, context: BrowserContext) -> None:
        with self.world.app.app_context():
            self.cookie = factories.session_of(db.session.scalars(sa.select(Account).where(Account.name == "Ann")).one())
            db.session.commit()
        self.log_in(context)

    def end_logins(self) -> None:
        with self.world.app.app_context():
            db.session.execute(sa.delete(StaffSession))
            db.session.commit()

    def count(self, model: type) -> int:
        with self.world.app.app_context():
            return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0

    def said(self, key: str = "stoert") -> list[str]:
        with self.world.app.app_context():
            return sorted(db.session.scalars(sa.select(Answer.value).where(Answer.key == key)))


@pytest.fixture
def stairwell(live: World) -> Iterator[Stairwell]:
    made = Stairwell(live)
    made.start()
    with live.outside():
        yield made
    made.stop()


@pytest.fixture
def phone(chromium: Browser, stairwell: Stairwell) -> Iterator[Callable[[], BrowserContext]]:
    """An old phone; a script that fails fails the test."""
    contexts, faults = [], []

    def make() -> BrowserContext:
        context = chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
        stairwell.log_in(context)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert faults == []


def _open(context: BrowserContext, stairwell: Stairwell) -> Page:
    """The first screen, ready to be opened again without network."""
    page = context.new_page()
    page.goto(stairwell.url)
    expect(page.get_by_role("heading", name="Ihre Route")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-ready]")).to_be_attached(timeout=PATIENCE)
    return page


def _state(page: Page):
    return page.locator("[data-state]")


def _next(page: Page) -> None:
    page.locator("[data-next]").click()


def _answer(page: Page, key: str, words: str) -> None:
    page.locator(f"#f-{key}").fill(words)
    expect(page.locator("[data-saved=yes]")).to_be_attached()


def _lead(page: Page, words: str) -> None:
    """A talk without a door, up to the question for the slip."""
    page.locator("[data-setting=public_space]").click()
    _answer(page, "stoert", words)
    _next(page)
    _answer(page, "konkret", "Hinten.")
    _next(page)
    page.get_by_label("Ja", exact=True).check()
    _next(page)
    page.locator("[data-end]").click()


def _talk(page: Page, words: str) -> None:
    """A whole talk without a slip."""
    _lead(page, words)
    page.locator("[data-slip=no]").click()
    page.locator("[data-home]").click()


def _here(page: Page, *kinds: str) -> list[str]:
    """What lies on the device, as somebody would find it who reads the storage."""
    return page.evaluate(ON_THE_DEVICE, list(kinds or WRITTEN))


def _nothing_left(page: Page) -> None:
    expect(_state(page)).to_have_text(ALL_SENT, timeout=PATIENCE)
    assert _here(page) == []


@pytest.mark.parametrize("talks", [5, pytest.param(20, marks=pytest.mark.full)])
def test_talks_without_network_a_dead_battery_and_every_one_arrives_once(stairwell, chromium, tmp_path, talks):
    context, page = _profile(tmp_path, chromium, stairwell)
    stairwell.stop()
    for number in range(talks):
        _talk(page, f"{WORDS} {number}")
        if number == talks // 2:
            page.reload()
    expect(_state(page)).to_have_text(f"Noch nicht gesendet: {talks} Gespräche")
    page.locator("[data-setting=group]").click()
    _answer(page, "stoert", f"{WORDS} {talks}")
    _kill(str(tmp_path))
    with suppress(PlaywrightError):
        context.close()
    context, page = _profile(tmp_path, chromium, stairwell)

    page.locator("[data-go-on]").click()
    expect(page.locator("textarea")).to_have_value(f"{WORDS} {talks}")
    found = _here(page)
    assert len(found) == talks + 1
    assert not any("der Hof" in each or "Hinten" in each for each in found)
    _next(page)
    _next(page)
    _next(page)
    page.locator("[data-end]").click()
    stairwell.start()
    page.locator("[data-slip=no]").click()
    page.locator("[data-home]").click()
    _nothing_left(page)
    assert stairwell.said() == sorted(f"{WORDS} {number}" for number in range(talks + 1))
    assert stairwell.count(Conversation) == talks + 1
    context.close()


def _profile(folder: Path, chromium: Browser, stairwell: Stairwell) -> tuple[BrowserContext, Page]:
    """A browser that keeps what it keeps in a folder. The page opens with and without a server."""
    launch = chromium.browser_type.launch_persistent_context
    context = launch(
        folder, executable_path=shutil.which("chromium"), args=browser.ARGUMENTS, viewport={"width": 360, "height": 640}
    )
    stairwell.log_in(context)
    return context, _open(context, stairwell)


def _kill(folder: str) -> None:
    """Kill the processes of the browser that lives in this folder, at once and without a word."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--user-data-dir={folder}" in (process / "cmdline").read_text(errors="replace"):
                os.kill(int(process.name), signal.SIGKILL)


def test_an_answer_that_is_lost_on_the_way_makes_no_second_row(stairwell, phone):
    """The network goes after the request and before the response (B-25)."""
    page = _open(phone(), stairwell)
    lost = []

    def lose_the_first(route: Route) -> None:
        lost.append(route.request.post_data)
        if len(lost) > 1:
            return route.continue_()
        route.fetch()
        return route.abort("connectionreset")

    page.route("**/gespraeche", lose_the_first)
    _talk(page, WORDS)
    expect(page.locator("[data-trouble]")).to_be_visible(timeout=PATIENCE)
    expect(_state(page)).to_have_text("Noch nicht gesendet: 1 Gespräch")
    assert stairwell.count(Conversation) == 1
    page.locator("[data-send]").click()

    _nothing_left(page)
    assert (len(lost), stairwell.said()) == (2, [WORDS])


def test_a_server_in_trouble_gets_it_later(stairwell, phone):
    page = _open(phone(), stairwell)
    page.route("**/gespraeche", lambda route: route.fulfill(status=500, body="Ach"), times=1)
    _talk(page, WORDS)
    expect(page.locator("[data-trouble]")).to_be_visible(timeout=PATIENCE)
    expect(_state(page)).to_have_text("Noch nicht gesendet: 1 Gespräch")
    assert stairwell.count(Conversation) == 0

    page.locator("[data-send]").click()
    _nothing_left(page)
    assert stairwell.said() == [WORDS]


def test_two_tabs_one_writes_and_each_talk_arrives_once(stairwell, phone):
    context = phone()
    one = _open(context, stairwell)
    context.set_offline(True)
    _talk(one, f"{WORDS} 1")
    one.locator("[data-setting=group]").click()
    _answer(one, "stoert", f"{WORDS} 2")
    other = context.new_page()
    other.goto(stairwell.url)
    expect(other.get_by_role("heading", name="in einem anderen Fenster offen")).to_be_visible(timeout=PATIENCE)
    other.locator("[data-take-over]").click()
    expect(one.locator("[data-take-over]")).to_be_visible(timeout=PATIENCE)

    other.locator("[data-go-on]").click()
    expect(other.locator("textarea")).to_have_value(f"{WORDS} 2")
    _next(other)
    _next(other)
    _next(other)
    other.locator("[data-end]").click()
    other.locator("[data-slip=no]").click()
    other.locator("[data-home]").click()
    context.set_offline(False)
    one.reload()
    _nothing_left(other)
    assert stairwell.said() == [f"{WORDS} 1", f"{WORDS} 2"]


def test_a_talk_of_an_older_version_is_taken_into_it(stairwell, phone):
    context = phone()
    page = _open(context, stairwell)
    context.set_offline(True)
    _talk(page, WORDS)
    with stairwell.world.app.app_context():
        campaign = db.session.get_one(Campaign, stairwell.campaign_id)
        first = campaign.version_id
        fresh = replace(GUIDE, questions=(replace(GUIDE.questions[0], key="neu", is_required=True),))
        version = QuestionnaireVersion(questionnaire_id=campaign.questionnaire_id, number=2, document=to_json(fresh))
        db.session.add(version)
        db.session.flush()
        campaign.version_id = version.id
        db.session.commit()
    context.set_offline(False)

    _nothing_left(page)
    with stairwell.world.app.app_context():
        assert db.session.scalar(sa.select(Conversation.version_id)) == first
    page.locator("[data-setting=group]").click()
    expect(page.locator("[data-question=neu]")).to_be_visible()


def test_a_login_that_has_ended_keeps_what_waits(stairwell, phone):
    context = phone()
    page = _open(context, stairwell)
    stairwell.end_logins()
    _talk(page, WORDS)
    expect(page.get_by_text("Sie sind abgemeldet.")).to_be_visible(timeout=PATIENCE)
    assert (len(_here(page)), stairwell.count(Conversation)) == (1, 0)
    page.reload()
    expect(_state(page)).to_have_text("Noch nicht gesendet: 1 Gespräch")

    stairwell.log_in_again(context)
    page.reload()
    _nothing_left(page)
    assert stairwell.said() == [WORDS]


def test_logging_out_locks_what_waits_until_the_same_person_is_back(stairwell, phone):
    context = phone()
    page = _open(context, stairwell)
    page.route("**/gespraeche", lambda route: route.abort())
    _talk(page, WORDS)
    expect(_state(page)).to_have_text("Noch nicht gesendet: 1 Gespräch")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("button[data-leave]").click()
    page.wait_for_url("**/arbeit/anmelden")
    left = context.new_page()
    left.goto(f"{stairwell.address}/de/arbeit/anmelden")
    assert len(_here(left)) == 1
    assert left.evaluate(KEYS) == 0

    page.unroute("**/gespraeche")
    stairwell.log_in_again(context)
    page = _open(context, stairwell)
    _nothing_left(page)
    assert stairwell.said() == [WORDS]


KEYS = """async () => {
  const open = indexedDB.open("door", 1);
  await new Promise((done) => (open.onsuccess = done));
  const count = open.result.transaction("keys").objectStore("keys").count();
  await new Promise((done) => (count.onsuccess = done));
  open.result.close();
  return count.result;
}"""


def test_what_the_server_refuses_stays_with_the_reason(stairwell, phone):
    page = _open(phone(), stairwell)
    with stairwell.world.app.app_context():
        db.session.get_one(Campaign, stairwell.campaign_id).phase_number = 7
        db.session.commit()
    _talk(page, WORDS)

    expect(page.locator(".notice").filter(has_text="Diese Befragung ist vorbei.").first).to_be_visible(timeout=PATIENCE)
    expect(_state(page)).to_have_text("Noch nicht gesendet: 1 Gespräch")
    page.once("dialog", lambda dialog: dialog.accept())
    with page.expect_download() as saved:
        page.locator("[data-file]").first.click()
    assert ["f-stoert", WORDS] in json.loads(Path(saved.value.path()).read_text())["records"][0]
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("[data-erase]").first.click()
    _nothing_left(page)


@pytest.mark.parametrize(("spoilt", "status"), [("talk-people", 422), ("f-stoert", 409)])
def test_what_the_server_refuses_is_changed_and_sent_under_the_id_that_it_expects(stairwell, phone, spoilt, status):
    """Under the same id as long as nothing lies there; under a fresh one where another talk has come under it (B-20)."""
    page = _open(phone(), stairwell)
    sent = []

    def spoil_the_first(route: Route) -> None:
        sent.append(dict(parse_qsl(route.request.post_data or "", keep_blank_values=True)))
        if len(sent) > 1:
            return route.continue_()
        answer = route.fetch(post_data=urlencode(sent[0] | {spoilt: "1000"}))
        return route.fulfill(response=answer) if answer.status == status else route.continue_()

    page.route("**/gespraeche", spoil_the_first)
    _talk(page, WORDS)
    change = page.locator(".notice [data-change]")
    expect(change).to_be_visible(timeout=PATIENCE)
    (kept,) = _here(page, "talk")
    assert "der Hof" not in kept
    change.click()
    if status == 422:
        expect(page.locator("#door-people")).to_be_visible()
    else:
        expect(page.locator("#f-stoert")).to_have_value(WORDS)
        _answer(page, "stoert", f"{WORDS} 2")
        for _step in range(3):
            _next(page)
    assert len(_here(page, "talk")) == 1
    page.locator("[data-end]").click()

    _nothing_left(page)
    assert stairwell.said() == ([WORDS] if status == 422 else ["1000", f"{WORDS} 2"])
    assert (sent[-1]["talk-client_id"] == sent[0]["talk-client_id"]) is (status == 422)


def test_a_device_that_cannot_write_says_so_and_the_talk_is_ended_later(stairwell, phone):
    page = _open(phone(), stairwell)
    page.locator("[data-setting=public_space]").click()
    _answer(page, "stoert", WORDS)
    for _step in range(3):
        _next(page)
    expect(page.locator("[data-saved=yes]")).to_be_attached()
    page.evaluate("""() => {
      window.put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = () => { throw new DOMException("voll", "QuotaExceededError"); };
    }""")
    page.locator("[data-end]").click()
    expect(page.get_by_role("alert")).to_contain_text("Machen Sie Speicher frei")
    page.evaluate("() => { IDBObjectStore.prototype.put = window.put; }")
    page.locator("[data-end]").click()
    page.locator("[data-slip=no]").click()
    page.locator("[data-home]").click()

    _nothing_left(page)
    assert stairwell.said() == [WORDS]


def test_at_a_door_the_talk_the_ring_and_the_slip_go_apart(stairwell, phone):
    context = phone()
    page = _open(context, stairwell)
    sent = []
    context.on("request", lambda request: sent.append((request.url.rsplit("/", 1)[1], request.post_data or "")))
    page.locator(f"[data-bell='{stairwell.doors[0]}']").click()
    page.locator("[data-talk=home]").click()
    _answer(page, "stoert", "Frau Müller, 0361 1234567")
    _next(page)
    _next(page)
    page.locator("[data-way-out]").check()
    _next(page)
    expect(page.locator(".notice--warning").first).to_contain_text("Frau Müller")
    page.get_by_label("27 bis 44").check()
    page.locator("[data-end]").click()
    page.locator("[data-slip=yes]").click()
    page.get_by_label("Sagen Sie mir, was herausgekommen ist.").check()
    page.get_by_label("Ihr Name").fill("Ada Lovelace")
    page.get_by_label("mit einem Anruf").check()
    page.locator("[data-save-slip]").click()
    expect(page.get_by_role("alert")).to_contain_text("Wie erreichen wir Sie?")
    page.get_by_label("Telefon").fill("0361 7654321")
    page.get_by_label("Ich bin einverstanden.").check()
    page.locator("[data-save-slip]").click()
    page.locator("[data-home]").click()

    _nothing_left(page)
    assert [stairwell.count(model) for model in (Conversation, ContactSlip, ContactAttempt)] == [1, 1, 1]
    bodies = {where: body for where, body in sent if where in ("gespraeche", "zettel", "versuche")}
    assert sorted(bodies) == ["gespraeche", "versuche", "zettel"]
    assert stairwell.doors[0] not in bodies["gespraeche"] + bodies["zettel"]
    assert "Lovelace" not in bodies["gespraeche"] + bodies["versuche"]


def test_a_door_that_refuses_is_never_shown_again(stairwell, phone):
    context = phone()
    page = _open(context, stairwell)
    context.set_offline(True)
    page.locator(f"[data-bell='{stairwell.doors[0]}']").click()
    page.locator("[data-outcome=not_at_home]").click()
    page.locator(f"[data-bell='{stairwell.doors[1]}']").click()
    page.locator("[data-outcome=refused]").click()
    page.locator("[data-really]").click()

    expect(_state(page)).to_have_text("Noch nicht gesendet: 2 Besuche")
    expect(page.locator("[data-bell]")).to_have_count(2)
    context.set_offline(False)
    _nothing_left(page)
    expect(page.locator("[data-bell]")).to_have_count(2)
    with stairwell.world.app.app_context():
        assert [door.bell for door in db.session.scalars(sa.select(Door).where(Door.is_refused))] == ["Mitte"]


def test_an_arabic_talk_is_arabic_from_right_to_left(stairwell, phone):
    page = _open(phone(), stairwell)
    page.locator("[data-setting=public_space]").click()
    page.locator("#door-language").select_option("ar")
    frame = page.locator(".door__talk")

    expect(frame).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("heading", name="ما الذي يزعجكم هنا؟")).to_be_visible()
    assert not any(letter.isascii() and letter.isalpha() for letter in page.locator("[data-next]").inner_text())
    _answer(page, "stoert", "الساحة مظلمة")
    page.get_by_text("Auf Deutsch", exact=True).click()
    page.get_by_label("Dasselbe auf Deutsch").fill("Der Platz ist dunkel.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.locator("button:visible, select:visible, textarea:visible, summary:visible").evaluate_all(
        "(all) => all.filter((each) => each.getBoundingClientRect().height < 44).map((each) => each.outerHTML.slice(0, 80))"
    )
    assert small == []
    _next(page)
    _next(page)
    page.get_by_label("نعم").check()
    _next(page)
    page.locator("[data-end]").click()
    page.locator("[data-slip=no]").click()
    expect(page.get_by_role("heading", name="شكرا على الحديث.")).to_be_visible()
    page.locator("[data-home]").click()

    _nothing_left(page)
    with stairwell.world.app.app_context():
        kept = db.session.scalars(sa.select(Answer).where(Answer.key == "stoert")).one()
        assert (kept.value, kept.german) == ("الساحة مظلمة", "Der Platz ist dunkel.")
        assert db.session.scalar(sa.select(Conversation.language)) == "ar"


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_screen_is_fit_for_everybody(stairwell, phone, language):
    page = _open(phone(), stairwell)
    seen = []

    def look(screen: str) -> None:
        seen.extend((screen, fault) for fault in fitness.faults(page))

    look("route")
    page.locator("[data-bell]").first.click()
    look("door")
    page.locator("[data-outcome=refused]").click()
    look("refused")
    page.get_by_role("button", name="Zurück").click()
    page.locator("[data-talk=doorstep]").click()
    page.locator("#door-language").select_option(language)
    _answer(page, "stoert", "Die Halle")
    look("text")
    _next(page)
    _next(page)
    look("choices")
    page.locator("[data-way-out]").check()
    _next(page)
    look("facts")
    page.locator("[data-end]").click()
    look("question for the slip")
    page.locator("[data-slip=yes]").click()
    page.locator("[data-save-slip]").click()
    look("slip")
    page.locator(".door__talk button").last.click()
    look("thanks")

    assert seen == []


def test_the_look_into_the_storage_finds_what_is_not_locked(stairwell, phone):
    """The weak twin of everything above that says that no words lie on the phone."""
    page = _open(phone(), stairwell)
    page.evaluate(
        """async (words) => {
          const open = indexedDB.open("door", 1);
          await new Promise((done) => (open.onsuccess = done));
          const put = open.result.transaction("things", "readwrite").objectStore("things");
          const done = put.put({ key: "weak", kind: "talk", words: new TextEncoder().encode(words) });
          await new Promise((ready) => (done.onsuccess = ready));
          open.result.close();
        }""",
        WORDS,
    )

    assert WORDS in _here(page)[0]


def test_the_safety_file_opens_with_the_private_key_alone(stairwell, phone):
    context = phone()
    page = context.new_page()
    page.goto(stairwell.url)
    public, private = page.evaluate(MAKE_KEYS)
    with stairwell.world.app.app_context():
        db.session.get_one(Campaign, stairwell.campaign_id).safety_key = json.dumps(public)
        db.session.commit()
    page.close()
    page = _open(context, stairwell)
    context.set_offline(True)
    _talk(page, WORDS)
    page.get_by_text("Auf diesem Gerät", exact=True).click()
    with page.expect_download() as saved:
        page.locator("[data-safety]").click()
    file = Path(saved.value.path()).read_text()

    assert "der Hof" not in file
    (talk,) = page.evaluate(OPEN_FILE, [json.loads(file), private])["talks"]
    assert ["f-stoert", WORDS] in talk


MAKE_KEYS = """async () => {
  const kind = { name: "RSA-OAEP", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
  const pair = await crypto.subtle.generateKey(kind, true, ["encrypt", "decrypt"]);
  return Promise.all([crypto.subtle.exportKey("jwk", pair.publicKey), crypto.subtle.exportKey("jwk", pair.privateKey)]);
}"""
OPEN_FILE = """async ([file, jwk]) => {
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const outer = await crypto.subtle.importKey("jwk", jwk, { name: "RSA-OAEP", hash: "SHA-256" }, false, ["decrypt"]);
  const raw = await crypto.subtle.decrypt({ name: "RSA-OAEP" }, outer, bytes(file.key));
  const inner = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
  const data = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(file.iv) }, inner, bytes(file.data));
  return JSON.parse(new TextDecoder().decode(data));
}"""


CONDITIONS = (
    "alter >= 18 and (selected(wege, 'bus') or not(leben = 'ja'))",
    "alter < 18 or wege = 'bus rad'",
    "leben != ''",
    "not(leben != '')",
    "alter = '20'",
    "leben != 5",
    "leben < 'k'",
    "selected(alter, '20') and wege != 'rad'",
    "nichts = 'x' or nichts != 'x'",
)


def test_the_phone_reads_conditions_as_the_server_does(stairwell, phone):
    page = _open(phone(), stairwell)
    known = [conditions.parse(text) for text in CONDITIONS]
    situations = [
        {"alter": 20, "wege": ("bus", "rad"), "leben": "ja"},
        {"alter": 17, "wege": ("rad",), "leben": "nein"},
        {"leben": "5"},
        {},
    ]

    found = page.evaluate(
        "([known, all]) => known.map((condition) => all.map((answers) => conditionHolds(condition, answers)))",
        [[conditions.to_json(condition) for condition in known], situations],
    )
    assert found == [[conditions.holds(condition, answers) for answers in situations] for condition in known]


def test_a_talk_that_the_server_would_not_take_cannot_be_ended(stairwell, phone):
    page = _open(phone(), stairwell)
    asked = [
        ({"type": "integer"}, "4", ""),
        ({"type": "integer"}, "-99", "number"),
        ({"type": "integer", "may_refuse": True}, "-99", ""),
        ({"type": "date"}, "2026-11-16", ""),
        ({"type": "date"}, "0026-11-16", "date"),
    ]

    found = page.evaluate(
        """(asked) => asked.map(([question, said]) => {
          const words = { de: { tag: "de", number: "number", date: "date" } };
          const talk = new Talk({ safe: {}, data: {} }, { language: "de", words, raw: { key: [said] } });
          return talk.wrong({ key: "key", ...question });
        })""",
        [each[:2] for each in asked],
    )

    assert found == [wrong for _question, _said, wrong in asked]


def test_a_slip_of_a_questionnaire_without_words_to_agree_to_has_the_usual_ones(stairwell, phone):
    consent = _open(phone(), stairwell).evaluate(
        """() => {
          const all = { de: { tag: "de", wordsDir: "ltr", consent: "usual" } };
          const slip = { language: "de", all, guide: { consent: {}, default_language: "de" } };
          return new SlipView({ door: { safe: {}, data: {} } }, slip).consent;
        }"""
    )

    assert consent == {"text": "usual", "lang": "de", "dir": "ltr"}
