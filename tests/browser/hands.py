"""Somebody who has a keyboard and nothing else: no mouse, no finger on the screen."""

import pytest
from playwright.sync_api import Page

from tests.browser.towns import Town

MOST = 150
HAS_FOCUS = "selector => document.activeElement.matches(selector)"
LEADING = "main .button--main"


class Hands:
    """Reaches things with Tab, presses Enter and Space, types. Works without a script on the page as well."""

    def __init__(self, page: Page, town: Town, language: str) -> None:
        self.page = page
        self._town = town
        self.language = language

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self._town.url(path, self.language))

    def reach(self, selector: str) -> None:
        """Press Tab until this has the focus; fails if the way through the page never comes there."""
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(HAS_FOCUS, selector):
                return
        pytest.fail(f"the Tab key never comes to {selector} on {self.page.url}")

    def choose(self, selector: str) -> None:
        """Tick it, or take it from a group."""
        self.reach(selector)
        self.page.keyboard.press("Space")

    def write(self, selector: str, words: str) -> None:
        """Write into a field."""
        self.reach(selector)
        self.page.keyboard.insert_text(words)

    def unfold(self, selector: str) -> None:
        """Open what is folded; the page stays."""
        self.reach(selector)
        self.page.keyboard.press("Enter")

    def back(self) -> None:
        """To the stop before."""
        self.page.keyboard.press("Shift+Tab")

    def press(self, selector: str = LEADING) -> None:
        """Follow a link or send a form, and wait for the page that comes."""
        self.reach(selector)
        self.follow()

    def follow(self) -> None:
        """Press what has the focus."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
