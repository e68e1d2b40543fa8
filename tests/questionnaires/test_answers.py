"""Answers: what forms say to each type of question, what conditions hide, and what is kept of it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.questionnaires.rules import answers
from app.questionnaires.rules.answers import Fault
from app.questionnaires.rules.document import Choice, Document, Question
from app.questionnaires.rules.kinds import SILENT, Missing, QuestionType

AREAS = ("001", "002")
CODES = ("bus", "rad", "80+")


def _question(kind, key="q", **settings):
    codes = {QuestionType.SELECT_ONE: (*CODES, "other"), QuestionType.SELECT_MULTIPLE: (*CODES, "other")}
    choices = tuple(Choice(code=code) for code in codes.get(kind, CODES if kind is QuestionType.RANK else ()))
    if kind is QuestionType.SELECT_MULTIPLE:
        choices += (Choice(code="none", is_exclusive=True),)
    bounds = {"lowest": 1, "highest": 5} if kind is QuestionType.SCALE else {}
    return Question(key=key, type=kind, choices=choices, **{**bounds, **settings})


EVERYTHING = Document(
    questions=tuple(
        _question(kind, key=f"q{at}", may_refuse=True, may_not_know=at % 2 == 0, condition="q5 != 3" if at > 7 else "")
        for at, kind in enumerate(QuestionType)
    )
)


def _read(kind, raw, **settings):
    """What is read from one question `q`: its answer, or what is wrong."""
    named = raw if isinstance(raw, dict) else {"q": raw if isinstance(raw, list) else [raw]}
    found = answers.read(Document(questions=(_question(kind, **settings),)), named, AREAS)
    return found.faults.get("q") or found.faults.get("q_other") or found.answers.get("q")


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        ("text_short", " Mehr\r\nLicht\0 ", "Mehr Licht"),
        ("text_long", "Mehr\r\nLi\x07cht\ru\u0308berall\ud800", "Mehr\nLicht\nüberall"),
        ("text_long", " \n\u200b\u00a0", None),
        ("text_long", "🫨", "🫨"),
        ("text_short", "x" * 301, Fault.TOO_LONG),
        ("text_long", "x" * 5000, "x" * 5000),
        ("text_long", "x" * 5001, Fault.TOO_LONG),
        ("text_long", ["eins", "zwei"], Fault.EXCLUSIVE),
        ("select_one", "bus", "bus"),
        ("select_one", "Bus", Fault.UNKNOWN_CHOICE),
        ("select_one", ["bus", "rad"], Fault.EXCLUSIVE),
        ("select_one", ["bus", "bus", ""], "bus"),
        ("select_multiple", ["80+", "bus", "bus"], ("bus", "80+")),
        ("select_multiple", ["bus", "none"], Fault.EXCLUSIVE),
        ("select_multiple", ["bus", "boot"], Fault.UNKNOWN_CHOICE),
        ("select_multiple", "none", ("none",)),
        ("scale", "3", 3),
        ("scale", "6", Fault.UNKNOWN_CHOICE),
        ("scale", "gut", Fault.UNKNOWN_CHOICE),
        ("integer", "+042", 42),
        ("integer", "٤٢", 42),
        ("integer", "1.000", Fault.NOT_A_NUMBER),
        ("integer", "1e3", Fault.NOT_A_NUMBER),
        ("integer", "9" * 5000, Fault.TOO_LARGE),
        ("integer", "-" + "9" * 5000, Fault.TOO_SMALL),
        ("integer", "-097", Fault.NOT_OFFERED),
        ("date", "2026-11-16", "2026-11-16"),
        ("date", "6.11.2026", "2026-11-06"),
        ("date", "2026-02-30", Fault.NOT_A_DATE),
        ("date", "20261116", Fault.NOT_A_DATE),
        ("date", "0001-01-01", Fault.NOT_A_DATE),
        ("date", "gestern", Fault.NOT_A_DATE),
        ("time", "9:05", "09:05"),
        ("time", "18:30:00", "18:30"),
        ("time", "24:00", Fault.NOT_A_TIME),
        ("area", "002", "002"),
        ("area", "003", Fault.UNKNOWN_CHOICE),
        ("rank", {"q__rad": ["1"], "q__80+": ["2"], "q__bus": ["3"]}, ("rad", "80+", "bus")),
        ("rank", {"q__rad": ["1"], "q__bus": [" "]}, ("rad",)),
        ("rank", {"q__rad": ["1"], "q__bus": ["1"]}, Fault.DUPLICATE_RANK),
        ("rank", {"q__rad": ["1", "2"]}, Fault.DUPLICATE_RANK),
        ("rank", {"q__rad": ["1"], "q__bus": ["3"]}, Fault.RANK_WITH_GAP),
        ("rank", {"q__rad": ["4"]}, Fault.TOO_LARGE),
        ("rank", {"q__rad": ["0"]}, Fault.TOO_SMALL),
        ("rank", {"q__rad": ["erster"]}, Fault.NOT_A_NUMBER),
        ("rank", {"q": ["rad"]}, Fault.UNKNOWN_CHOICE),
        ("rank", {"q": ["-99"], "q__rad": ["1"]}, Fault.EXCLUSIVE),
    ],
)
def test_each_type_reads_its_fields(kind, raw, expected):
    found = _read(QuestionType(kind), raw)

    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(("raw", "fault"), [("17", Fault.TOO_SMALL), ("121", Fault.TOO_LARGE), ("18", None)])
def test_numbers_stay_within_their_bounds(raw, fault):
    assert _read(QuestionType.INTEGER, raw, lowest=18, highest=120) == (fault or 18)


@pytest.mark.parametrize("kind", [kind for kind in QuestionType if kind not in SILENT])
def test_not_to_answer_is_an_answer_where_it_is_offered(kind):
    assert _read(kind, "-99", may_refuse=True, is_required=True) is Missing.NO_ANSWER
    assert _read(kind, "-98", may_not_know=True) is Missing.DONT_KNOW
    assert _read(kind, "-99", may_not_know=True) is Fault.NOT_OFFERED
    assert _read(kind, "-98", may_refuse=True) is Fault.NOT_OFFERED
    assert _read(kind, "-97", may_refuse=True, may_not_know=True) is Fault.NOT_OFFERED
    assert _read(kind, ["-99", "-98"], may_refuse=True, may_not_know=True) is Fault.EXCLUSIVE
    assert _read(kind, {"q": ["-99", "3"], "q__bus": ["1"]}, may_refuse=True) is Fault.EXCLUSIVE
    assert _read(kind, ["", " "], is_required=True) is Fault.REQUIRED
    assert answers.read(Document(questions=(_question(kind),)), {}, AREAS).answers == {}


def test_a_choice_keeps_its_own_words():
    """B-51: the choice and the words are both there, and words without the choice are not lost."""

    def read(kind, chosen, words):
        return answers.read(Document(questions=(_question(kind),)), {"q": chosen, "q_other": [words]}, AREAS)

    assert read(QuestionType.SELECT_ONE, ["other"], " Boot ").answers == {"q": "other", "q_other": "Boot"}
    assert read(QuestionType.SELECT_ONE, [], "Boot").answers == {"q": "other", "q_other": "Boot"}
    assert read(QuestionType.SELECT_MULTIPLE, ["bus"], "Boot").answers == {"q": ("bus", "other"), "q_other": "Boot"}
    assert read(QuestionType.SELECT_MULTIPLE, ["other"], "").answers == {"q": ("other",)}
    assert read(QuestionType.SELECT_ONE, ["bus"], "Boot").faults == {"q": Fault.EXCLUSIVE}
    assert read(QuestionType.SELECT_MULTIPLE, ["none"], "Boot").faults == {"q": Fault.EXCLUSIVE}
    assert read(QuestionType.SELECT_ONE, ["other"], "x" * 301).faults == {"q_other": Fault.TOO_LONG}
    assert read(QuestionType.SELECT_ONE, ["other"], "-97").answers == {"q": "other"}
    assert read(QuestionType.RANK, [], "Boot").answers == {}


BRANCHING = Document(
    questions=(
        _question(QuestionType.SELECT_ONE, "faehrt"),
        Question(key="mehr", type=QuestionType.GROUP, condition="faehrt = 'bus'"),
        _question(QuestionType.TEXT_LONG, "warum", group="mehr", is_required=True),
        _question(QuestionType.SELECT_ONE, "wie", condition="warum != ''"),
        _question(QuestionType.RANK, "folge", condition="wie = 'other'"),
    )
)
FILLED = {"faehrt": ["bus"], "warum": ["Es ist nah."], "wie": ["other"], "wie_other": ["Boot"], "folge__bus": ["1"]}


def test_going_back_and_changing_drops_what_is_hidden_now():
    """B-03: the old text is gone, and so is everything that hung on it, right or wrong."""
    before = answers.read(BRANCHING, FILLED, AREAS)
    after = answers.read(BRANCHING, FILLED | {"faehrt": ["rad"], "folge__bus": ["Quatsch"]}, AREAS)

    assert before.answers == {
        "faehrt": "bus", "warum": "Es ist nah.", "wie": "other", "wie_other": "Boot", "folge": ("bus",)
    }  # fmt: skip
    assert not before.faults
    assert after.answers == {"faehrt": "rad"} | dict.fromkeys(["warum", "wie", "folge"], Missing.NOT_ASKED)
    assert not after.faults
    assert "nah" not in answers.canonical(after.answers)
    assert "Boot" not in answers.canonical(after.answers)


def test_a_question_without_condition_would_have_kept_it():
    """The weak twin: only the condition drops the text."""
    open_to_all = replace(BRANCHING, questions=tuple(replace(each, condition="") for each in BRANCHING.questions))

    assert answers.read(open_to_all, FILLED | {"faehrt": ["rad"]}, AREAS).answers["warum"] == "Es ist nah."


def test_a_page_is_told_its_own_faults_only():
    def faults(keys, **raw):
        return answers.read_part(BRANCHING, raw, keys, AREAS).faults

    assert faults(["faehrt"], faehrt=["boot"]) == {"faehrt": Fault.UNKNOWN_CHOICE}
    assert faults(["faehrt"], faehrt=["bus"]) == {}
    assert faults(["warum"], faehrt=["bus"]) == {"warum": Fault.REQUIRED}
    assert faults(["warum"], faehrt=["rad"]) == {}
    assert faults(["warum"], faehrt=["boot"]) == {}


def test_a_condition_that_cannot_be_read_hides_nothing():
    question = _question(QuestionType.TEXT_SHORT, condition="wenn Bus")

    assert answers.is_visible(Document(questions=(question,)), question, {})


def test_every_field_is_known_by_name():
    names = {question.type: answers.fields_of(question) for question in EVERYTHING.questions}

    assert names[QuestionType.SELECT_ONE] == ("q2", "q2_other")
    assert names[QuestionType.RANK] == ("q5", "q5__bus", "q5__rad", "q5__80+")
    assert names[QuestionType.NOTE] == ()


FIELDS = [name for question in EVERYTHING.questions for name in answers.fields_of(question)]
SAID = st.sampled_from(["-99", "-98", "bus", "rad", "80+", "other", "none", "1", "2", "3", "2026-11-16", "18:30", "002"])
TEXTS = st.text(alphabet="aäu\u0308 \r\n\0\u200b\u2028\ud800'-9٤", max_size=8)
RAW = st.dictionaries(st.sampled_from(FIELDS), st.lists(SAID | TEXTS, max_size=3))


@settings(deadline=None)
@given(RAW)
def test_what_is_read_can_be_kept_and_said_again(raw):
    found = answers.read(EVERYTHING, raw, AREAS)
    kept = answers.kept(found.answers)

    assert all(isinstance(text, str) and text.encode() for text in kept.values())
    assert answers.from_kept(EVERYTHING, json.loads(json.dumps(kept))) == found.answers
    again = answers.read(EVERYTHING, _as_raw(found.answers), AREAS)
    assert not again.faults
    assert answers.canonical(again.answers) == answers.canonical(found.answers)


def _as_raw(found):
    raw = {}
    for key, answer in found.items():
        question = EVERYTHING.find(key)
        if question and question.type is QuestionType.RANK and isinstance(answer, tuple):
            raw |= {f"{key}__{code}": [str(place)] for place, code in enumerate(answer, 1)}
        elif answer is not Missing.NOT_ASKED:
            raw[key] = (
                list(answer) if isinstance(answer, tuple) else [str(int(answer) if isinstance(answer, int) else answer)]
            )
    return raw


def test_the_same_answers_are_the_same_text_in_any_order():
    one = answers.read(EVERYTHING, {"q3": ["rad", "bus"], "q0": ["a"]}, AREAS).answers
    other = answers.read(EVERYTHING, {"q0": [" a\n"], "q3": ["bus", "rad"]}, AREAS).answers
    turned = dict(reversed(one.items()))

    assert answers.canonical(one) == answers.canonical(other) == answers.canonical(turned)
    assert answers.canonical(one) != answers.canonical({**one, "q0": "b"})


def test_an_answer_to_another_questionnaire_is_not_taken_for_ours():
    with pytest.raises(KeyError):
        answers.from_kept(BRANCHING, {"fremd": "x"})


def test_a_letter_with_thousands_of_accents_does_not_keep_us_busy():
    found = answers.read(EVERYTHING, {"q1": ["a" + "\u0f73\u0323" * 9_000]}, AREAS)

    assert len(found.answers["q1"]) <= 100
