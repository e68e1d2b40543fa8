"""A tab that notes whatever words did besides being read: script that ran, dialogs, foreign requests, broken policies."""

from typing import Any

from playwright.sync_api import Frame, Page

FOUND = """() => {
  const all = [...document.querySelectorAll("main *, footer *, header *")];
  const protocol = (link) => new URL(link.getAttribute("href"), location).protocol;
  return {
    ran: window.ran || 0,
    handlers: all.flatMap((e) => [...e.attributes].map((a) => a.name)).filter((name) => name.startsWith("on")),
    links: [...document.querySelectorAll("a[href]")].map(protocol).filter((p) => !/^(https?|mailto|tel|webcal):$/.test(p)),
    strangers: document.querySelectorAll("main script, main iframe, main object, main base, main style").length,
  };
}"""

SHOWN = """() => {
  const fields = [...document.querySelectorAll("input, textarea")].map((field) => field.value);
  return [document.documentElement.textContent, ...fields].join(" ");
}"""


class Watch:
    """Notes what happens in a tab that knows one address."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._address = address
        self._noted: list[str] = []
        page.on("dialog", self._dialog)
        page.on("request", lambda request: self._request(request.url))
        page.on("console", lambda said: self._console(said.text))

    def faults(self, where: str = "") -> list[str]:
        """What happened since the last look, and what stands in the page now."""
        happened, self._noted[:] = self._noted[:], []
        standing = [fault for frame in list(self.page.frames) for fault in _standing(frame)]
        return [f"{where or self.page.url}: {fault}" for fault in [*standing, *happened]]

    def shows(self, words: str) -> bool:
        """Whether these words stand somewhere in the page, as text or in a field."""
        return "".join(words.split()) in "".join(self.page.evaluate(SHOWN).split())

    def _dialog(self, dialog: Any) -> None:
        self._noted.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _request(self, url: str) -> None:
        if not url.startswith((self._address, "data:image/svg", "about:")):
            self._noted.append(f"foreign request {url}")

    def _console(self, text: str) -> None:
        if "Content Security Policy" in text:
            self._noted.append(text)


def _standing(frame: Frame) -> list[str]:
    if frame.is_detached():
        return []
    return [f"{name}: {value}" for name, value in frame.evaluate(FOUND).items() if value]
