"""Whether a page is fit for everybody: accessibility engine, narrow screens, one heading, visible focus, large buttons."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import narrow, targets

UNDECIDED = {"color-contrast"}
"""What the engine may leave undecided: it cannot see colours below overlapping boxes. test_contrast.py computes them."""

FOCUS = """() => {
  const shown = (selector) => [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());
  const main = shown("main .button--main") || shown("main button[type=submit], main a[href]");
  if (!main) return null;
  main.focus();
  const drawn = [[main], [main, "::after"]].map((where) => getComputedStyle(...where));
  const shape = main.querySelector(".map__place");
  return {
    words: main.textContent.trim(),
    isSeen: shape
      ? parseFloat(getComputedStyle(shape).strokeWidth) >= 3
      : drawn.some((style) => style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3),
  };
}"""


def faults(page: Page) -> list[str]:
    """Everything that keeps somebody from using this page, in words."""
    return [fault for rule in (_engine, _narrow, _heading, targets.faults, _main_action) for fault in rule(page)]


def contrast_faults(page: Page) -> list[str]:
    """What cannot be read in the colours of this moment."""
    only = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    return [_said(found) for found in Axe().run(page, options=only).response["violations"]]


def _engine(page: Page) -> Iterator[str]:
    found = Axe().run(page, options={"resultTypes": ["violations", "incomplete"]}).response
    yield from (_said(each) for each in found["violations"])
    yield from (f"undecided: {_said(each)}" for each in found["incomplete"] if each["id"] not in UNDECIDED)


def _said(found: dict) -> str:
    return f"{found['id']}: {found['help']} ({found['nodes'][0]['html'][:160]})"


def _narrow(page: Page) -> Iterator[str]:
    before = page.viewport_size
    page.set_viewport_size(narrow.PHONE)
    yield from page.evaluate(narrow.LOOK)
    page.set_viewport_size(before)


def _heading(page: Page) -> Iterator[str]:
    headings = page.locator("h1")
    if headings.count() != 1 or not headings.is_visible():
        yield f"{headings.count()} visible h1 instead of one"


def _main_action(page: Page) -> Iterator[str]:
    page.keyboard.press("Tab")
    action = page.evaluate(FOCUS)
    if action and not action["isSeen"]:
        yield f"nobody sees that «{action['words']}» has the focus"
