"""No German sentence is left on a page of another language: pages, refused forms, errors, feeds (all in `full`)."""

from collections.abc import Iterator
from functools import cache

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import g, render_template
from werkzeug.datastructures import MultiDict

from app.kernel.db import Base, db
from app.kernel.languages import BY_CODE, ENGLISH, Language
from config import ROOT
from tests.browser import addresses, answers
from tests.browser.answers import Sent
from tests.browser.towns import Town
from tests.support import german

pytestmark = pytest.mark.slow

SAMPLE = {"ar", "uk"}
ONLY_FOR_STAFF = "again.html"
SHOWS_GERMAN_ON_PURPOSE = "/arbeit/bausteine"
"""The components are shown with German examples."""

every_other_language = pytest.mark.parametrize(
    "code", [pytest.param(each.code, marks=[] if each.code in SAMPLE else [pytest.mark.full]) for each in german.OTHERS]
)


@every_other_language
def test_no_german_is_left_on_a_page_for_residents(city: Town, code: str):
    assert list(_faults(city, BY_CODE[code], addresses.of(addresses.PUBLIC))) == []


@every_other_language
def test_no_german_is_left_where_a_form_is_refused(small: Town, code: str):
    assert list(_refused(small, BY_CODE[code], answers.REFUSED_PUBLIC)) == []


@every_other_language
def test_no_german_is_left_where_something_went_wrong(city: Town, code: str):
    faults = []
    for path in sorted((ROOT / "templates" / "errors").glob("[a-z]*.html")):
        if path.name == ONLY_FOR_STAFF:
            continue
        with city.app.test_request_context(f"/{code}/"):
            g.language = BY_CODE[code]
            html = render_template(f"errors/{path.name}", message="…", minutes=3, kept=[])
        faults += [f"{path.name}: {fault}" for fault in german.left_in(_read(html), BY_CODE[code])]

    assert faults == []


@every_other_language
def test_no_german_sentence_of_ours_is_left_in_a_feed_or_a_calendar(city: Town, code: str):
    paths = ["/treffen/neues.atom", "/treffen/kalender.ics", "/anliegen/antworten.atom", "/foren/{slug}/kalender.ics"]
    client, faults = city.app.test_client(), []
    stored = _stored_in(city)
    for path in paths:
        answer = client.get(f"/{code}{path}".format(**city.things))
        assert answer.status_code == 200, path
        with city.app.app_context():
            faults += [
                f"{path}: {fault}" for fault in german.left_in_text(answer.get_data(as_text=True), BY_CODE[code], stored)
            ]

    assert faults == []


def test_no_german_of_ours_is_left_on_a_page_for_work(city: Town):
    stored = _stored_in(city)
    paths = [path for path in addresses.of(addresses.STAFF) if not path.startswith(SHOWS_GERMAN_ON_PURPOSE)]

    assert list(_faults(city, ENGLISH, paths, stored)) == []


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ("<p>Bitte wählen</p>", "a text of ours"),
        ("<p>Look: Hier hat noch niemand etwas gesagt.</p>", "a sentence of ours"),
        ("<p>Das wird morgen anders.</p>", "«wird»"),
        ('<button aria-label="Liste durchsuchen">x</button>', "a text of ours"),
        ('<input placeholder="Ihre Straße">', "«Ihre»"),
        ('<p lang="de">Alles <span lang="en">und noch mehr</span></p>', "«und»"),
        ('<p data-text="Das ist nicht da."></p>', "«ist»"),
        ("<select><option>Bäume für alle</option></select>", "«für»"),
    ],
)
def test_a_planted_german_sentence_is_found(city: Town, planted: str, fault: str):
    with city.app.app_context():
        found = list(german.left_in(_read(f'<html lang="en"><body>{planted}</body></html>'), ENGLISH))

    assert any(each.startswith(fault) for each in found), found


def test_german_that_is_marked_is_left_alone(city: Town):
    page = '<html lang="en"><body><p lang="de">Das ist <b>nicht</b> schlimm.</p><p>Fine.</p></body></html>'

    with city.app.app_context():
        assert list(german.left_in(_read(page), ENGLISH)) == []


def _read(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _faults(town: Town, language: Language, paths: list[str], stored: str = "") -> Iterator[str]:
    client = town.app.test_client()
    for path in paths:
        if path.startswith("/arbeit"):
            client.set_cookie("staff", town.login_for(path), domain="localhost")
        answer = client.get(f"/{language.code}{path}".format(**town.things))
        assert answer.status_code in {200, 302}, path
        with town.app.app_context():
            found = list(german.left_in(_read(answer.get_data(as_text=True)), language, stored))
        yield from (f"{path}: {fault}" for fault in found)


def _refused(town: Town, language: Language, sent: dict[str, Sent]) -> Iterator[str]:
    client = town.app.test_client()
    for each in sent.values():
        values = MultiDict(each.filled(town))
        answer = client.post(f"/{language.code}{each.path}".format(**town.things), data=values)
        assert answer.status_code >= 400, each.path
        with town.app.app_context():
            written = german.folded(" ".join(values.values()))
            found = list(german.left_in(_read(answer.get_data(as_text=True)), language, written))
        yield from (f"{each.path}: {fault}" for fault in found)


@cache
def _stored_in(town: Town) -> str:
    """Every text that is kept in a row."""
    with town.app.app_context():
        return "\n".join(_stored())


def _stored() -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(sa.select(table)):
            for value in row:
                yield from _texts_of(value)


def _texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield german.folded(value)
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts_of(each)
