"""Whether a questionnaire can be asked as it is: what stops it, what it lacks, how long it takes, what is translated."""

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.kernel import languages
from app.questionnaires.rules import question_checks
from app.questionnaires.rules.document import Document, Question, Texts, say
from app.questionnaires.rules.kinds import Block, Part, QuestionType
from app.questionnaires.rules.problems import (
    ENDS,
    LONGEST,
    LONGEST_OTHERWISE,
    MOST_AT_THE_DOOR,
    MOST_MINUTES,
    MOST_ONLINE,
    MOST_QUESTIONS,
    Problem,
    ProblemKind,
)

SECONDS: dict[QuestionType, int] = {
    QuestionType.TEXT_SHORT: 15,
    QuestionType.TEXT_LONG: 50,
    QuestionType.SELECT_ONE: 6,
    QuestionType.SELECT_MULTIPLE: 10,
    QuestionType.SCALE: 6,
    QuestionType.RANK: 30,
    QuestionType.INTEGER: 8,
    QuestionType.DATE: 10,
    QuestionType.TIME: 8,
    QuestionType.AREA: 10,
    QuestionType.NOTE: 0,
    QuestionType.GROUP: 0,
}
"""How long it takes to think and to answer, besides reading. Our own estimate: it should warn, not promise."""
WORDS_A_MINUTE = 150
"""How fast people read on a phone who may not be at home in the language; practised readers reach 200 and more."""

_OPTIONAL = frozenset({"hint", "low_label", "high_label", "introduction", "consent", "thanks"})
"""Texts that nobody needs to write; once they stand in one language, they are missing in the others."""


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """How much of a questionnaire is written in a language, and the places where it is missing."""

    done: int
    total: int
    missing: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing


def problems(document: Document) -> tuple[Problem, ...]:
    """Everything that is not right, in the order of the questionnaire: first the whole, then its questions."""
    found = [*_whole(document), *_languages(document), *_invitation(document)]
    own = [(place, texts) for place, texts in document.texts() if "/" not in place]
    found += _texts(own, document.default_language)
    for number, question in enumerate(document.questions):
        texts = [(f"{question.key}/{name}", texts) for name, texts in question.texts()]
        found += [*question_checks.checked(document, number), *_texts(texts, document.default_language)]
    return tuple(found)


def has_invitation(document: Document) -> bool:
    """Whether it ends its activating part as an activating survey must, with the invitation (methods A-21)."""
    return _is_activating(document) and not any(_invitation(document))


def is_open(document: Document) -> bool:
    """Whether it has a part of open questions that presets no theme: an activating survey in the strict sense (A-05)."""
    return any(question.type is QuestionType.TEXT_LONG for question in _activating(document))


def minutes(document: Document) -> int:
    """How long it takes to read and answer everything once, rounded up."""
    words = sum(len(say(texts, document.default_language).text.split()) for _, texts in document.texts())
    seconds = sum(SECONDS[question.type] for question in document.questions)
    return math.ceil(words / WORDS_A_MINUTE + seconds / 60)


def completeness(document: Document, tag: str) -> Completeness:
    """How far it is written in a language."""
    places = [(place, _is_written(texts, tag)) for place, texts in _to_write(document)]
    missing = tuple(place for place, is_written in places if not is_written)
    return Completeness(done=len(places) - len(missing), total=len(places), missing=missing)


def _whole(document: Document) -> Iterator[Problem]:
    asked = len(document.asked)
    if not asked:
        yield Problem(kind=ProblemKind.NO_QUESTIONS)
    if len(document.questions) > MOST_QUESTIONS:
        yield Problem(kind=ProblemKind.TOO_MANY_QUESTIONS, detail={"most": MOST_QUESTIONS})
    if asked > MOST_ONLINE:
        yield Problem(kind=ProblemKind.MANY_QUESTIONS_ONLINE, detail={"number": asked, "most": MOST_ONLINE})
    if (long := minutes(document)) > MOST_MINUTES:
        yield Problem(kind=ProblemKind.LONG_ONLINE, detail={"number": long, "most": MOST_MINUTES})
    if asked > MOST_AT_THE_DOOR:
        yield Problem(kind=ProblemKind.MANY_AT_THE_DOOR, detail={"number": asked, "most": MOST_AT_THE_DOOR})


def _languages(document: Document) -> Iterator[Problem]:
    written = [tag for _, texts in document.texts() for tag in texts]
    for tag in dict.fromkeys((*document.languages, document.default_language, *written)):
        if languages.by_tag(tag) is None:
            yield Problem(kind=ProblemKind.LANGUAGE_UNKNOWN, place=tag)
    if document.default_language not in document.languages:
        yield Problem(kind=ProblemKind.DEFAULT_NOT_OFFERED, place=document.default_language)
    for tag in document.languages:
        meter = completeness(document, tag)
        if not (meter.is_complete or tag in document.mixed or tag == document.default_language):
            detail = {"done": meter.done, "total": meter.total}
            yield Problem(kind=ProblemKind.LANGUAGE_INCOMPLETE, place=tag, detail=detail)


def _activating(document: Document) -> tuple[Question, ...]:
    return tuple(question for question in document.asked if question.block is Block.ACTIVATING)


def _is_activating(document: Document) -> bool:
    return bool(_activating(document))


def _invitation(document: Document) -> Iterator[Problem]:
    activating = _activating(document)
    invitations = [question for question in document.questions if question.part is Part.INVITATION]
    if activating and not invitations:
        yield Problem(kind=ProblemKind.INVITATION_MISSING)
    for question in invitations[1:]:
        yield Problem(kind=ProblemKind.INVITATION_TWICE, place=question.key)
    if len(invitations) == 1 and activating[-1:] != (invitations[0],):
        yield Problem(kind=ProblemKind.INVITATION_NOT_LAST, place=invitations[0].key)


def _texts(places: Iterable[tuple[str, Texts]], default: str) -> Iterator[Problem]:
    for place, texts in places:
        name = place.rpartition("/")[2].partition(":")[0]
        if _is_wanted(place, texts) and not _is_written(texts, default):
            kind = ProblemKind.SCALE_ENDS if name in ENDS else ProblemKind.TEXT_MISSING
            yield Problem(kind=kind, place=place, detail={"tag": default})
        most = LONGEST.get(name, LONGEST_OTHERWISE)
        for tag, text in texts.items():
            if len(text) > most:
                yield Problem(kind=ProblemKind.TEXT_TOO_LONG, place=place, detail={"tag": tag, "most": most})
            if not _is_readable(text):
                yield Problem(kind=ProblemKind.TEXT_UNREADABLE, place=place, detail={"tag": tag})
            if "${" in text:
                yield Problem(kind=ProblemKind.TEXT_WITH_PLACEHOLDER, place=place, detail={"tag": tag})


def _to_write(document: Document) -> Iterator[tuple[str, Texts]]:
    return ((place, texts) for place, texts in document.texts() if _is_wanted(place, texts))


def _is_wanted(place: str, texts: Texts) -> bool:
    return place.rpartition("/")[2] not in _OPTIONAL or any(text.strip() for text in texts.values())


def _is_written(texts: Texts, tag: str) -> bool:
    return bool(texts.get(tag, "").strip())


def _is_readable(text: str) -> bool:
    """Whether all its signs can be shown and written into files: no control signs, no halves of signs, no non-characters."""
    return all(
        sign in "\n\t" or not (unicodedata.category(sign) in {"Cc", "Cs"} or ord(sign) & 0xFFFE == 0xFFFE) for sign in text
    )
