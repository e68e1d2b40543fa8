"""Plain German on the screen: sentences on lines of their own, long words parted by hyphen or Mediopunkt."""

import pytest

from app.kernel.languages import ENGLISH, PLAIN
from app.kernel.plain_words import MEDIOPUNKT, written
from scripts import words


@pytest.mark.parametrize(
    ("kept", "hyphen", "mediopunkt"),
    [
        ("Orts|teil", "Orts-Teil", f"Orts{MEDIOPUNKT}teil"),
        ("Orts|teil|rat", "Orts-Teil-Rat", f"Orts{MEDIOPUNKT}teil{MEDIOPUNKT}rat"),
        ("barriere|frei", "barriere-frei", f"barriere{MEDIOPUNKT}frei"),
        ("E-Mail|adresse", "E-Mail-Adresse", f"E-Mail{MEDIOPUNKT}adresse"),
        ("PDF-Datei", "PDF-Datei", "PDF-Datei"),
    ],
)
def test_long_words_are_parted(kept, hyphen, mediopunkt):
    assert (written(kept), written(kept, mediopunkt=True)) == (hyphen, mediopunkt)


@pytest.mark.parametrize(
    ("kept", "lines"),
    [
        ("Wir treffen uns. Kommen Sie auch!", ["Wir treffen uns.", "Kommen Sie auch!"]),
        ("Haben Sie Fragen? Rufen Sie an.", ["Haben Sie Fragen?", "Rufen Sie an."]),
        ("Das war am 1. März. %(who)s war da.", ["Das war am 1. März.", "%(who)s war da."]),
        ("Zum Beispiel: Der Park ist schön.", ["Zum Beispiel: Der Park ist schön."]),
        ("Um 9.30 Uhr geht es los.", ["Um 9.30 Uhr geht es los."]),
    ],
)
def test_each_sentence_has_its_line(kept, lines):
    assert written(kept).split("\n") == lines


def test_readers_of_plain_german_see_them_and_nobody_else(reader, new_reader):
    assert "\n" in new_reader("leicht").get("/leicht/").select_one(".lead").get_text().strip()
    assert "|" not in new_reader("leicht").get("/leicht/").text


def test_no_hyphen_hides_a_part_that_should_be_kept_neutrally():
    """Real hyphens stand behind letters (E-Mail, PDF-Datei) and numbers; every other one is a split."""
    found = [
        word
        for message in words.load(PLAIN, "resident")
        if message.id
        for text in (message.string if isinstance(message.string, tuple | list) else [message.string])
        for word in words.HYPHENED.findall(text or "")
    ]

    assert sorted(set(found)) == []
    assert words.HYPHENED.findall("der Orts-Teil und die E-Mail-Adresse") == ["Orts-Teil", "Mail-Adresse"]


def test_an_english_catalogue_keeps_its_hyphens():
    assert any("-" in str(message.string) for message in words.load(ENGLISH, "resident"))
