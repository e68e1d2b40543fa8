"""Questions as pages draw them: in one language, with what was typed so far and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.conversations import labels
from app.conversations.labels import Words
from app.questionnaires import labels as questions
from app.questionnaires.rules import answers as engine
from app.questionnaires.rules.answers import Reading
from app.questionnaires.rules.document import Document, Question, Texts, say
from app.questionnaires.rules.kinds import Missing, QuestionType
from app.questionnaires.rules.values import LONGEST_LONG, LONGEST_SHORT

PREFIX = "f-"
"""Before the names of all fields of the questionnaire, so that no key is taken for something else."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to choose. `curve` bends the mouth of a face from −4 (sad) to 4 (glad)."""

    id: str
    value: str
    words: Words
    is_chosen: bool
    curve: float = 0


@dataclass(frozen=True, kw_only=True)
class Place:
    """One choice of a ranking and the place it was given."""

    name: str
    words: Words
    value: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question as `templates/components/question.html` draws it. What is said in another language names it (B-12)."""

    question: Question
    name: str
    number: int | None
    label: Words
    hint: Words
    heading: Words
    condition: Words | None = None
    value: str = ""
    options: Sequence[Option] = ()
    ways_out: Sequence[Option] = ()
    """Ways not to answer."""
    places: Sequence[Place] = ()
    other: str = ""
    other_name: str = ""
    fault: str = ""
    other_fault: str = ""
    has_faces: bool = False

    @property
    def longest(self) -> int:
        return LONGEST_LONG if self.question.type is QuestionType.TEXT_LONG else LONGEST_SHORT


def asked(
    document: Document,
    question: Question,
    *,
    tag: str,
    raw: engine.Raw,
    areas: Mapping[str, str],
    reading: Reading | None = None,
    says_when: bool = False,
) -> Asked:
    """A question with everything that was typed so far and what is wrong with it; on request with its condition in words."""
    name, given = PREFIX + question.key, list(raw.get(question.key, ()))
    faults = reading.faults if reading else {}
    other = engine.other_field(question.key)

    def said(texts: Texts) -> Words:
        return labels.words_of(say(texts, tag, document.default_language), tag)

    heading = document.find(question.group) if question.group else None
    condition = labels.condition_of(document, question, tag) if says_when else None
    return Asked(
        question=question,
        name=name,
        number=questions.numbers(document).get(question.key),
        label=said(question.label),
        hint=said(question.hint),
        heading=said(heading.label if heading else {}),
        condition=labels.words_of(condition, tag) if condition else None,
        value=next((value for value in given if value not in _WAYS_OUT), ""),
        options=_options(document, question, tag, given, areas),
        ways_out=_ways_out(question, given),
        places=[
            Place(name=PREFIX + field, words=said(choice.label), value=next(iter(raw.get(field, ())), ""))
            for choice in (question.choices if question.type is QuestionType.RANK else ())
            for field in [engine.place_field(question.key, choice.code)]
        ],
        other=next(iter(raw.get(other, ())), ""),
        other_name=PREFIX + other if other in engine.fields_of(question) else "",
        fault=labels.fault_of(question, faults[question.key]) if question.key in faults else "",
        other_fault=labels.fault_of(question, faults[other]) if other in faults else "",
        has_faces=question.type is QuestionType.SCALE and tag == "de-simple",
    )


_WAYS_OUT = {str(int(way)) for way in questions.WAYS_OUT}


def _options(
    document: Document, question: Question, tag: str, given: Sequence[str], areas: Mapping[str, str]
) -> list[Option]:
    name = PREFIX + question.key
    if question.type is QuestionType.AREA:
        return [Option(id="", value=key, words=Words(text=area), is_chosen=key in given) for key, area in areas.items()]
    if question.type is QuestionType.SCALE:
        return _points(document, question, tag, given)
    return [
        Option(
            id=f"{name}-{number}",
            value=choice.code,
            words=labels.words_of(say(choice.label, tag, document.default_language), tag),
            is_chosen=choice.code in given,
        )
        for number, choice in enumerate(question.choices)
    ]


def _points(document: Document, question: Question, tag: str, given: Sequence[str]) -> list[Option]:
    """The points of a scale; the ends say what they mean, and on plain pages every point does."""
    lowest, highest = (usual if end is None else end for end, usual in ((question.lowest, 1), (question.highest, 5)))
    low, high = (say(texts, tag, document.default_language) for texts in (question.low_label, question.high_label))
    points = range(lowest, highest + 1)
    return [
        Option(
            id=f"{PREFIX}{question.key}-{point}",
            value=str(point),
            words=labels.words_of(labels.point_of(point, points, low, high), tag),
            is_chosen=str(point) in given,
            curve=round(8 * (point - lowest) / max(highest - lowest, 1) - 4, 1),
        )
        for point in points
    ]


def _ways_out(question: Question, given: Sequence[str]) -> list[Option]:
    offered = {Missing.NO_ANSWER: question.may_refuse, Missing.DONT_KNOW: question.may_not_know}
    return [
        Option(
            id=f"{PREFIX}{question.key}{int(way)}",
            value=str(int(way)),
            words=Words(text=str(questions.WAYS_OUT[way])),
            is_chosen=str(int(way)) in given,
        )
        for way, is_offered in offered.items()
        if is_offered
    ]
