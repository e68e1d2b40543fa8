"""What a concern may say, how its numbers and codes look, and what stands for it in a list."""

import pytest

from app.concerns import rules
from app.concerns.rules import NEXT, Review
from app.kernel.errors import RuleBroken


@pytest.mark.parametrize("text", ["Licht!", "7", "لا ضوء", "是", "a" * 5000, "Zeile\nund\tTab"])
def test_a_text_that_says_something_is_taken(text: str):
    rules.check_text(text)


@pytest.mark.parametrize("text", ["", " \n", "?!…", "🙂", "a" * 5001, "a\0b", "a\x1b[31m", "a\ud800", "a\x7f"])
def test_a_text_that_says_nothing_or_cannot_be_read_is_refused(text: str):
    with pytest.raises(RuleBroken) as broken:
        rules.check_text(text)

    assert broken.value.field == "text"


def test_a_line_is_short():
    rules.check_line("x" * 200, field="where_exactly")

    with pytest.raises(RuleBroken) as broken:
        rules.check_line("x" * 201, field="where_exactly")
    assert broken.value.field == "where_exactly"


@pytest.mark.parametrize(("sequence", "number"), [(202600000042, "2026-00042"), (202500123456, "2025-123456")])
def test_a_sequence_and_its_number_say_the_same(sequence: int, number: str):
    assert rules.number_of(sequence) == number
    assert rules.sequence_of(number) == sequence


@pytest.mark.parametrize(
    "number", ["", "2026", "2026-", "2026-1", "2026-000001", "2026-00001-1", "x-00001", "2026-123456789"]
)
def test_what_is_no_number_has_no_sequence(number: str):
    assert rules.sequence_of(number) is None


def test_withdrawing_is_for_good():
    assert NEXT[Review.WITHDRAWN] == frozenset()
    assert all(rules.may_move(now, Review.WITHDRAWN) for now in Review if now is not Review.WITHDRAWN)


def test_only_what_everybody_can_read_counts():
    assert [review for review in Review if rules.is_counted(review)] == [Review.PUBLISHED]


@pytest.mark.parametrize(
    ("title", "text", "headline"),
    [
        ("Licht", "Am Weg fehlt Licht.", "Licht"),
        ("", "Am Weg fehlt Licht. Seit Jahren.", "Am Weg fehlt Licht."),
        ("", "Am Weg\nfehlt Licht.", "Am Weg"),
        ("", "لماذا لا يوجد ضوء؟ نريد ضوءا.", "لماذا لا يوجد ضوء؟"),
        ("", "Wort " * 40, "Wort " * 15 + "Wort …"),
        ("", "x" * 100, "x" * 80 + " …"),
    ],
)
def test_a_headline_is_the_title_or_the_first_sentence(title: str, text: str, headline: str):
    assert rules.headline(title, text) == headline


@pytest.mark.parametrize("typed", ["1234 5678", "1234-5678", "١٢٣٤ ٥٦٧٨", "۱۲۳۴۵۶۷۸", "a1b2c3d4 5678"])
def test_the_digits_of_a_code_are_found_in_what_was_typed(typed: str):
    assert rules.code_digits(typed) == "12345678"


def test_a_code_is_written_in_groups():
    assert rules.code_groups("12345678901234567890") == ["1234", "5678", "9012", "3456", "7890"]
