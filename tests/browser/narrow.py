"""Whether a page bears what people do to it: a narrow screen, large letters, a large zoom, wide spacing (T24)."""

from collections.abc import Iterator

from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 320, "height": 640}
ZOOMED: ViewportSize = {"width": 320, "height": 256}
"""What is left of 1280 × 1024 pixels at 400 %."""
HALF_A_DESK: ViewportSize = {"width": 640, "height": 740}
USUAL_PHONE: ViewportSize = {"width": 360, "height": 740}

USUAL, TWICE = 16, 32
SPACING = """* {
  line-height: 1.5 !important;
  letter-spacing: .12em !important;
  word-spacing: .16em !important;
}
p { margin-block-end: 2em !important; }"""
"""WCAG 1.4.12. The policy of our pages allows no style but their own, so a script sets this sheet."""
SPREAD = "css => { const own = new CSSStyleSheet(); own.replaceSync(css); document.adoptedStyleSheets = [own]; }"
AS_BEFORE = "document.adoptedStyleSheets = []"

LOOK = """() => {
  const faults = new Set();
  const said = (one) => (one.textContent || "").trim().replace(/\\s+/g, " ").slice(0, 40);
  const name = (one) => `<${one.tagName.toLowerCase()} class="${one.getAttribute("class") || ""}"> «${said(one)}»`;
  const styles = new Map();
  const style = (one) => styles.get(one) || styles.set(one, getComputedStyle(one)).get(one);
  const upwards = function* (one) { for (let box = one; box && box !== document.body; box = box.parentElement) yield box; };
  const isForEarsOnly = (box) => style(box).overflow === "hidden" && style(box).clipPath === "inset(50%)";
  const isExcerpt = (box) => style(box).webkitLineClamp !== "none";
  const scrolls = (box) => /auto|scroll/.test(style(box).overflowX);
  const clips = (box) => /hidden|clip/.test(style(box).overflowX + style(box).overflowY);
  const isPainted = (box) => style(box).backgroundColor !== "rgba(0, 0, 0, 0)" && style(box).display !== "inline";

  const sideways = document.documentElement.scrollWidth - innerWidth;
  if (sideways > 0) faults.add(`${sideways} px stick out of the screen`);

  for (const box of document.body.querySelectorAll("*")) {
    const over = box.scrollWidth - box.clientWidth;
    if (over <= 1 || !box.checkVisibility() || box.matches("input, select, textarea") || box.closest("svg")) continue;
    if (scrolls(box) && !box.querySelector("table")) faults.add(`${name(box)} scrolls sideways by ${over} px`);
    if (clips(box) && !isForEarsOnly(box) && said(box)) faults.add(`${name(box)} cuts off ${over} px`);
  }

  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement;
    if (!node.data.trim() || one.closest("svg, select, textarea, .skip_link")) continue;
    if (!one.checkVisibility({ visibilityProperty: true })) continue;
    const boxes = [...upwards(one)];
    if (boxes.some((box) => isForEarsOnly(box) || isExcerpt(box))) continue;
    const stays = boxes.some((box) => /fixed|sticky/.test(style(box).position));
    const range = document.createRange();
    range.selectNodeContents(node);
    const letters = parseFloat(style(one).fontSize) * .3;
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const middle = (top + bottom) / 2;
      if (right - left <= 1) continue;
      const words = node.data.trim().slice(0, 30);
      lines.push({ boxes, words, stays, left, right, top: middle - letters, bottom: middle + letters });
    }
  }
  for (const line of lines) {
    if (line.boxes.some(scrolls)) continue;
    if (line.left < -1 || line.right > innerWidth + 1) faults.add(`«${line.words}» runs out of the screen`);
    for (const box of line.boxes.filter((each) => isPainted(each) || clips(each))) {
      const { left, right, top, bottom } = box.getBoundingClientRect();
      const isInside = line.left >= left - 1 && line.right <= right + 1 && line.top >= top - 1 && line.bottom <= bottom + 1;
      if (!isInside) faults.add(`«${line.words}» stands outside of ${name(box)}`);
    }
  }

  lines.sort((a, b) => a.top - b.top);
  lines.forEach((line, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < line.bottom - 1; next += 1) {
      const other = lines[next];
      const meet = line.stays === other.stays && other.left < line.right - 1 && line.left < other.right - 1;
      if (meet) faults.add(`«${line.words}» and «${other.words}» lie on each other`);
    }
  });
  return [...faults];
}"""

COVER = """() => {
  scrollTo(0, document.documentElement.scrollHeight / 2);
  const isStuck = (one) => /fixed|sticky/.test(getComputedStyle(one).position) && !one.closest("table");
  const isSeen = (one) => isStuck(one) && one.checkVisibility();
  const heights = [...document.body.querySelectorAll("*")].filter(isSeen).map((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0));
  });
  scrollTo(0, 0);
  return heights.reduce((sum, height) => sum + height, 0) / innerHeight;
}"""
"""How much of the window things that do not scroll away take up, from 0 to 1."""
MOST_COVERED = 0.34


class Narrow:
    """Looks at the pages of one tab as people have them who change letters or zoom. fitness.py looks at 320 px alone."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session = page.context.new_cdp_session(page)
        self._before = page.viewport_size

    def faults(self, *, on_phone: bool = True) -> list[str]:
        """Everything that is cut off, covered or out of reach. on_phone: letters twice as large on a phone too."""
        found = [*self._zoomed(), *self._spread(), *self._large(on_phone=on_phone)]
        self._letters(USUAL)
        self._page.set_viewport_size(self._before)
        return found

    def _zoomed(self) -> Iterator[str]:
        self._page.set_viewport_size(ZOOMED)
        if self._page.evaluate(COVER) > MOST_COVERED:
            yield "400 %: what stays in view leaves no room to read"

    def _spread(self) -> Iterator[str]:
        self._page.evaluate(SPREAD, SPACING)
        yield from self._seen("wide spacing", PHONE)
        self._page.evaluate(AS_BEFORE)

    def _large(self, *, on_phone: bool) -> Iterator[str]:
        self._letters(TWICE)
        for size in (HALF_A_DESK, USUAL_PHONE) if on_phone else (HALF_A_DESK,):
            yield from self._seen(f"letters of 200 %, {size['width']} px", size)

    def _letters(self, size: int) -> None:
        """What people set as the size of letters in their browser."""
        self._session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})

    def _seen(self, how: str, size: ViewportSize) -> list[str]:
        self._page.set_viewport_size(size)
        return [f"{how}: {fault}" for fault in self._page.evaluate(LOOK)]
