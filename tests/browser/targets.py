"""Whether a thumb meets what can be pressed: 44 px for what leads on, 24 for the rest outside of sentences (WCAG 2.5.8)."""

from playwright.sync_api import Page

MEASURE = """() => {
  const THUMB = 44, SMALLEST = 24;
  const PRESSED = "a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button], [tabindex='0']";
  const LEADING = [
    "button, .button, summary, .choices__input, .field__control",
    ".ways a, nav:not(.breadcrumb) a, .header a, .footer a",
  ].join();
  const said = (one) => (one.textContent.trim() || one.name || "").replace(/\\s+/g, " ").slice(0, 40);
  const name = (one) => `<${one.tagName.toLowerCase()} class="${one.getAttribute("class") || ""}"> «${said(one)}»`;
  const isOut = (one) => one.closest(".skip_link, svg, .visually_hidden");
  const isUnseen = (one) => !one.checkVisibility({ visibilityProperty: true }) || isOut(one);
  const isInSentence = (one) => {
    if (getComputedStyle(one).display !== "inline") return false;
    let block = one.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    return block.textContent.trim().length > one.textContent.trim().length;
  };
  const parts = (one) => {
    const labels = one.matches("[type=radio], [type=checkbox]") ? [...one.labels] : [];
    const card = getComputedStyle(one, "::after").position === "absolute" ? one.closest(".card") : null;
    return [one, ...labels, ...(card ? [card] : [])].map((each) => each.getBoundingClientRect());
  };
  const spread = (rects, from, to) => {
    return Math.max(...rects.map((each) => each[to])) - Math.min(...rects.map((each) => each[from]));
  };
  const faults = new Set();
  for (const one of document.querySelectorAll(PRESSED)) {
    if (isUnseen(one) || isInSentence(one)) continue;
    const size = [spread(parts(one), "left", "right"), spread(parts(one), "top", "bottom")];
    const least = one.matches(LEADING) ? THUMB : SMALLEST;
    const told = size.map((each) => each.toFixed(1)).join(" × ");
    if (Math.min(...size) < least) faults.add(`${name(one)} is ${told} px, not ${least}`);
  }
  return [...faults];
}"""


def faults(page: Page) -> list[str]:
    """What is too small to be met."""
    found: list[str] = page.evaluate(MEASURE)
    return found
