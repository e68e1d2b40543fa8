"""Whatever somebody pastes: the helper answers, its places lie inside the text, and no text makes it slow."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.writing.rules.checking import checked, pieces
from app.writing.rules.kinds import Measure

LONGEST = 100_000
HOSTILE = [
    "a", "A", ".", "a.", "a. ", "1.", "1. ", "a, ", "Haus, die ", "Haus der ", "wird ",
    "gegege", "verver", "(", "(a", "[", "\n", "a\n", "im\nA", "a@", "a.a@a.a", "www.",
    "http://", "a-", "Bürger:", "BürgerInnen", "1.000.", "1", "1 ", "1:", "1.1.", "12345 ", "ABC ",
    "Nachbarschaftsforum", "Partizipation ", "Partizipation. ", "„", "*", " ", "# ", "a: ", "1/", "Wenn ", "am 3. ",
    "12:00 bis ", "12 % ", "سلام ", "😀", "ä", "z. ", "a;", "zweiund", "des Hau", "…", "- ",
    "am Forum ", "\xad",
]  # fmt: skip
FRAGMENTS = (
    "Der die das Haus, wird gebaut. nicht z. B. 3. Mai 14:30 Uhr 5 % (neu) des Lehrers Bürger:innen Forum Treffen - ## \n "
    "\n\n Nachbarschaftsforum würde sei wegen 01.03.20 99084 Erfurt ; : … „ “ & Partizipation Sie werden berichten fünf ÖPNV"
)
WORDS = st.sampled_from(FRAGMENTS.split(" "))
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS, max_size=40).map("".join)
)


def _look(text, measure=Measure.EASY):
    found = checked(text, measure=measure, this_year=2026)
    return found, list(pieces(found.text, found.hints))


@given(text=TEXTS, measure=st.sampled_from(Measure))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_text_is_read_and_every_place_lies_inside_it(text, measure):
    found, cut = _look(text, measure)

    assert all(0 <= hint.start <= hint.end <= len(found.text) for hint in found.hints)
    assert "".join(piece.text for piece in cut) == found.text
    told = [number for piece in cut for number in piece.numbers]
    assert sorted(told) == [number for number, hint in enumerate(found.hints, 1) if not hint.is_about_all]


def _steps(text):
    """How many functions run for a text: nobody has to look at a clock."""
    count = 0

    def note(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        _look(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("pattern", HOSTILE)
def test_twice_the_text_takes_twice_the_steps(pattern):
    _look(pattern * 300)

    once, twice = (_steps((pattern * size)[:size]) for size in (2_000, 4_000))

    assert twice <= 2.3 * once + 2_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "pattern", [pytest.param(each, marks=[] if at % 8 == 5 else [pytest.mark.full]) for at, each in enumerate(HOSTILE)]
)
def test_a_hostile_text_of_100_000_signs_comes_to_an_end(pattern):
    found, _cut = _look((pattern * LONGEST)[:LONGEST])

    assert len(found.text) <= LONGEST
