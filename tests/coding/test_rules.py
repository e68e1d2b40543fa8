"""Passages, agreement, counts, suggestions and the codebook, without a database."""

from uuid import UUID

import pytest

from app.coding.rules import agreement, codebook, counting, passages, suggesting
from app.coding.rules.codebook import Step
from app.coding.rules.counting import ThemeCount
from app.coding.rules.passages import Span
from app.concerns.rules import Direction

A, B, C = (UUID(int=number) for number in (1, 2, 3))


def test_two_readers_of_the_method_book_agree_by_80_percent():
    found = agreement.between(10, first=5, second=5, both=4)

    assert (found.both, found.neither, found.first_alone, found.second_alone) == (4, 4, 1, 1)
    assert (found.share, found.kappa) == (pytest.approx(0.8), pytest.approx(0.6))


@pytest.mark.parametrize("given", [0, 2])
def test_kappa_says_nothing_where_all_are_the_same(given):
    assert agreement.between(2, first=given, second=given, both=given).kappa is None


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


def test_counts_of_different_days_add_up():
    one = ThemeCount(theme_id=A, talks=2, people=7, mentions=3, by_direction={Direction.PROBLEM: 7, Direction.IDEA: 1})
    other = ThemeCount(theme_id=A, talks=1, people=1, mentions=1, by_direction={Direction.STRENGTH: 1, Direction.IDEA: 1})
    third = ThemeCount(theme_id=B, talks=1, people=2, mentions=1, by_direction={Direction.IDEA: 2})

    found = counting.together([one, third, other])

    assert (found[A].talks, found[A].people, found[A].mentions) == (3, 8, 4)
    assert found[A].by_direction == {Direction.STRENGTH: 1, Direction.PROBLEM: 7, Direction.IDEA: 2}
    assert found[B] == third


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
