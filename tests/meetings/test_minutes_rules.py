"""Texts of minutes: what a revision is, what two texts in one place become, what is dropped from word processors."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import RuleBroken
from app.meetings.rules import minutes
from app.meetings.rules.kinds import Part
from app.meetings.rules.minutes import Choice
from app.meetings.rules.results import LONGEST_TEXT

AT = datetime(2026, 11, 17, 18, tzinfo=UTC)
TEXTS = st.text(alphabet="abä \n", max_size=30)


def _continues(
    *, minutes_later: int = 4, is_same_writer: bool = True, before: str = "Wir", after: str = "Wir pflanzen"
) -> bool:
    now = AT + timedelta(minutes=minutes_later)
    return minutes.continues(last_at=AT, now=now, is_same_writer=is_same_writer, before=before, after=after)


def test_what_one_writer_saves_in_a_stretch_is_one_revision():
    assert _continues()
    assert not _continues(is_same_writer=False)
    assert not _continues(minutes_later=5)


def test_a_save_that_takes_much_away_is_a_revision_of_its_own():
    long = "Ein langer Absatz. " * 20

    assert _continues(before=long, after=long[:-50])
    assert not _continues(before=long, after="")
    assert not _continues(before=long, after="etwas ganz anderes")


@given(TEXTS, TEXTS, TEXTS)
def test_nothing_is_lost_by_putting_something_in(head, middle, tail):
    assert minutes.lost(head + tail, head + middle + tail) == 0


@given(TEXTS, TEXTS)
def test_never_more_is_lost_than_was_there(before, after):
    assert 0 <= minutes.lost(before, after) <= len(before)


@pytest.mark.parametrize(
    ("choice", "text"), [(Choice.MINE, "meiner"), (Choice.THEIRS, "ihrer"), (Choice.BOTH, "ihrer\n\nmeiner")]
)
def test_two_texts_become_what_was_chosen(choice, text):
    assert minutes.chosen(choice, mine="meiner", theirs="ihrer") == text


def test_both_texts_of_which_one_is_empty_are_the_other_one():
    assert minutes.chosen(Choice.BOTH, mine="meiner", theirs="") == "meiner"


@pytest.mark.parametrize("part", list(Part))
def test_the_name_of_a_text_can_be_read_again(part):
    item = uuid4() if part in minutes.OF_ITEM else None

    assert minutes.read_slot(minutes.slot(part, item.hex if item else "")) == (part, item)


@pytest.mark.parametrize("name", ["", "result", "result:", "result:x", f"opening:{UUID(int=7).hex}", "nothing"])
def test_what_names_no_text_is_refused(name):
    with pytest.raises(ValueError, match=r".*"):
        minutes.read_slot(name)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("•\tBänke\n·\tLicht", "- Bänke\n- Licht"),
        ("\uf0b7 Bänke", "- Bänke"),
        ("  ▪ Bänke", "- Bänke"),
        ("Ba\u0308nke", "Bänke"),
        ("5 • 3 bleibt", "5 • 3 bleibt"),
        ("- Bänke", "- Bänke"),
    ],
)
def test_bullets_and_signs_of_word_processors_become_ours(pasted, kept):
    assert minutes.as_plain(pasted) == kept


def test_a_text_that_is_too_long_is_told_by_how_much():
    minutes.check_length("x" * LONGEST_TEXT)
    with pytest.raises(RuleBroken, match="100001"):
        minutes.check_length("x" * (LONGEST_TEXT + 1))
