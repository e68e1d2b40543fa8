"""Every catalogue is complete, and the check that says so would notice if it were not."""

import pytest
from babel.messages.catalog import Catalog

from app.kernel import i18n
from app.kernel.languages import ENGLISH, KNOWN, OFFERED, PLAIN
from scripts import easy, words


def test_every_catalogue_is_complete_and_up_to_date():
    assert list(words.wrong_with(words.gathered())) == []


def test_the_four_languages_of_residents_are_offered():
    assert {"de", "leicht", "en", "ar"} <= {language.code for language in OFFERED}


def _catalogue(message="%(name)s wohnt hier in der Straße.", string="%(name)s lives in this street.", **details):
    catalogue = Catalog(locale="en")
    catalogue.add(message, string, **details)
    return catalogue


WANTED = _catalogue(string="")


@pytest.mark.parametrize(
    ("weak", "fault"),
    [
        (_catalogue(string=""), "not translated"),
        (_catalogue(string="lives in this street."), "placeholders differ"),
        (_catalogue(string="%(name)s wohnt hier in der Straße."), "left in German"),
        (_catalogue(flags=["fuzzy"]), "fuzzy"),
        (Catalog(locale="en"), "missing, run make words"),
        (_catalogue(message="%(name)s zog fort."), "stale, run make words"),
    ],
)
def test_a_fault_in_a_catalogue_is_found(weak, fault):
    found = list(words.faults_of(WANTED, weak, ENGLISH, "resident"))

    assert any(fault in line for line in found), found


def test_a_missing_plural_form_is_found():
    arabic = next(language for language in KNOWN if language.code == "ar")
    wanted, weak = Catalog(locale="ar"), Catalog(locale="ar")
    wanted.add(("%(num)s Jahr", "%(num)s Jahre"))
    weak.add(("%(num)s Jahr", "%(num)s Jahre"), ("%(num)s سنة", "%(num)s سنوات"))

    assert any("plural forms" in line for line in words.faults_of(wanted, weak, arabic, "resident"))


def test_leichte_sprache_really_differs_from_german():
    catalogue = words.load(PLAIN, "resident")
    own = [message for message in catalogue if message.id and message.string != message.id]

    assert len(own) > len(catalogue) / 3
    assert i18n.in_language(PLAIN, own[0].id if isinstance(own[0].id, str) else own[0].id[0]) != own[0].id


def _plain(string, message="Hier gibt es ein Treffen."):
    catalogue = Catalog(locale="de")
    catalogue.add(message, string)
    return catalogue


@pytest.mark.parametrize(
    ("string", "allowed", "fault"),
    [
        ("Hier treffen sich am nächsten Montag alle Nachbarn aus dem Haus und aus der Straße.", {}, "F-10 (15)"),
        ("Das ist die Nachbarschaftskonferenz.", {}, "F-13 (23)"),
        ("Hier ist ein Treffen.", {"Hier gibt es ein Treffen.": "Das geht nicht kürzer."}, "not needed any more"),
        ("Das ist die Nachbarschaftskonferenz.", {"Hier gibt es ein Treffen.": " "}, "without a reason"),
    ],
)
def test_a_sentence_that_is_too_hard_is_found(string, allowed, fault):
    assert any(fault in said for said in easy.faults(_plain(string), allowed))


def test_an_exception_with_its_reason_is_left_alone():
    catalogue = _plain("Das ist die Nachbarschaftskonferenz.")

    assert list(easy.faults(catalogue, {"Hier gibt es ein Treffen.": "So heißt sie nun einmal."})) == []
