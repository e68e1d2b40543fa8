"""Every catalogue is complete, and the check that says so would notice if it were not."""

import pytest
from babel.messages.catalog import Catalog

from app.kernel import catalogues, i18n
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
        (_catalogue(string="%(name)s lives in der Straße und Gasse."), "left in German"),
        (_catalogue(string="%(name)s lives in <b>this</b> street."), "HTML"),
        (_catalogue(string="%(name)s lives in 50% of this street."), "a % that is no placeholder"),
        (_catalogue(string="%(name)s lives in this street. "), "a space too many"),
        (_catalogue(string="\u202e%(name)s lives in this street."), "marks of direction"),
        (_catalogue(string="\u2068%(name)s lives in this street."), "marks of direction"),
        (_catalogue(string="\u2069\u2068%(name)s lives in this street."), "marks of direction"),
        (_catalogue(string="\u200f%(name)s lives in this street."), "marks of direction that this language"),
    ],
)
def test_a_fault_in_a_catalogue_is_found(weak, fault):
    found = list(words.faults_of(WANTED, weak, ENGLISH, "resident"))

    assert any(fault in line for line in found), found


@pytest.mark.parametrize("word", ["Absenden", "Mehr dazu"])
def test_a_word_that_was_copied_is_found(word):
    wanted, copied = _catalogue(message=word, string=""), _catalogue(message=word, string=word)

    assert any("left in German" in line for line in words.faults_of(wanted, copied, ENGLISH, "resident"))


def test_a_word_that_is_the_same_and_a_quoted_one_are_left_alone():
    for message, string in (("Telefon", "Telefon"), ("Schreiben Sie „Sie“.", "Please write “Sie”.")):
        wanted, sound = _catalogue(message=message, string=""), _catalogue(message=message, string=string)

        assert list(words.faults_of(wanted, sound, ENGLISH, "resident")) == []


BROKEN = """
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "%(name)s wohnt hier."
"""


@pytest.mark.parametrize(
    ("rest", "is_production", "said"),
    [
        ('msgstr "lives here."', False, "en/resident.po ist nicht in Ordnung: placeholders differ"),
        ('msgstr "%(name)s lives here."\nand so on', False, "en/resident.po ist nicht in Ordnung: not readable"),
        ('msgstr ""', True, "en/resident.po ist nicht in Ordnung: not translated: '%(name)s wohnt hier.'"),
        ('msgstr ""', False, None),
        ('msgstr "%(name)s lives here."', True, None),
    ],
)
def test_nobody_is_served_with_a_broken_catalogue(world, tmp_path, monkeypatch, rest, is_production, said):
    monkeypatch.setattr(catalogues, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(catalogues, "_CHECKED", tmp_path / "checked")
    monkeypatch.setitem(world.app.config, "IS_PRODUCTION", is_production)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "resident.po").write_text(BROKEN + rest + "\n", encoding="utf-8")

    if said is None:
        catalogues.refuse_broken()
        assert (tmp_path / "checked").exists()
        return
    with pytest.raises(SystemExit) as stopped:
        catalogues.refuse_broken()
    assert said in str(stopped.value)
    assert "\n" not in str(stopped.value)
    assert not (tmp_path / "checked").exists()


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
