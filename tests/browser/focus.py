"""A walk through a page with the Tab key: where it stops, whether eyes can follow it, whether anything lies on it (T24)."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from math import floor

import numpy as np
from PIL import Image
from playwright.sync_api import FloatRect, Page

MOST = 400
"""Stops of one page; the table of needs with its map has some hundred and twenty."""
PARTS = 8
"""A field for a day has parts of its own, each of them a stop; whoever stays longer in one field is trapped."""
AROUND = 10
"""Pixels around a thing in which its ring may be drawn."""
NOTICED = 3.0
"""WCAG 2.4.13: the contrast between a pixel with the focus and the same one without it."""
THICK = 2.0
"""WCAG 2.4.13: such pixels make a ring of two pixels at least. A place on a map, which is no box, needs half of that."""

RESET = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  scrollTo(0, 0);
}"""
"""Back to the top, also on a page that begins with a field in the focus."""
STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const label = one.labels && [...one.labels].find((each) => each.matches(".choices__tile"));
  const card = getComputedStyle(one, "::after").position === "absolute" ? one.closest(".card") : null;
  const drawn = one.querySelector(".map__place") || card || label || one;
  const rects = [...drawn.getClientRects()].filter((each) => each.width && each.height);
  const within = (low, high, most) => [Math.max(low, 0), Math.min(high, most)];
  const spots = rects.flatMap((each) => {
    const [left, right] = within(each.left, each.right, innerWidth);
    const [top, bottom] = within(each.top, each.bottom, innerHeight);
    if (left >= right || top >= bottom) return [];
    const at = ([across, down]) => [left + (right - left) * across, top + (bottom - top) * down];
    return [[.5, .5], [.1, .2], [.9, .8]].map(at);
  });
  const isHit = ([across, down]) => {
    const top = document.elementFromPoint(across, down);
    const isOf = (each) => each && (each.contains(top) || top === each.closest("a, label, summary"));
    return top && [drawn, one, label].some(isOf);
  };
  const isStuck = (each) => each && (/fixed|sticky/.test(getComputedStyle(each).position) || isStuck(each.parentElement));
  const { x, y, width, height } = drawn.getBoundingClientRect();
  const words = (one.labels?.[0] || one).textContent.trim().replace(/\\s+/g, " ").slice(0, 40) || one.name;
  return {
    name: `<${one.tagName.toLowerCase()} class="${one.getAttribute("class") || ""}"> «${words}»`,
    at: [...document.querySelectorAll("*")].indexOf(one),
    on_map: Boolean(one.closest("svg")),
    stuck: Boolean(isStuck(one)),
    free: spots.some(isHit),
    around: rects.length ? Math.max(...rects.map((each) => 2 * (each.width + each.height))) : 0,
    x: x + scrollX, y: y + scrollY, width, height,
  };
}"""

PUSHING = "[...document.querySelectorAll('[tabindex]')].filter(one => one.tabIndex > 0).map(one => one.textContent.trim())"
LAST = """() => {
  const all = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")];
  const isOpen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0;
  const last = all.findLast(isOpen);
  return last ? last.textContent.trim() : "";
}"""
"""What the last thing on the page says, to which the Tab key comes."""


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One place where the Tab key rests: where it is drawn, how long the way around it is, whether one can see it."""

    name: str
    at: int
    on_map: bool
    stuck: bool
    free: bool
    around: float
    x: float
    y: float
    width: float
    height: float


def walk(page: Page) -> Iterator[Stop]:
    """Press Tab from the top until the page is through."""
    page.evaluate(RESET)
    seen: list[int] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        found = page.evaluate(STOP)
        if found is None:
            return
        place = found["at"]
        is_part = seen[-1:] == [place] and seen[-PARTS:] != [place] * PARTS
        if place in seen and not is_part:
            return
        if place not in seen:
            yield Stop(**found)
        seen.append(place)


def unseen(page: Page) -> list[str]:
    """Stops at which too few pixels change. The window becomes as high as the page, so that nothing moves meanwhile."""
    before = page.viewport_size
    page.set_viewport_size({**before, "height": page.evaluate("document.documentElement.scrollHeight")})
    page.evaluate(RESET)
    calm = _shot(page)
    found = [f"nobody sees that {stop.name} has the focus" for stop in walk(page) if not _is_seen(page, stop, calm)]
    page.set_viewport_size(before)
    return found


def astray(page: Page) -> list[str]:
    """Stops that something lies on, that the way comes to out of turn, or that it never leaves."""
    stops = list(walk(page))
    covered = [f"something lies on {stop.name}" for stop in stops if not stop.free]
    jumps = [f"«{words}» pushes in" for words in page.evaluate(PUSHING)]
    back = [f"from {one.name} up to {other.name}" for one, other in pairwise(stops) if _goes_up(one, other)]
    last = page.evaluate(LAST)
    trap = [] if not last or (stops and last[:30] in stops[-1].name) else [f"the way ends before «{last}»"]
    return [*covered, *jumps, *back, *trap]


def _goes_up(one: Stop, other: Stop) -> bool:
    """Places on a map lie where they lie, and a bar that stays in view has no place on the page."""
    return other.y + other.height <= one.y and not (one.on_map and other.on_map) and not (one.stuck or other.stuck)


def _is_seen(page: Page, stop: Stop, calm: Image.Image) -> bool:
    left, top = max(0, floor(stop.x) - AROUND), max(0, floor(stop.y) - AROUND)
    right = min(calm.width, floor(stop.x + stop.width) + AROUND)
    bottom = min(calm.height, floor(stop.y + stop.height) + AROUND)
    now = _shot(page, {"x": left, "y": top, "width": right - left, "height": bottom - top})
    thick = THICK / 2 if stop.on_map else THICK
    return changed(calm.crop((left, top, right, bottom)), now) >= thick * stop.around


def changed(before: Image.Image, after: Image.Image) -> int:
    """How many pixels became so much lighter or darker that eyes notice."""
    one, other = _luminance(before) + 0.05, _luminance(after) + 0.05
    return int((np.maximum(one, other) / np.minimum(one, other) >= NOTICED).sum())


def _luminance(picture: Image.Image) -> np.ndarray:
    share = np.asarray(picture.convert("RGB"), dtype=np.float32) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)


def _shot(page: Page, clip: FloatRect | None = None) -> Image.Image:
    return Image.open(BytesIO(page.screenshot(clip=clip)))
