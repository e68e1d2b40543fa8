"""The address that a form begins with is a page of our own, whatever stands in the link that leads to it."""

import re
from urllib.parse import quote, unquote

from app.kernel import pages
from tests import factories
from tests.notices import making

OURS = {
    "/de/anliegen": "/de/anliegen",
    "/ar/anliegen?q=x#y": "/ar/anliegen",
    "http://127.0.0.1:5000/de/regeln?a=b": "/de/regeln",
    "127.0.0.1:5000/de/regeln": "/de/regeln",
    " /de/ ": "/de/",
    "/de/post/einladungen/forum:rieth": "/de/post/einladungen/forum:rieth",
}
NOT_OURS = (
    "",
    "//evil.example/de/anliegen",
    "///evil.example/de/anliegen",
    "/\\evil.example/de/anliegen",
    "\\\\evil.example/de/anliegen",
    "https://evil.example/de/anliegen",
    "https:/de/anliegen",
    "https://127.0.0.1:5000@evil.example/de/anliegen",
    "https://127.0.0.1:5000.evil.example/de/anliegen",
    "http://[::1/de/anliegen",
    "javascript:alert(1)",
    "javascript:/de/anliegen",
    "data:text/html,<script>alert(1)</script>",
    "/de/anliegen/<script>alert(1)</script>",
    '/de/anliegen" onfocus="alert(1)',
    "/de/anliegen\r\nSet-Cookie: a=b",
    "/de//anliegen",
    "/de/%2e%2e//evil.example",
    "/de/gibt-es-nicht",
    "/de/melden/inhalt/../../evil",
    "/de/nachverfolgen/schreiben",
    "/de/post/abmelden/abo.einladungen.0123",
    "/" + "x" * 400,
)


def test_an_own_page_is_known_however_it_is_written_and_nothing_else_is(app):
    assert {address: pages.own_page(address) for address in OURS} == OURS
    assert [address for address in NOT_OURS if pages.own_page(address)] == []


def test_nothing_else_is_put_into_the_form_or_stored_as_the_page_of_a_text(reader):
    form = reader.get("/melden/inhalt").form("main form").fill(**making.CONTENT)
    for address in NOT_OURS[::3]:
        for what in ("barriere", "inhalt"):
            page = reader.get(f"/melden/{what}?seite={quote(address)}")
            assert page.select_one("#address").get("value", "") == ""

        reader.send(form.fill(address=address), status=422)

    assert making.stored() == []


def careless(address: str) -> str | None:
    """The weak twin: whatever begins with a slash is ours."""
    return address if address.startswith("/") else None


def test_a_careless_check_would_let_other_peoples_pages_through():
    let_through = [address for address in NOT_OURS if careless(address)]

    assert "//evil.example/de/anliegen" in let_through
    assert any("<script>" in address for address in let_through)
    assert any("abmelden" in address for address in let_through)


def test_staff_are_led_only_to_pages_of_our_own(staff):
    """For a barrier the page may be told in own words. They never become a link."""
    worker = staff("administrator")
    hostile = [making.notice(text="x", address="").id for _ in NOT_OURS]
    for notice_id, address in zip(hostile, NOT_OURS, strict=True):
        next(each for each in making.stored() if each.id == notice_id).address = address.replace("\r\n", " ")

    for notice_id in hostile:
        page = worker.get(f"/arbeit/meldungen/{notice_id}")
        there = [unquote(str(link["href"])) for link in page.select("main a")]
        assert not [link for link in there if not re.match(r"/(?![/\\])", link)]
        assert not page.select("main script, main [onfocus]")


def test_words_of_a_notice_stay_words(staff):
    concern = factories.concern()
    hostile = "<script>alert(1)</script>"
    notice = making.notice(concern_id=concern.id, text=hostile, name=hostile, email="a@example.org")

    page = staff("administrator").get(f"/arbeit/meldungen/{notice.id}")

    assert page.text.count(hostile) >= 2
    assert not page.select("main script")
