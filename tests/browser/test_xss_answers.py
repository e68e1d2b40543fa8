"""Words never become script in answers: kept forms, the author's page, addresses. And each payload is a real one (T10)."""

from collections.abc import Callable
from urllib.parse import quote

import pytest

from app.kernel.form import cleaned
from tests.browser import weak_town
from tests.browser.answers import REPORT
from tests.browser.payloads import BATCHES, PAYLOADS
from tests.browser.visitor import Visitor
from tests.browser.watch import Watch
from tests.support import browser

pytestmark = pytest.mark.browser

KEPT = {
    "/anliegen/neu": ("text", "where_exactly", "direction", "ortsteil_key", "topic_key", "affected", "client_id"),
    "/nachverfolgen": ("code",),
    "/nachverfolgen/schreiben": ("code", "text"),
    "/nachverfolgen/zurueckziehen": ("code",),
    "/melden/barriere": ("text", "address", "name", "email", "phone", "client_id"),
    "/melden/inhalt": ("text", "address", "name", "email", "reason", "client_id"),
    "/melden/nachsehen": ("code",),
}
"""Public forms and their fields; each comes back with what was typed."""

KEPT_BY_STAFF = {
    "/arbeit/anmelden": ("email", "weiter"),
    "/arbeit/anliegen/{waiting}/zurueckgeben": ("ground", "reason_key", "sentence"),
    "/arbeit/anliegen/{waiting}/unkenntlich-machen": ("passages", "found"),
    "/arbeit/anliegen/{waiting}/zusammenlegen": ("into", "similar"),
    "/arbeit/anliegen/{number}/verlauf": ("text", "link", "happened_on", "promised_on", "step", "department_key"),
    "/arbeit/anliegen/erfassen": ("text", "where_exactly", "people", "reported_on", "channel", "language"),
    "/arbeit/anliegen/viele": ("nummer", "umfang", "anzahl", "sentence"),
    "/arbeit/meldungen/{notice_id}/antworten": ("outcome", "answer", "ground", "sentence"),
    "/arbeit/fachaemter": ("name", "what_for"),
    "/arbeit/foren/neu": ("slug", "name", "description", "place", "rhythm"),
    "/arbeit/gruende/neu": ("label", "text", "position"),
    "/arbeit/konten/neu": ("email", "name"),
    "/arbeit/themen/wohnen": ("label", "position"),
    "/arbeit/bedarfe/veroeffentlichen": ("quarter",),
    "/arbeit/schreibhilfe": ("text", "measure"),
}

IN_ADDRESSES = (
    "/anliegen?q={words}",
    "/anliegen?ortsteil={words}&thema={words}&vor={words}",
    "/anliegen/neu?ort={words}&forum={words}",
    "/anliegen/{words}",
    "/arbeit/anmelden?weiter={words}",
    "/bedarfe?tabelle={words}&ortsteil={words}",
    "/foren/{words}",
    "/melden/barriere?seite={words}",
    "/melden/inhalt?seite=/de/anliegen/{words}",
    "/nachverfolgen#{words}",
    "/{words}",
)
IN_ADDRESSES_OF_STAFF = (
    "/arbeit/anliegen?getan={words}&rest={words}&sprache={words}",
    "/arbeit/konto?gemacht={words}",
    "/arbeit/protokoll?vor={words}",
    "/arbeit/themen/{words}",
)

batches = pytest.mark.parametrize(
    "words", [pytest.param(batch, marks=[pytest.mark.full] if at else []) for at, batch in enumerate(BATCHES)]
)


def _answered(visitor: Visitor, path: str, answers: dict[str, str], start: str) -> None:
    """Send answers to an address, whatever comes back."""
    visitor.page.goto(visitor.town.url(start))
    visitor.post(path, answers)


@batches
def test_what_comes_back_in_a_form_does_not_run(small, watched: Callable[..., Watch], words):
    said = "\n".join(words)
    faults = []
    for forms, start, cookie in ((KEPT, "/nachverfolgen", ""), (KEPT_BY_STAFF, "/arbeit/konto", small.staff)):
        watch = watched(small.address, cookie)
        for path, names in forms.items():
            _answered(Visitor(watch.page, small, "de"), path, dict.fromkeys(names, said), start)
            faults += watch.faults(path)

    assert faults == []


@batches
def test_what_an_author_wrote_does_not_run(small, watched: Callable[..., Watch], words):
    said = "\n".join(words)
    watch = watched(small.address)
    visitor, code = Visitor(watch.page, small, "de"), {"code": small.things["code"]}

    steps = [
        ("/anliegen/neu", {**REPORT, "text": said}),
        ("/anliegen/neu", {**REPORT, "client_id": "0123456789abcdef" * 2, "text": said}),
        ("/nachverfolgen/schreiben", {**code, "text": said}),
        ("/nachverfolgen/schreiben", {"code": "1" * 20, "text": said}),
    ]
    for path, answers in steps:
        _answered(visitor, path, answers, "/nachverfolgen")

        assert watch.faults(path) == []
        assert watch.shows(cleaned(words[0]))


@batches
def test_what_stands_in_an_address_does_not_run(small, watched: Callable[..., Watch], words):
    faults = []
    for paths, cookie in ((IN_ADDRESSES, ""), (IN_ADDRESSES_OF_STAFF, small.staff)):
        watch = watched(small.address, cookie)
        for path in paths:
            for word in words[:: 1 if path.endswith(("q={words}", "weiter={words}")) else 8]:
                watch.page.goto(f"{small.address}/de{path.replace('{words}', quote(word))}")
                faults += watch.faults()

    assert faults == []


@pytest.mark.parametrize(
    "word", [pytest.param(word, marks=[] if at % 12 == 0 else [pytest.mark.full]) for at, word in enumerate(PAYLOADS)]
)
def test_whoever_watches_sees_this_payload_run_in_the_weak_town(watched: Callable[..., Watch], word):
    """The positive control: a payload that does nothing anywhere would prove nothing."""
    with browser.serving(weak_town.app) as address:
        watch = watched(address)

        watch.page.goto(f"/?words={quote(word)}")

        assert watch.faults() != []
