"""Whether a form that was refused says so to everybody: in the title, at the focus, at each question (WCAG 3.3.1, 4.1.3)."""

from playwright.sync_api import Page

from app.kernel import i18n
from app.kernel.languages import BY_CODE
from tests.browser.visitor import Visitor

TOLD = """() => {
  const faults = [];
  const summary = document.querySelector(".error_summary");
  if (!summary) return ["nothing says what is wrong"];
  if (document.activeElement !== summary) faults.push("the focus is not at what is wrong");
  if (summary.getAttribute("role") !== "alert") faults.push("what is wrong is no alert");
  for (const link of summary.querySelectorAll("a")) {
    const question = document.getElementById(link.hash.slice(1));
    if (!question) {
      faults.push(`«${link.textContent}» leads nowhere`);
      continue;
    }
    const controls = question.matches("input, select, textarea") ? [question] : [...question.querySelectorAll("input")];
    const isMarked = controls.some((one) => one.getAttribute("aria-invalid") === "true");
    if (!isMarked) faults.push(`${link.hash} is not marked as wrong`);
    const ids = [question, ...controls].flatMap((one) => (one.getAttribute("aria-describedby") || "").split(" "));
    const said = ids.map((id) => document.getElementById(id)?.textContent || "").join(" ");
    if (!said.includes(link.textContent.trim())) faults.push(`${link.hash} does not say what is wrong with it`);
  }
  return faults;
}"""


def faults(visitor: Visitor) -> list[str]:
    """What keeps somebody from learning that something is wrong, and what. To be asked before anybody moves the focus."""
    with visitor.town.app.app_context(), i18n.speaking(BY_CODE[visitor.language]):
        return said(visitor.page, i18n.gettext("Fehler:"))


def said(page: Page, begins: str) -> list[str]:
    """The same of any page; its title has to begin with these words."""
    title = page.title()
    unsaid = [] if title.startswith(begins) else [f"the title «{title}» does not begin with «{begins}»"]
    return [*unsaid, *page.evaluate(TOLD)]
