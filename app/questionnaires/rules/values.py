"""What the fields of a form say to one question, and why they cannot be taken."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum

from app.questionnaires.rules.conditions import Answer
from app.questionnaires.rules.document import OTHER, Question
from app.questionnaires.rules.kinds import TEXTS, Missing, QuestionType

LONGEST_SHORT = 300
"""Signs of a short text, and of words of one's own beside a choice."""
LONGEST_LONG = 5_000
LARGEST = 999_999_999
"""The largest number where a question does not say another one."""
MOST_DIGITS = 15
"""What a script can still count exactly."""
EARLIEST, LATEST = 1900, 2199
"""Years that a date may lie in."""
MOST_MARKS = 30
"""Accents on one letter (Unicode's stream-safe text): to sort more of them would take too long."""

Raw = Mapping[str, Sequence[str]]
"""The fields of a form as they came: each name with all its values."""


class Fault(StrEnum):
    """Why an answer cannot be taken."""

    REQUIRED = "required"
    NOT_A_NUMBER = "not_a_number"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    TOO_LONG = "too_long"
    UNKNOWN_CHOICE = "unknown_choice"
    EXCLUSIVE = "exclusive"
    """Two answers that cannot both be meant: "none of these" and one of these, words and "no answer"."""
    NOT_OFFERED = "not_offered"
    """A way not to answer that this question does not have. The numbers −99, −98 and −97 are never answers."""
    DUPLICATE_RANK = "duplicate_rank"
    RANK_WITH_GAP = "rank_with_gap"
    """There is a third place, but no second one."""


class Refused(Exception):
    """The fields say something that is no answer."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def other_field(key: str) -> str:
    """The field, and the key among the answers, of words of one's own beside a choice."""
    return f"{key}_{OTHER}"


def place_field(key: str, code: str) -> str:
    """The field for the place that one choice of a ranking has."""
    return f"{key}__{code}"


def fields_of(question: Question) -> tuple[str, ...]:
    """The names of all fields that a form has for a question."""
    names = [question.key] if question.asks else []
    if question.type is QuestionType.RANK:
        names += [place_field(question.key, choice.code) for choice in question.choices]
    elif has_words(question):
        names.append(other_field(question.key))
    return tuple(names)


def has_words(question: Question) -> bool:
    """Whether there is a choice with words of one's own."""
    return question.type in (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE) and question.other is not None


def cleaned(text: str, longest: int) -> str:
    """A text as it is kept: composed (NFC), one kind of line end, no control characters. What nobody can see is empty."""
    if len(text) > 4 * longest:
        raise Refused(Fault.TOO_LONG)
    text = re.sub("\r\n|[\r\u2028\u2029]", "\n", text)
    kept, marks = [], 0
    for sign in text:
        category = unicodedata.category(sign)
        marks = marks + 1 if category[0] == "M" else 0
        if marks <= MOST_MARKS and (sign in "\n\t" or category not in {"Cc", "Cs"}):
            kept.append(sign)
    text = unicodedata.normalize("NFC", "".join(kept)).strip()
    if all(sign.isspace() or unicodedata.category(sign) == "Cf" for sign in text):
        return ""
    if len(text) > longest:
        raise Refused(Fault.TOO_LONG)
    return text


def words(question: Question, raw: Raw) -> str:
    """The words of one's own beside the choices. Those that read like a missing answer are none."""
    if not has_words(question):
        return ""
    said = " ".join(cleaned(" ".join(raw.get(other_field(question.key), ())), LONGEST_SHORT).split())
    return "" if said in _MISSING else said


def answer(question: Question, raw: Raw, areas: Collection[str], *, has_own_words: bool) -> Answer | None:
    """What the fields say to a question, None if nothing. Raises Refused. Words of one's own count as choosing `other`."""
    given = list(dict.fromkeys(_readable(question, value) for value in raw.get(question.key, ())))
    places = _places(question, raw)
    given = [value for value in given if value]
    if has_own_words and OTHER not in given:
        given.append(OTHER)
    if missing := [value for value in given if value in _MISSING]:
        if len(given) > 1 or places:
            raise Refused(Fault.EXCLUSIVE)
        return _missing(question, Missing(int(missing[0])))
    if question.type is QuestionType.RANK:
        return _ranked(question, given, places)
    if question.type is QuestionType.SELECT_MULTIPLE:
        return _chosen(question, given)
    if len(given) > 1:
        raise Refused(Fault.EXCLUSIVE)
    return _READ[question.type](question, given[0], areas) if given else None


_MISSING = frozenset(str(int(each)) for each in Missing)


def _readable(question: Question, value: str) -> str:
    if question.type is QuestionType.TEXT_LONG:
        return cleaned(value, LONGEST_LONG)
    if question.type is QuestionType.TEXT_SHORT:
        return " ".join(cleaned(value, LONGEST_SHORT).split())
    return value.strip()


