"""The language of conditions (B-03): what is understood, what it means here and in XLSForm, what hostile texts do."""

import json
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.questionnaires.rules import conditions
from app.questionnaires.rules.condition_parser import Parser
from app.questionnaires.rules.condition_tree import DEEPEST, LONGEST
from app.questionnaires.rules.conditions import And, Compare, ConditionFault, FaultKind, Not, Operator, Or, Selected
from app.questionnaires.rules.kinds import Missing

WORDS = st.text(alphabet="aä '-9.", max_size=5).map(str.strip)
NUMBERS = st.integers(-999_999_999, 999_999_999) | st.sampled_from([0.5, -2.25, 0.0001, 123456789.1234])
KEYS = st.sampled_from(["q_a", "q_b", "wege", "q_1"])
ANSWERS = st.dictionaries(
    KEYS,
    st.sampled_from(["a", "9", "ja nein", "2026-11-16", 0, 9, -3, ("a",), ("9", "a"), *Missing]) | WORDS.filter(bool),
)


def _compare(key, sign, value):
    return Compare(key, sign if value != "" else Operator.UNEQUAL, value)


LEAVES = st.builds(
    _compare, KEYS, st.sampled_from(Operator), NUMBERS | WORDS | st.sampled_from(["9", "2026-11-16"])
) | st.builds(Selected, KEYS, WORDS.filter(bool))


def _chained(kind, inner):
    parts = st.lists(inner.filter(lambda part: not isinstance(part, kind)), min_size=2, max_size=3)
    return parts.map(lambda found: kind(tuple(found)))


CONDITIONS = st.recursive(
    LEAVES, lambda inner: st.builds(Not, inner) | _chained(And, inner) | _chained(Or, inner), max_leaves=8
).filter(lambda condition: len(conditions.to_text(condition)) <= LONGEST / 2)


def _holds(text, **answers):
    return conditions.holds(conditions.parse(text), answers)


def test_a_condition_is_read_as_people_mean_it():
    found = conditions.parse("alter>=18 and(selected( wege ,\"bus\")or not(leben = 'ja')) or x < -2.50")

    either = Or((Selected("wege", "bus"), Not(Compare("leben", Operator.EQUAL, "ja"))))
    assert found == Or((And((Compare("alter", Operator.AT_LEAST, 18), either)), Compare("x", Operator.LESS, -2.5)))
    assert conditions.references(found) == ("alter", "wege", "leben", "x")
    assert conditions.to_text(found) == "alter >= 18 and (selected(wege, 'bus') or not(leben = 'ja')) or x < -2.5"
    assert json.loads(json.dumps(conditions.to_json(found))) == [
        "or",
        ["and", [">=", "alter", 18], ["or", ["selected", "wege", "bus"], ["not", ["=", "leben", "ja"]]]],
        ["<", "x", -2.5],
    ]


@settings(deadline=None)
@given(CONDITIONS)
def test_what_is_written_is_read_again(condition):
    assert conditions.parse(conditions.to_text(condition)) == condition


@settings(deadline=None)
@given(CONDITIONS)
@example(
    And((Compare("q_a", Operator.UNEQUAL, ""), Compare("q_a", Operator.UNEQUAL, 3), Compare("q_a", Operator.UNEQUAL, "")))
)
@example(Not(Compare("q_a", Operator.UNEQUAL, 3)))
def test_the_way_to_xlsform_and_back_changes_nothing(condition):
    assert conditions.from_xlsform(conditions.to_xlsform(condition)) == conditions.to_text(condition)


@settings(deadline=None)
@given(CONDITIONS, ANSWERS)
@example(Compare("q_a", Operator.UNEQUAL, "ja"), {})
def test_xlsform_means_the_same(condition, answers):
    assert _xpath(_raw(conditions.to_xlsform(condition)), answers) is conditions.holds(condition, answers)


@settings(deadline=None)
@given(CONDITIONS, ANSWERS)
@example(Compare("q_a", Operator.UNEQUAL, "ja"), {})
@example(And((Compare("q_a", Operator.UNEQUAL, ""), Compare("q_b", Operator.UNEQUAL, "ja"))), {"q_a": "x"})
def test_what_comes_from_xlsform_means_the_same(condition, answers):
    """Read as if somebody else had written it there: `!=` is then true of open questions, too."""
    relevant = re.sub(r"\b(q_a|q_b|wege|q_1)\b", r"${\1}", conditions.to_text(condition))

    ours = conditions.parse(conditions.from_xlsform(relevant))

    assert conditions.holds(ours, answers) is _xpath(_raw(relevant), answers)


def _raw(text):
    return Parser(text, 40_000, is_xlsform=True).whole()


def _xpath(condition, answers):
    """What ODK says, where a question without answer is an empty text."""
    match condition:
        case And(parts):
            return all(_xpath(part, answers) for part in parts)
        case Or(parts):
            return any(_xpath(part, answers) for part in parts)
        case Not(inner):
            return not _xpath(inner, answers)
    answer = answers.get(condition.key, "")
    answer = "" if isinstance(answer, Missing) else answer
    if isinstance(condition, Selected):
        return condition.code in (answer if isinstance(answer, tuple) else [str(answer)])
    said = Compare("said", condition.operator, condition.value)
    if answer == "":
        return condition.operator is Operator.UNEQUAL and condition.value != ""
    return conditions.holds(said, {"said": answer})


