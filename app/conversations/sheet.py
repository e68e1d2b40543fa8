"""A paper as it is typed in: short signs for what was ticked, in the order of the paper. Pure.

Choices have the numbers that stand beside their boxes, `k` is "no answer", `w` is "I don't know". Several choices and the
places of a ranking are typed one after the other: `1 3`, `2 - 1`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.questionnaires.rules import answers as engine
from app.questionnaires.rules.answers import Fault, Reading
from app.questionnaires.rules.document import GERMAN, Document, Question, say
from app.questionnaires.rules.kinds import TEXTS, Missing, QuestionType

ANSWER, OWN, TRANSLATED = "a-", "o-", "g-"
"""Before the key of a question: what was answered, words of one's own, the German version (A-24)."""
ABOUT = ("day", "ortsteil_key", "setting", "people", "interviewers", "age_band", "gender", "tenure", "willingness")
NOTES, NOTES_GERMAN = "free_notes", "free_notes_german"
LETTERS = {"k": Missing.NO_ANSWER, "w": Missing.DONT_KNOW}
NO_PLACE = {"-", "–", "0"}

Typed = Mapping[str, str]
"""The fields of a sheet as they were typed, by their names."""


class Control(StrEnum):
    """How an answer is typed."""

    CHOICE = "choice"
    """One of a list: its sign is enough."""
    SIGNS = "signs"
    """Several signs beside each other."""
    LINE = "line"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to choose: the sign that is typed, what it stands for, and its words in German."""

    sign: str
    code: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question of the sheet."""

    question: Question
    number: int
    label: str
    control: Control
    options: tuple[Option, ...]
    ways_out: tuple[Option, ...]

    @property
    def has_own_words(self) -> bool:
        return engine.other_field(self.question.key) in engine.fields_of(self.question)

    @property
    def is_spoken(self) -> bool:
        """Whether people answer in words of their own, which may need a German version."""
        return self.question.type in TEXTS or self.has_own_words


def asked(document: Document, areas: Mapping[str, str], ways_out: Mapping[Missing, str]) -> list[Asked]:
    """All questions in the order of the paper. `areas` are the Ortsteile by their keys."""
    return [
        Asked(
            question=question,
            number=number,
            label=say(question.label, GERMAN, document.default_language).text,
            control=_control(question),
            options=tuple(_options(question, document, areas)),
            ways_out=tuple(_ways_out(question, ways_out)),
        )
        for number, question in enumerate(document.asked, start=1)
    ]


def read(document: Document, areas: Mapping[str, str], typed: Typed) -> Reading:
    """The answers on a sheet. What was left empty on paper is empty: that is no fault of whoever types it in."""
    raw: dict[str, list[str]] = {}
    for each in asked(document, areas, {}):
        raw |= _raw(each, typed)
    reading = engine.read(document, raw, areas)
    return Reading(reading.answers, {key: fault for key, fault in reading.faults.items() if fault is not Fault.REQUIRED})


def differences(document: Document, one: Typed, other: Typed) -> list[str]:
    """The names of the fields in which two entries of one paper differ, in the order of the paper."""
    return [name for name in names(document) if _plain(document, name, one) != _plain(document, name, other)]


def names(document: Document) -> Iterator[str]:
    """The names of all fields that a sheet may have, in the order of the paper."""
    for question in document.asked:
        yield from (prefix + question.key for prefix in (ANSWER, OWN, TRANSLATED))
    yield from (*ABOUT, NOTES, NOTES_GERMAN)


def german(document: Document, typed: Typed) -> dict[str, str]:
    """The German versions of what was said, by question."""
    versions = {question.key: typed.get(TRANSLATED + question.key, "").strip() for question in document.asked}
    return {key: text for key, text in versions.items() if text}


def _control(question: Question) -> Control:
    match question.type:
        case QuestionType.SELECT_ONE | QuestionType.SCALE | QuestionType.AREA:
            return Control.CHOICE
        case QuestionType.SELECT_MULTIPLE | QuestionType.RANK:
            return Control.SIGNS
        case QuestionType.TEXT_LONG:
            return Control.TEXT
    return Control.LINE


def _options(question: Question, document: Document, areas: Mapping[str, str]) -> Iterator[Option]:
    if question.type is QuestionType.SCALE:
        for point in question.points:
            yield Option(sign=str(point), code=str(point), label="")
    elif question.type is QuestionType.AREA:
        for place, (key, name) in enumerate(areas.items(), start=1):
            yield Option(sign=str(place), code=key, label=name)
    else:
        for place, choice in enumerate(question.choices, start=1):
            label = say(choice.label, GERMAN, document.default_language).text
            yield Option(sign=str(place), code=choice.code, label=label)


def _ways_out(question: Question, words: Mapping[Missing, str]) -> Iterator[Option]:
    offered = {"k": question.may_refuse, "w": question.may_not_know}
    for sign, is_offered in offered.items():
        if is_offered:
            missing = LETTERS[sign]
            yield Option(sign=sign, code=str(int(missing)), label=str(words.get(missing, "")))


def _raw(each: Asked, typed: Typed) -> dict[str, list[str]]:
    """What was typed to one question as the fields of a form say it."""
    key, said = each.question.key, typed.get(ANSWER + each.question.key, "").strip()
    own = typed.get(OWN + key, "").strip()
    raw = {engine.other_field(key): [own]} if own else {}
    codes = {option.sign: option.code for option in (*each.options, *each.ways_out)}
    if (code := codes.get(said.lower())) is not None and said.lower() in LETTERS:
        return raw | {key: [code]}
    if each.question.type is QuestionType.RANK:
        return raw | _places(each, signs_of(said))
    if each.control is Control.SIGNS:
        return raw | {key: [codes.get(sign, sign) for sign in signs_of(said)]}
    if each.control is Control.CHOICE:
        return raw | {key: [codes.get(said, said)]}
    return raw | {key: [said]}


def _places(each: Asked, signs: Sequence[str]) -> dict[str, list[str]]:
    """The numbers in the boxes of a ranking, from the first box to the last. Too many of them are no answer."""
    key = each.question.key
    if len(signs) > len(each.options):
        return {key: [" ".join(signs)]}
    boxes = zip(each.options, signs, strict=False)
    return {engine.place_field(key, option.code): [sign] for option, sign in boxes if sign not in NO_PLACE}


def signs_of(said: str) -> list[str]:
    """Signs that stand beside each other, with blanks, commas or semicolons between them."""
    return [sign.lower() for sign in re.split(r"[\s,;]+", said) if sign]


def _plain(document: Document, name: str, typed: Typed) -> str:
    """What was typed, without what makes no difference: blanks, and the order of several ticks."""
    said = " ".join(typed.get(name, "").split())
    question = document.find(name.removeprefix(ANSWER)) if name.startswith(ANSWER) else None
    if question is not None and question.type is QuestionType.SELECT_MULTIPLE:
        return " ".join(sorted(signs_of(said)))
    return said
