"""Odd words in every field break no page: nothing sticks out of a small phone, nothing beside them is turned around."""

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_xss import ADDRESSES, FOR_STAFF, _all_fields_say
from tests.conftest import World

pytestmark = pytest.mark.browser

NARROW = 320
MARK, END = "odd", "done"
"""The first and the last word of what people wrote: whatever stands in the same text before or behind is ours."""
TURNED = [
    f"{MARK} \u202eturned around {END}",
    f"{MARK} \u202dforced \u2066and left open \u2067twice {END}",
    f"{MARK} \u2069\u2069\u202c closed before it began {END}",
    f"{MARK} مقعد Nr 12 (B) في 35 م {END}",
    f"{MARK} \u200f12-34 \u200e56 {END}",
]
LONG = [
    MARK + "Straßenbahnhaltestelle" * 10 + " " + END,
    MARK + " " + "".join(sign + "\u0301\u0323\u0334" * 20 for sign in "zalgo") + " " + END,
    MARK + " " + "👩🏽\u200d👩🏽\u200d👧🏽\u200d👦🏽" * 30 + " " + END,
    MARK + "\u200b\u200d\u2060\ufeff" * 50 + "wort" + "\u00a0" * 100 + "_" * 300 + " " + END,
    MARK + "م" * 400 + " " + END,
]
ENDLESS = [MARK + "x" * 4900 + " " + END]
OPEN_TEXTS = """([mark, end]) => {
  const isolating = ["isolate", "isolate-override", "plaintext"];
  const isLine = (node) => node.nodeType === Node.TEXT_NODE || node.nodeName === "BR";
  const seen = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faults = [];
  for (let text = seen.nextNode(); text; text = seen.nextNode()) {
    const said = text.data.trim();
    let inside = text.parentElement;
    if (!said.includes(mark) || inside.closest("option, textarea, script, svg")) continue;
    while (getComputedStyle(inside).display === "inline" && !isolating.includes(getComputedStyle(inside).unicodeBidi)) {
      inside = inside.parentElement;
    }
    const style = getComputedStyle(inside);
    const isAlone = inside.textContent.trim() === said || [...inside.childNodes].every(isLine);
    const isApart = isAlone || style.display === "inline" || /flex|grid/.test(style.display);
    const isTheirs = said.startsWith(mark) && (said.endsWith(end) || said.endsWith("…"));
    if (!isApart || !isTheirs) faults.push(inside.outerHTML.replace(/\\s+/g, " ").slice(0, 200));
  }
  return faults;
}"""
"""Texts of people that stand in one line with other texts and have no direction of their own."""


def _opened(page: Page, path: str, rule: Callable[[Page], Iterator[str]]) -> Iterator[str]:
    answer = page.goto(path)
    if answer is None or answer.status != 200:
        yield f"{answer and answer.status}"
    yield from rule(page)


def _sideways(page: Page) -> Iterator[str]:
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > NARROW:
        yield f"{wide - NARROW} px stick out"


def _beside_others(page: Page) -> Iterator[str]:
    yield from page.evaluate(OPEN_TEXTS, [MARK, END])


@pytest.fixture
def phone(chromium: Browser, live: World) -> Iterator[Page]:
    context = chromium.new_context(base_url=live.address, viewport={"width": NARROW, "height": 640})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("words", "is_staff"),
    [
        pytest.param(TURNED, False, id="turned"),
        pytest.param(LONG, False, id="long"),
        pytest.param(ENDLESS, False, id="endless"),
        pytest.param(TURNED, True, id="turned, for staff", marks=pytest.mark.full),
        pytest.param(LONG, True, id="long, for staff", marks=pytest.mark.full),
        pytest.param(ENDLESS, True, id="endless, for staff", marks=pytest.mark.full),
    ],
)
def test_odd_words_stay_in_their_place(live: World, phone: Page, words: list[str], is_staff: bool):
    things = _all_fields_say(words)
    things["question"] = quote(MARK)
    if is_staff:
        phone.context.add_cookies([{"name": "staff", "value": things["cookie"], "url": live.address}])
    rule = _beside_others if words is TURNED else _sideways
    with live.outside():
        faults = [
            f"{path}: {fault}"
            for path in (FOR_STAFF if is_staff else ADDRESSES)
            for fault in _opened(phone, path.format(**things), rule)
        ]

    assert faults == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (f"<p>Wo genau: {TURNED[0]}</p>", _beside_others),
        (f"<p>Wo genau: <span>{TURNED[0]}</span></p>", _beside_others),
        (f"<p>{LONG[0]}</p>", _sideways),
    ],
)
def test_words_that_leave_their_place_are_found(phone: Page, body: str, rule: Callable[[Page], Iterator[str]]):
    phone.set_content(f"<html><body>{body}</body></html>")

    assert len(list(rule(phone))) == 1


@pytest.mark.parametrize("element", ["<bdi>{}</bdi>", '<span dir="auto">{}</span>'])
def test_words_with_a_direction_of_their_own_pass(phone: Page, element: str):
    phone.set_content(f"<html><body><p>Wo genau: {element.format(TURNED[0])}</p></body></html>")

    assert list(_beside_others(phone)) == []
