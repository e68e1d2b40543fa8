"""A questionnaire as one document: all its questions in all its languages. It is kept, versioned and sent to phones whole.

Texts are kept by language tag (`de`, `de-simple`, `uk`). Nothing here is ever changed in place: use `dataclasses.replace`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, get_type_hints

from app.questionnaires.rules.kinds import SILENT, WITH_CHOICES, AskedBy, Block, Part, QuestionType

Texts = Mapping[str, str]
"""The same words in several languages: tag → text. An empty text counts as missing."""

GERMAN = "de"
OTHER = "other"
"""The code that a choice with words of one's own always has."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer to choose."""

    code: str
    label: Texts = field(default_factory=dict)
    is_exclusive: bool = False
    """"None of these": it stands alone."""

    @property
    def is_other(self) -> bool:
        """Whether it asks for words of one's own, kept under `<question>_other`."""
        return self.code == OTHER


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, note or heading.

    `condition` is written in the grammar of B-03 and may name earlier questions only. `lowest` and `highest` bound scales
    (3 to 7 points) and whole numbers. `group` is the key of the heading it stands under.
    """

    key: str
    type: QuestionType
    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    group: str = ""
    block: Block = Block.OTHER
    part: Part = Part.NONE
    asked_by: AskedBy = AskedBy.ASKER
    is_required: bool = False
    may_refuse: bool = False
    """Offers "no answer" (−99)."""
    may_not_know: bool = False
    """Offers "I don't know" (−98)."""
    condition: str = ""
    choices: tuple[Choice, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    low_label: Texts = field(default_factory=dict)
    high_label: Texts = field(default_factory=dict)

    @property
    def asks(self) -> bool:
        return self.type not in SILENT

    @property
    def other(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.is_other), None)

    @property
    def points(self) -> range:
        """The points of a scale: from 1 to 5 where nobody has said otherwise."""
        return range(1 if self.lowest is None else self.lowest, (5 if self.highest is None else self.highest) + 1)

    def texts(self) -> Iterator[tuple[str, Texts]]:
        """Everything there is to translate in it, each with a name for its place, as far as German words stand there."""
        yield "label", self.label
        for name in ("hint", "low_label", "high_label"):
            if getattr(self, name):
                yield name, getattr(self, name)
        for choice in self.choices if self.type in WITH_CHOICES else ():
            yield f"choice:{choice.code}", choice.label


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole questionnaire.

    `languages` are offered to answer in; those in `mixed` may be incomplete and then show the default language in places
    (B-10). `default_language` can change at any time (B-13).
    """

    title: Texts = field(default_factory=dict)
    introduction: Texts = field(default_factory=dict)
    consent: Texts = field(default_factory=dict)
    """What people agree to before they leave their name on the slip. Never part of the answers."""
    thanks: Texts = field(default_factory=dict)
    default_language: str = GERMAN
    languages: tuple[str, ...] = (GERMAN,)
    mixed: tuple[str, ...] = ()
    one_per_page: bool = True
    questions: tuple[Question, ...] = ()

    def find(self, key: str) -> Question | None:
        return next((question for question in self.questions if question.key == key), None)

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that can be answered, in their order."""
        return tuple(question for question in self.questions if question.asks)

    def texts(self) -> Iterator[tuple[str, Texts]]:
        """Everything there is to translate, each with a name for its place: `title`, `frage1/label`, `frage1/choice:ja`."""
        for name in ("title", "introduction", "consent", "thanks"):
            if name == "title" or getattr(self, name):
                yield name, getattr(self, name)
        for question in self.questions:
            for name, texts in question.texts():
                yield f"{question.key}/{name}", texts


@dataclass(frozen=True, kw_only=True)
class Said:
    """Words to show, and the language they are really in (B-12)."""

    text: str
    tag: str


def say(texts: Texts, tag: str, default: str = GERMAN) -> Said:
    """The words in a language; where they are missing, those of the default language, German, or any there are."""
    for each in (tag, default, GERMAN, *texts):
        if texts.get(each):
            return Said(text=texts[each], tag=each)
    return Said(text="", tag=tag)


def to_json(document: Document) -> dict[str, Any]:
    """The document as it is kept and sent: lists, dictionaries, texts, numbers. What is as always is left out."""
    return _pruned(Document, asdict(document))


def from_json(kept: Mapping[str, Any]) -> Document:
    """The document that `to_json` wrote. Raises ValueError, KeyError or TypeError on anything else."""
    made: Document = _made(Document, kept)
    return made


def _pruned(kind: type, values: dict[str, Any]) -> dict[str, Any]:
    usual = asdict(kind(**{name: values[name] for name in ("key", "type", "code") if name in values}))
    inner = {"questions": Question, "choices": Choice}
    kept = {}
    for name, value in values.items():
        if name in inner:
            value = [_pruned(inner[name], each) for each in value]
        if name in ("key", "type", "code") or value not in (usual[name], []):
            kept[name] = list(value) if isinstance(value, tuple) else value
    return kept


def _made(kind: Any, kept: Mapping[str, Any]) -> Any:
    known = {each.name for each in fields(kind)}
    if unknown := set(kept) - known:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    hints = get_type_hints(kind)
    return kind(**{name: _value(name, hints[name], value) for name, value in kept.items()})


def _value(name: str, hint: Any, value: Any) -> Any:
    if name == "questions":
        return tuple(_made(Question, each) for each in value)
    if name == "choices":
        return tuple(_made(Choice, each) for each in value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    return tuple(value) if isinstance(value, list) else value
