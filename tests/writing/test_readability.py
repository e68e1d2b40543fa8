"""Syllables, formulas and levels (methods F.3)."""

import pytest

from app.writing.rules import readability
from app.writing.rules.readability import Level
from app.writing.rules.splitting import split
from app.writing.rules.syllables import syllables

EASY = (
    "Wir treffen uns. Sie sind da. Das ist gut. Es gibt Tee. Komm mit. Ruf an. Wir sind im Haus. Du auch. "
    "Das ist neu. Ja! Wir sind alle da."
)
MIDDLE = (
    "Die Planung beginnt im Sommer mit neuen Bänken am Berliner Platz. Sie fragt die Nachbarinnen nach ihrer Meinung. " * 2
)
HARD = "Die Koordinationsstelle organisiert regelmäßige Abstimmungsrunden mit sämtlichen Verwaltungseinheiten. "


@pytest.mark.parametrize(
    ("text", "counts", "amstad", "wiener"),
    [
        (
            "Das ist ein Haus. Wir wohnen im Haus.",
            (8, 2, 9, 0, 0, 7),
            110.1875,
            (-3.0675, -2.1062, -0.3524, -0.6306),
        ),
        (
            "Die Bürgermeisterin organisiert Nachbarschaftsforen.",
            (4, 1, 15, 3, 3, 1),
            -43.375,
            (23.2163, 23.2438, 21.8701, 19.9494),
        ),
    ],
)
def test_the_formulas_give_the_known_numbers(text, counts, amstad, wiener):
    found = readability.counted(split(text))

    assert (
        found.words,
        found.sentences,
        found.syllables,
        found.many_syllables,
        found.long_words,
        found.one_syllable,
    ) == counts
    assert readability.amstad(found) == pytest.approx(amstad)
    assert readability.wiener(found) == pytest.approx(wiener, abs=5e-5)


GOLD = {
    "Haus": 1, "Idee": 2, "Ideen": 3, "neue": 2, "Radio": 3, "Europa": 3, "Situation": 5, "Familie": 4, "Museum": 3,
    "Ferien": 3, "beenden": 3, "Quartier": 2, "studieren": 3, "Studie": 3, "sozial": 3, "aktuell": 3, "geeignet": 3,
    "Kooperation": 6, "variieren": 4, "Kaffee": 2, "Team": 1, "beeilen": 3, "Bäume": 2, "Bäuerin": 3, "Jubiläum": 4,
    "Yoga": 2, "bei": 1, "Beispiel": 2, "Italien": 4, "Nachbarschaft": 3,
}  # fmt: skip


def test_syllables_are_counted_as_people_speak():
    assert {word: syllables(word) for word in GOLD} == GOLD


def test_dividing_a_word_makes_it_no_harder():
    whole, divided = (readability.counted(split(text)) for text in ("Der Spielplatzbau.", "Der Spiel-Platz-Bau."))

    assert (whole.words, divided.words) == (2, 2)
    assert (whole.long_words, divided.long_words) == (1, 0)
    assert (whole.many_syllables, divided.many_syllables) == (1, 0)


def test_a_short_sentence_is_a_sentence():
    assert readability.counted(split("Komm mit! Wir helfen. Ruf an.")).sentences == 3


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (EASY, Level.EASY),
        (MIDDLE, Level.MIDDLE),
        (HARD * 5, Level.HARD),
        (HARD, None),
    ],
)
def test_a_level_in_three_steps_and_none_for_a_few_words(text, level):
    assert readability.level(readability.counted(split(text))) == level
