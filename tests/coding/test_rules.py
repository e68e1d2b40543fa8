"""Passages, agreement, counts, suggestions and the codebook, without a database."""

from uuid import UUID

import pytest

from app.coding.rules import codebook, counting, passages, suggesting
from app.coding.rules.agreement import agreement
from app.coding.rules.codebook import Step
from app.coding.rules.counting import Marked
from app.coding.rules.passages import Span
from app.concerns.rules import Direction

A, B, C = (UUID(int=number) for number in (1, 2, 3))


def test_two_readers_of_the_method_book_agree_by_80_percent():
    units = range(10)
    found = agreement(units, {0, 1, 2, 3, 8}, {0, 1, 2, 3, 9})

    assert (found.both, found.neither, found.first_alone, found.second_alone) == (4, 4, 1, 1)
    assert (found.share, found.kappa) == (pytest.approx(0.8), pytest.approx(0.6))


@pytest.mark.parametrize(("first", "second"), [(set(), set()), ({0, 1}, {0, 1})])
def test_kappa_says_nothing_where_all_are_the_same(first, second):
    assert agreement([0, 1], first, second).kappa is None


def test_what_only_one_has_read_is_not_compared():
    assert agreement([1], {1, 2, 3}, {1}).units == 1


def test_sentences_are_found_in_every_script():
    text = "Der Park ist schön. Aber abends dunkel!\nالحديقة جميلة؟ نعم"

    assert [span.of(text) for span in passages.sentences(text)] == [
        "Der Park ist schön.",
        "Aber abends dunkel!",
        "الحديقة جميلة؟",
        "نعم",
    ]


def test_an_answer_of_nothing_but_dots_is_read_at_once():
    """If each sign were looked at once for each before it, this would take ten minutes."""
    text = "." * 200_000 + "x"

    assert passages.sentences(text) == (passages.whole(text),)


@pytest.mark.parametrize(("start", "end", "span"), [(0, 99, Span(start=1, end=4)), (4, 6, None), (-5, 0, None)])
def test_a_mark_holds_words_and_nothing_else(start, end, span):
    assert passages.within(" abc ", start, end) == span


def test_a_talk_counts_once_per_theme_and_a_group_by_its_people():
    marked = [
        Marked(conversation_id=A, people=1, theme_id=C, direction=Direction.PROBLEM),
        Marked(conversation_id=A, people=1, theme_id=C, direction=Direction.IDEA),
        Marked(conversation_id=B, people=6, theme_id=C, direction=Direction.PROBLEM),
    ]

    found = counting.counts(marked)[C]

    assert (found.talks, found.people, found.mentions) == (2, 7, 3)
    assert found.by_direction == {Direction.PROBLEM: 7, Direction.IDEA: 1}


def test_words_suggest_themes_by_their_stem_their_beginning_and_in_other_scripts():
    rules = {
        "spiel": suggesting.words_of("Spielplatz, schaukel*"),
        "licht": suggesting.words_of("Straßenlaterne; ab\nдерево"),
        "markt": suggesting.words_of("Alter Markt"),
    }

    assert suggesting.suggested("Die Spielplätze! Und die Schaukelgestelle.", rules) == ("spiel",)
    assert suggesting.suggested("Strassenlaternen ab hier, дерево", rules) == ("licht",)
    assert suggesting.suggested("Am alten Markt", rules) == ("markt",)
    assert suggesting.suggested("Beim Spielzeug ist der Markt alt", rules) == ()


def test_the_beginning_of_a_word_is_one_whatever_its_stem_and_signs_alone_suggest_nothing():
    rules = {"baum": suggesting.words_of("Spielplätze*, alte bäume*"), "nichts": suggesting.words_of("+++*, !?!, …")}

    assert suggesting.suggested("Mehr Spielplätze!", rules) == ("baum",)
    assert suggesting.suggested("Es sind alte Bäume.", rules) == ("baum",)
    assert suggesting.suggested("Alles gut?", rules) == ()


def test_merged_themes_go_on_as_one_and_split_ones_wait():
    steps = [Step(version=2, before=A, after=B), Step(version=3, before=B, after=C)]

    assert codebook.successors([A, B, C], version=1, steps=steps) == {A: A, B: B, C: C}
    assert codebook.successors([A, B, C], version=2, steps=steps) == {A: B, B: B, C: C}
    assert codebook.successors([A, B, C], version=3, steps=steps) == {A: C, B: C, C: C}
    assert codebook.successors([A], version=2, steps=[Step(version=2, before=A, after=each) for each in (B, C)]) == {}


@pytest.mark.parametrize(
    ("label", "taken", "code"),
    [
        ("Spielplätze & Grün", [], "spielplaetze_gruen"),
        ("Müll", ["muell"], "muell_2"),
        ("النظافة", [], "thema"),
        ("3 Bänke", [], "thema_3_baenke"),
    ],
)
def test_a_theme_gets_a_code_that_tools_can_read(label, taken, code):
    assert codebook.code_of(label, taken) == code
