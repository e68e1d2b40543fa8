"""Hints come while somebody writes: on a phone, fit for everybody. Words stay words; without a net the page says so."""

import pytest
from playwright.sync_api import expect

from tests.browser import fitness
from tests.browser.answers import HARD_TO_READ

pytestmark = pytest.mark.browser

PATIENCE = 10_000
PAYLOAD = "<img src=x onerror=\"document.title='Verloren'\"> z. B. <b>die</b> Nachbarschaftskonferenz"


def test_marks_come_while_one_writes(small, visit):
    visitor = visit(small, "de", 360, cookie=small.staff)
    visitor.open("/arbeit/schreibhilfe")
    page = visitor.page

    page.fill("#text", HARD_TO_READ)
    expect(page.locator("mark").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("status")).to_contain_text("Hinweise")
    assert page.locator(".tag", has_text="Der Text ist schwer.").is_visible()
    assert fitness.faults(page) == []

    page.fill("#text", PAYLOAD)
    expect(page.locator("mark", has_text="Nachbarschaftskonferenz")).to_be_visible(timeout=PATIENCE)
    assert page.locator(".writing_report img, .writing_report b").count() == 0
    assert "Verloren" not in page.title()

    page.fill("#text", "Wir treffen uns.")
    expect(page.locator("mark")).to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_role("status")).to_contain_text("nichts gefunden")


def test_the_button_says_when_it_did_not_work(small, visit):
    visitor = visit(small, "de", 360, cookie=small.staff)
    visitor.open("/arbeit/schreibhilfe")
    page = visitor.page
    page.fill("#text", PAYLOAD)
    page.context.set_offline(True)

    try:
        page.get_by_role("button", name="Text prüfen").click()

        expect(page.get_by_role("status")).to_contain_text("noch einmal", timeout=PATIENCE)
        assert page.input_value("#text") == PAYLOAD
    finally:
        page.context.set_offline(False)


def test_help_stands_beside_the_text_that_saves_itself(small, visit):
    visitor = visit(small, "de", 360, cookie=small.staff)
    visitor.open("/arbeit/treffen/{planned_id}/protokoll")
    page = visitor.page

    page.fill("#plain", "Der Platz wird repariert.")

    expect(page.locator("#einfach mark")).to_have_text("wird repariert", timeout=PATIENCE)
    assert fitness.faults(page) == []
