"""Somebody who asks for a language that we do not offer gets the nearest one, and a sentence that says so."""

import pytest

from app.kernel.languages import BY_CODE, OFFERED
from app.kernel.nearest import STAND_INS, asked_by, best_for, name_of

pytestmark = pytest.mark.full_on_postgresql


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        (["de-DE"], "de"),
        (["de-simple"], "leicht"),
        (["ar-SY", "de"], "ar"),
        (["en-US"], "en"),
        (["ti-ER", "en"], "en"),
        (["ti"], "ar"),
        (["mo"], "ro"),
        (["prs"], "fa"),
        (["be", "uk"], "uk"),
        (["be", "en"], "ru"),
        (["es", "en"], "en"),
        (["leicht"], "de"),
        (["xx"], "de"),
        (["x" * 5000], "de"),
        ([], "de"),
    ],
)
def test_the_best_language_is_found(accepted, code):
    assert best_for(accepted).code == code


@pytest.mark.parametrize("word", ["", "new", "abc", "wp", "treffen", "gesund", "x" * 400, "-", "12", "leicht-los"])
def test_a_word_that_is_no_language_names_none(word):
    assert asked_by(word) is None


def test_every_language_with_a_stand_in_has_a_name_in_all_of_ours_and_its_stand_ins_are_offered():
    assert [code for code in STAND_INS for language in OFFERED if not name_of(code, language)] == []
    assert {stand_in for several in STAND_INS.values() for stand_in in several} <= BY_CODE.keys()


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/es/anliegen", "/de/anliegen?gefragt=es"),
        ("/es/anliegen?q=Bank", "/de/anliegen?q=Bank&gefragt=es"),
        ("/pt-BR/", "/de/?gefragt=pt"),
        ("/he", "/de/?gefragt=he"),
        ("/sr/", "/ru/?gefragt=sr"),
        ("/ckb/treffen", "/ar/treffen?gefragt=ckb"),
        ("/de-CH/", "/de/"),
        ("/DE/anliegen", "/de/anliegen"),
        ("/fas/", "/fa/"),
        ("/simple/", "/leicht/"),
        ("/es/arbeit/anmelden", "/de/arbeit/anmelden?gefragt=es"),
    ],
)
def test_an_address_in_another_language_leads_to_the_nearest(reader, asked, leads_to):
    page = reader._open("GET", f"http://localhost{asked}", 302)

    assert page.headers["Location"] == leads_to
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("path", ["/es/gibtesnicht", "/abc/anliegen", "/new/", "/es//evil.example", "/es/%00"])
def test_what_names_no_page_leads_nowhere(reader, path):
    reader._open("GET", f"http://localhost{path}", 404)


def test_the_reached_page_says_which_language_it_is_not_and_the_menu_forgets_it(reader):
    page = reader.get("/de/anliegen?gefragt=es&q=Bank")

    assert page.select_one("main .notice").get_text(" ", strip=True) == (
        "Diese Seite gibt es nicht auf Spanisch. Sie sehen sie auf Deutsch."
    )
    assert {link["href"].partition("?")[2] for link in page.select(".language_menu a")} == {"q=Bank"}


@pytest.mark.parametrize("word", ["de", "leicht", "xx", "<b>", "es-ES", "fas", "new", "x" * 2000, ""])
def test_any_other_word_in_the_address_says_nothing(reader, word):
    assert reader.get("/de/anliegen", query_string={"gefragt": word}).select("main .notice") == []


def test_a_page_kept_for_one_reader_says_nothing_to_the_next(reader):
    reader.get("/de/anliegen?gefragt=es")

    assert reader.get("/de/anliegen").select("main .notice") == []
    assert "Portugiesisch" in reader.get("/de/anliegen?gefragt=pt").text


@pytest.mark.parametrize(
    ("accepted", "leads_to"),
    [
        ("es-ES,es;q=0.9", "/de/?gefragt=es"),
        ("ckb", "/ar/?gefragt=ckb"),
        ("es,en;q=0.5", "/en/"),
        ("xx", "/de/"),
        ("*", "/de/"),
    ],
)
def test_a_browser_that_speaks_none_of_ours_is_told_so(reader, accepted, leads_to):
    assert reader.get("/", status=302, headers={"Accept-Language": accepted}).headers["Location"] == leads_to
