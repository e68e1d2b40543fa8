"""The menu of languages calls plain German Leichte Sprache only when people of the target group have checked it (F-03)."""

from dataclasses import replace

import pytest

from tests.support.reader import Page, Reader

pytestmark = pytest.mark.full_on_postgresql


def plain_entry(page: Page) -> str:
    return page.select_one(".language_menu__list a[lang='de-simple']").get_text(" ", strip=True)


def test_unchecked_plain_german_says_so_in_the_menu(reader: Reader):
    assert plain_entry(reader.get("/de/")) == "Leicht verständlich noch nicht geprüft"


def test_checked_plain_german_is_called_leichte_sprache(reader: Reader, app, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], plain_checked_by="Prüfgruppe, März 2027"))

    assert plain_entry(reader.get("/de/")) == "Leichte Sprache"