def _missing(question: Question, why: Missing) -> Missing:
    offered = {Missing.NO_ANSWER: question.may_refuse, Missing.DONT_KNOW: question.may_not_know}
    if not offered.get(why):
        raise Refused(Fault.NOT_OFFERED)
    return why


def _places(question: Question, raw: Raw) -> dict[str, list[str]]:
    """What stands in the fields for places, by code of the choice, where anything stands there."""
    if question.type is not QuestionType.RANK:
        return {}
    fields = {choice.code: raw.get(place_field(question.key, choice.code), ()) for choice in question.choices}
    said = {code: [value.strip() for value in values if value.strip()] for code, values in fields.items()}
    return {code: values for code, values in said.items() if values}


def _ranked(question: Question, given: list[str], places: dict[str, list[str]]) -> tuple[str, ...] | None:
    """The codes by their places. One may give only the first few."""
    if given:
        raise Refused(Fault.UNKNOWN_CHOICE)
    by_place: dict[int, str] = {}
    for code, values in places.items():
        place = _whole(values[0], 1, len(question.choices))
        if len(values) > 1 or place in by_place:
            raise Refused(Fault.DUPLICATE_RANK)
        by_place[place] = code
    if by_place and max(by_place) > len(by_place):
        raise Refused(Fault.RANK_WITH_GAP)
    return tuple(by_place[place] for place in sorted(by_place)) or None


def _chosen(question: Question, given: list[str]) -> tuple[str, ...] | None:
    """The codes in the order of the choices, however they came."""
    chosen = tuple(choice for choice in question.choices if choice.code in given)
    if len(chosen) < len(given):
        raise Refused(Fault.UNKNOWN_CHOICE)
    if len(chosen) > 1 and any(choice.is_exclusive for choice in chosen):
        raise Refused(Fault.EXCLUSIVE)
    return tuple(choice.code for choice in chosen) or None


def _whole(text: str, lowest: int | None, highest: int | None) -> int:
    """A whole number, in digits of any script."""
    if not re.fullmatch(r"[+-]?\d+", text):
        raise Refused(Fault.NOT_A_NUMBER)
    if len(text) > MOST_DIGITS:
        raise Refused(Fault.TOO_SMALL if text[0] == "-" else Fault.TOO_LARGE)
    number = int(text)
    if number < (-LARGEST if lowest is None else lowest):
        raise Refused(Fault.TOO_SMALL)
    if number > (LARGEST if highest is None else highest):
        raise Refused(Fault.TOO_LARGE)
    return number


def _integer(question: Question, text: str, _areas: Collection[str]) -> int:
    number = _whole(text, question.lowest, question.highest)
    if str(number) in _MISSING:
        raise Refused(Fault.NOT_OFFERED)
    return number


def _scale(question: Question, text: str, areas: Collection[str]) -> int:
    try:
        return _integer(question, text, areas)
    except Refused:
        raise Refused(Fault.UNKNOWN_CHOICE) from None


def _text(_question: Question, text: str, _areas: Collection[str]) -> str:
    return text


def _one(question: Question, text: str, _areas: Collection[str]) -> str:
    return _known(text, [choice.code for choice in question.choices])


def _area(_question: Question, text: str, areas: Collection[str]) -> str:
    return _known(text, areas)


def _known(text: str, codes: Collection[str]) -> str:
    if text not in codes:
        raise Refused(Fault.UNKNOWN_CHOICE)
    return text


def _date(_question: Question, text: str, _areas: Collection[str]) -> str:
    """A date as browsers send it, or as people in Germany write it."""
    iso, german = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text), re.fullmatch(r"(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})", text)
    parts = iso.groups() if iso else german.groups()[::-1] if german else ()
    try:
        found = date(*map(int, parts))
    except (TypeError, ValueError):
        raise Refused(Fault.NOT_A_DATE) from None
    if not EARLIEST <= found.year <= LATEST:
        raise Refused(Fault.NOT_A_DATE)
    return found.isoformat()


def _time(_question: Question, text: str, _areas: Collection[str]) -> str:
    """A time of day to the minute; browsers may send seconds, too."""
    found = re.fullmatch(r"(\d\d?)[:.](\d\d)(?::\d\d(?:\.\d{1,3})?)?", text)
    hour, minute = (int(found[1]), int(found[2])) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise Refused(Fault.NOT_A_TIME)
    return f"{hour:02}:{minute:02}"


_READ: dict[QuestionType, Callable[[Question, str, Collection[str]], Answer]] = {
    **dict.fromkeys(TEXTS, _text),
    QuestionType.SELECT_ONE: _one,
    QuestionType.SCALE: _scale,
    QuestionType.INTEGER: _integer,
    QuestionType.DATE: _date,
    QuestionType.TIME: _time,
    QuestionType.AREA: _area,
}
