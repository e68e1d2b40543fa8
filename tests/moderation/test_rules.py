"""Hints at personal data, and words made unreadable."""

import pytest

from app.moderation import rules
from app.moderation.rules import HintKind

SUSPICIOUS = [
    ("Rufen Sie mich an: 0361 1234567, danke.", HintKind.PHONE, "0361 1234567"),
    ("Meine Nummer 0176/123 456 78 geht immer.", HintKind.PHONE, "0176/123 456 78"),
    ("Erreichbar unter (0361) 123-4567.", HintKind.PHONE, "(0361) 123-4567"),
    ("+49 361 6550 ist besetzt.", HintKind.PHONE, "+49 361 6550"),
    ("Schreibt mir: 015112345678", HintKind.PHONE, "015112345678"),
    ("Tel. 5551234 abends", HintKind.PHONE, "Tel. 5551234"),
    ("اتصلوا بي ٠١٧٦ ١٢٣٤٥٦٧٨ مساء", HintKind.PHONE, "٠١٧٦ ١٢٣٤٥٦٧٨"),
    ("Post bitte an erna.muster@example.org.", HintKind.EMAIL, "erna.muster@example.org"),
    ("erna(at)example.org", HintKind.EMAIL, "erna(at)example.org"),
    ("Der Hausmeister, Herr Schulze, kommt nie.", HintKind.NAME, "Herr Schulze"),
    ("Ich habe es Frau Dr. Öztürk-Lehmann gesagt.", HintKind.NAME, "Frau Dr. Öztürk-Lehmann"),
    ("Familie Nguyen feiert jede Nacht", HintKind.NAME, "Familie Nguyen"),
    ("Hallo, ich heiße Erna Muster.", HintKind.NAME, "ich heiße Erna Muster"),
    ("Мене звати Олена, я з Ріта", HintKind.NAME, "Мене звати Олена"),
    ("اسمي فاطمة وأسكن هنا", HintKind.NAME, "اسمي فاطمة"),
    ("Ahmet Bey hat geholfen", HintKind.NAME, "Ahmet Bey"),
    ("Bei uns in der Vilniuser Straße 12 zieht es.", HintKind.ADDRESS, "Vilniuser Straße 12"),
    ("Neben Lindenweg 4a liegt Müll", HintKind.ADDRESS, "Lindenweg 4a"),
    ("Straße des Friedens 7, dritter Stock", HintKind.ADDRESS, "Straße des Friedens 7"),
    ("Ich wohne Am Rabenhügel 31.", HintKind.ADDRESS, "Am Rabenhügel 31"),
    ("Der Falschparker mit EF-AB 123 schon wieder", HintKind.PLATE, "EF-AB 123"),
    ("immer der gleiche: EF XY 1234", HintKind.PLATE, "EF XY 1234"),
    ("Spenden an DE89 3704 0044 0532 0130 00 bitte", HintKind.IBAN, "DE89 3704 0044 0532 0130 00"),
    ("Konto GB82WEST12345698765432", HintKind.IBAN, "GB82WEST12345698765432"),
]

HARMLESS = [
    "Das steht schon in 2026-00042.",
    "Am 01.02.2026 war es kalt, am 2026-11-16 auch.",
    "Vom 01.02.2026-05.02.2026 war alles gesperrt.",
    "Die Fahrkarte kostet 12,50 Euro, früher 0,90 Euro.",
    "1.200.000 Euro für eine Brücke!",
    "Eine Frau hat mir geholfen. Die Frau und der Herr waren nett.",
    "Frau",
    "Eine Frau Mitte 50 saß dort.",
    "Herr Oberbürgermeister, tun Sie etwas!",
    "Um 08:30 Uhr bis 09 00 - 18 00 Uhr ist zu.",
    "Im Winter 20 Kinder ohne Spielplatz",
    "Auf dem Berliner Platz 20 Bänke wären schön, auf dem Domplatz 3 Bäume.",
    "Linie 5 und Bus 20 fahren nicht. In der Linie 5, im Haus 3.",
    "In der Tempo 30 Zone rasen alle, wie auf der BAB A 562.",
    "99084 Erfurt ist die Postleitzahl.",
    "Ein Blatt DIN A4 reicht nicht.",
    "Die Familie ist wichtig. Familien auch.",
    "Wir sind 7 Leute im 11. Stock.",
    "Ich komme aus Aleppo und heiße alle willkommen.",
]


@pytest.mark.parametrize(("text", "kind", "passage"), SUSPICIOUS)
def test_personal_data_is_hinted_at(text, kind, passage):
    found = [(hint.kind, text[hint.start : hint.end]) for hint in rules.personal_data(text)]

    assert found == [(kind, passage)]


@pytest.mark.parametrize("text", HARMLESS)
def test_everyday_words_are_left_alone(text):
    assert rules.personal_data(text) == ()


def test_the_pieces_of_a_text_are_the_text():
    text = "Herr Schulze, 0361 1234567, in der Vilniuser Straße 12!"

    pieces = list(rules.pieces(text))

    assert "".join(piece for piece, _kind in pieces) == text
    assert [kind for _piece, kind in pieces if kind] == [HintKind.NAME, HintKind.PHONE, HintKind.ADDRESS]


def test_a_passage_becomes_unreadable_wherever_it_stands():
    text = "Herr  Schulze schreit. Immer HERR\nSCHULZE!"

    assert rules.without(text, "Herr Schulze") == "▇▇▇ schreit. Immer ▇▇▇!"


def test_signs_of_patterns_are_only_signs():
    assert rules.without("a.c abc (x)", "a.c") == "▇▇▇ abc (x)"


def test_nothing_stands_nowhere():
    assert not rules.stands_in("  ", "ein Text")


HOSTILE = {
    "A" * 5000: 0, "Aa" * 2500: 0, "0361 " * 1000: 333, "0" * 5000: 0, "a@" * 2500: 0, "Herr " * 1000: 333, "EF-" * 1600: 0,
    "Am A" * 1250: 0,
}  # fmt: skip
"""Texts on which a careless pattern would not come to an end, and how many hints they hold. `make bench` measures them."""


def test_a_text_that_wants_to_be_slow_is_read_to_its_end():
    assert {text: len(rules.personal_data(text)) for text in HOSTILE} == HOSTILE
