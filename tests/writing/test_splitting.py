"""Units, sentences and words: what ends a sentence in German, and what only looks like it (methods F-41)."""

import pytest

from app.writing.rules.splitting import UnitKind, split, tidied


def _sentences(text):
    return [text[sentence.start : sentence.end] for sentence in split(text).sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Komm mit! Wir helfen. Ruf an.", ["Komm mit!", "Wir helfen.", "Ruf an."]),
        (
            "Wir treffen uns am 3. Mai. Dr. Müller kommt. Wir sind am Berliner Platz 5.",
            ["Wir treffen uns am 3. Mai.", "Dr. Müller kommt.", "Wir sind am Berliner Platz 5."],
        ),
        (
            "Bringen Sie z. B. Kuchen mit. Er kostet ca. 2,50 Euro.",
            ["Bringen Sie z. B. Kuchen mit.", "Er kostet ca. 2,50 Euro."],
        ),
        ("Wir treffen uns um 14:30 Uhr. Dann essen wir.", ["Wir treffen uns um 14:30 Uhr.", "Dann essen wir."]),
        ("Wir sind am Berliner Platz 5. Alle können kommen.", ["Wir sind am Berliner Platz 5.", "Alle können kommen."]),
        ("Das war im Jahr 2024. Danach war Ruhe.", ["Das war im Jahr 2024.", "Danach war Ruhe."]),
        ("Ich wohne im 2. Stock. Sie auch?", ["Ich wohne im 2. Stock.", "Sie auch?"]),
        ("Danach kommt die 2. Danach kommt die 3.", ["Danach kommt die 2.", "Danach kommt die 3."]),
        ("Er ging… und kam zurück. Dann… Schluss.", ["Er ging… und kam zurück.", "Dann…", "Schluss."]),
        ("Alle kommen usw. Dann essen wir.", ["Alle kommen usw.", "Dann essen wir."]),
        ("Er rief: „Komm!“ und ging. „Gut.“ Alle lachten.", ["Er rief: „Komm!“ und ging.", "„Gut.“", "Alle lachten."]),
        ("Schreiben Sie an ada@example.org. Danke.", ["Schreiben Sie an ada@example.org.", "Danke."]),
        ("Es kamen 14.795 Menschen vom 1. bis zum 3. Mai.", ["Es kamen 14.795 Menschen vom 1. bis zum 3. Mai."]),
    ],
)
def test_a_sentence_ends_where_people_hear_it(text, sentences):
    assert _sentences(text) == sentences


def test_headings_and_items_need_no_full_stop():
    text = "Unser Treffen\nWir reden über:\n- Bänke\n- Licht\n\n## Danach\n1. Wir essen\n3. Mai ist der Tag."

    assert [unit.kind for unit in split(text).units] == [
        UnitKind.HEADING,
        UnitKind.LINE,
        UnitKind.ITEM,
        UnitKind.ITEM,
        UnitKind.HEADING,
        UnitKind.ITEM,
        UnitKind.LINE,
    ]


def test_a_sentence_may_go_on_in_the_next_line():
    assert _sentences("Wir treffen uns\nam Montag im\nHaus der Stadt.\nKommen Sie!") == [
        "Wir treffen uns\nam Montag im\nHaus der Stadt.",
        "Kommen Sie!",
    ]


def test_a_word_with_hyphens_is_one_word_and_a_web_address_none():
    words = [word.text for word in split("Der Nachbarschafts-Treff steht auf www.example.org/treff und 2,50 Euro.").words]

    assert words == ["Der", "Nachbarschafts-Treff", "steht", "auf", "und", "2,50", "Euro"]


def test_signs_that_nobody_sees_are_taken_out():
    assert tidied("Bu\u0308ro\r\nSpiel\u00adplatz z.\u00a0B.") == "Büro\nSpielplatz z. B."