def test_relevants_of_other_people_are_understood():
    assert conditions.from_xlsform("${ q1 } = 'ja' and ${d} >= date('2026-01-01')") == "q1 = 'ja' and d >= '2026-01-01'"
    assert conditions.from_xlsform("${q1} = ''") == "not(q1 != '')"
    assert conditions.from_xlsform("${q1} != 'ja'") == "not(q1 = 'ja')"
    assert conditions.to_xlsform(conditions.parse("d<'2026-01-01'")) == "${d} < date('2026-01-01')"
    assert conditions.to_xlsform(conditions.parse("q1='ja' or selected(q,'c')")) == "${q1} = 'ja' or selected(${q}, 'c')"


@pytest.mark.parametrize("answers", [{}, *({"x": each} for each in Missing)])
@pytest.mark.parametrize("text", ["x = 1", "x != 1", "x < 1", "x != ''", "x = '-99'", "x <= -97", "selected(x, '-99')"])
def test_without_an_answer_nothing_is_true_of_it(text, answers):
    assert not _holds(text, **answers)
    assert _holds(f"not({text})", **answers)


def test_numbers_compare_as_numbers_and_dates_as_they_are_written():
    assert _holds("x > 9", x=10)
    assert _holds("x > '9'", x=10)
    assert _holds("x > 9", x="10")
    assert not _holds("x > 'b'", x=10)
    assert _holds("x != 'b'", x=10)
    assert not _holds("x > '9'", x="10")
    assert _holds("x >= '2026-09-30'", x="2026-10-01")
    assert _holds("x < '10:00'", x="09:59")
    assert _holds("selected(x, '3')", x=3)
    assert _holds("selected(x, 'bus') and not(selected(x, 'bu')) and x != ''", x=("bus", "rad"))
    assert _holds("x = 'Bu\u0308cher'", x="Bücher")


@pytest.mark.parametrize(
    ("text", "kind", "position"),
    [
        ("", FaultKind.EMPTY, 0),
        (" \n", FaultKind.EMPTY, 0),
        ("a = 'ja' und b = 1", FaultKind.LEFT_OVER, 9),
        ("a = 'ja", FaultKind.OPEN_TEXT, 4),
        ("a = ‚ja‘", FaultKind.UNKNOWN_SIGN, 4),
        ("a == 1", FaultKind.NO_VALUE, 3),
        ("a = b", FaultKind.NO_VALUE, 4),
        ("a = ''", FaultKind.EMPTY_TEXT, 4),
        ("selected(a, '')", FaultKind.EMPTY_TEXT, 12),
        ("a = 'x\ny'", FaultKind.UNKNOWN_SIGN, 4),
        ("a = 1234567890", FaultKind.BAD_NUMBER, 4),
        ("a", FaultKind.NO_OPERATOR, 1),
        ("18 <= a", FaultKind.NO_CONDITION, 0),
        ("a = 1 and", FaultKind.NO_CONDITION, 9),
        ("a = 1 and and b = 2", FaultKind.NO_CONDITION, 10),
        ("not a = 1", FaultKind.NO_PARENTHESIS, 0),
        ("(a = 1", FaultKind.OPEN_PARENTHESIS, 6),
        ("a = 1)", FaultKind.LEFT_OVER, 5),
        ("selected(a)", FaultKind.NO_VALUE, 10),
        ("count(a) > 1", FaultKind.UNKNOWN_FUNCTION, 0),
        ("Größe = 1", FaultKind.BAD_KEY, 0),
        (f"{'a' * 32} = 1", FaultKind.BAD_KEY, 0),
        ("${a} = 1", FaultKind.UNKNOWN_SIGN, 0),
        ("a = 1" + " " * LONGEST, FaultKind.TOO_LONG, LONGEST),
        ("a=1or " * 160 + "a=1", FaultKind.TOO_LONG, 0),
    ],
)
def test_a_fault_says_what_and_where(text, kind, position):
    with pytest.raises(ConditionFault) as caught:
        conditions.parse(text)

    assert (caught.value.kind, caught.value.position) == (kind, position)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("alter > 18", FaultKind.NO_CONDITION),
        ("${Alter} > 18", FaultKind.BAD_KEY),
        ("${a} + 1 > 18", FaultKind.UNKNOWN_SIGN),
        ("${d} > today()", FaultKind.UNKNOWN_FUNCTION),
        ("count-selected(${a}) > 1", FaultKind.UNKNOWN_FUNCTION),
        ("selected-at(${a}, 1) = 'b'", FaultKind.UNKNOWN_FUNCTION),
        (". > 18", FaultKind.UNKNOWN_SIGN),
        ("${a} < ''", FaultKind.EMPTY_TEXT),
        ("${a} = ${b}", FaultKind.NO_VALUE),
        ("${not} = 1", FaultKind.BAD_KEY),
    ],
)
def test_what_conditions_cannot_say_is_refused(text, kind):
    with pytest.raises(ConditionFault) as caught:
        conditions.from_xlsform(text)

    assert caught.value.kind is kind


@pytest.mark.parametrize("opening", ["(", "not("])
def test_depth_has_an_end(opening):
    def nested(depth):
        return opening * depth + "a = 1" + ")" * depth

    assert _holds(nested(DEEPEST), a=1)
    conditions.parse(" or ".join([nested(1)] * (DEEPEST + 1)))
    for text in (nested(DEEPEST + 1), opening * (LONGEST // len(opening))):
        with pytest.raises(ConditionFault) as caught:
            conditions.parse(text)
        assert caught.value.kind is FaultKind.TOO_DEEP


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a", "${b}", "not", "selected", "and", "or", *"()=<>!,'\"$-.5 \n\0\ud800"]), max_size=30))
def test_no_text_breaks_it(pieces):
    for text in ("".join(pieces), " ".join(pieces)):
        for reading in (conditions.parse, conditions.from_xlsform):
            assert 0 <= _position(reading, text) <= len(text)


def _position(reading, text):
    try:
        reading(text)
    except ConditionFault as fault:
        return fault.position
    return 0
