"""The columns of the table of answers: the same for everybody, whatever way they took through the questions (B-50)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.coding.exports import german
from app.kernel.i18n import gettext as _
from app.kernel.spreadsheets.sheet import Kind
from app.questionnaires.rules import columns as engine
from app.questionnaires.rules.columns import Column, ColumnKind, ColumnRole
from app.questionnaires.rules.document import Document, Question
from app.questionnaires.rules.kinds import Missing

RESERVED = frozenset({"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"})
"""Words that SPSS keeps for itself."""
KINDS = {
    ColumnKind.NUMBER: Kind.INTEGER,
    ColumnKind.TEXT: Kind.TEXT,
    ColumnKind.DATE: Kind.DATE,
    ColumnKind.TIME: Kind.CODE,
}


@dataclass(frozen=True, kw_only=True)
class Variable:
    """One column with everything the codebook says of it. `values` are codes and what they mean."""

    name: str
    label: str
    label_plain: str
    kind: Kind
    question: str = ""
    condition: str = ""
    version: int | None = None
    values: Mapping[str | int, str]


def head() -> tuple[Variable, ...]:
    """What stands in front of the answers: how the talk was, never who."""
    return (
        _head("id", _("Kennung des Gesprächs, zufällig"), Kind.CODE),
        _head("tag", _("Tag des Gesprächs"), Kind.DATE),
        _head("kanal", _("Auf welchem Weg"), Kind.CODE, german.CHANNELS),
        _head("ort", _("Wo gesprochen wurde"), Kind.CODE, german.SETTINGS),
        _head("ortsteil_nr", _("Nummer des Ortsteils"), Kind.CODE),
        _head("sprache", _("Sprache der Antworten"), Kind.CODE, {None: german.FEW}),
        _head("personen", _("Menschen in diesem Gespräch"), Kind.INTEGER),
        _head("alter", _("Alter"), Kind.CODE, german.AGES),
        _head("geschlecht", _("Geschlecht"), Kind.CODE, german.GENDERS),
        _head("wohnform", _("Wohnform"), Kind.CODE, german.TENURES),
        _head("fassung", _("Fassung des Fragebogens"), Kind.INTEGER),
    )


def _head(name: str, label: str, kind: Kind, meanings: Mapping[Any, german.Meaning] | None = None) -> Variable:
    values: dict[str | int, str] = {code: str(words) for code, words in (meanings or {}).values()}
    return Variable(name=name, label=label, label_plain="", kind=kind, values=values)


def merged(documents: list[Document]) -> Document:
    """All that was ever asked and could ever be chosen: the newest version in its order, then what is gone."""
    newest, *others = documents
    known = {question.key: question for question in newest.questions}
    for question in (question for document in others for question in document.questions):
        known[question.key] = _with_choices_of(known.get(question.key, question), question)
    return replace(newest, questions=tuple(known.values()))


def _with_choices_of(question: Question, earlier: Question) -> Question:
    """A question with the choices that an earlier version of it had besides: who chose them has said something."""
    there = {choice.code for choice in question.choices}
    gone = [choice for choice in earlier.choices if choice.code not in there]
    return replace(question, choices=(*question.choices, *gone))


def columns(document: Document) -> tuple[Column, ...]:
    """The columns of the answers, under names that every program can read."""
    return engine.columns(document, taken=RESERVED | {variable.name for variable in head()})


def variables(document: Document, since: Mapping[str, int]) -> tuple[Variable, ...]:
    """Every column with its words. `since` says in which version a question came."""
    return (*head(), *(_variable(document, column, since) for column in columns(document)))


def _variable(document: Document, column: Column, since: Mapping[str, int]) -> Variable:
    question = document.find(column.question_key)
    words = question.label if question else {}
    values: dict[str | int, str] = {code: texts.get("de", str(code)) for code, texts in column.values}
    if column.role is ColumnRole.CHOSEN:
        values = {0: _("nicht gewählt"), 1: _("gewählt")}
    choice = next((each for each in question.choices if each.code == column.choice), None) if question else None
    suffix = f": {choice.label.get('de', choice.code)}" if choice else ""
    if column.role is ColumnRole.WORDS:
        suffix += _(" (eigene Worte)")
    return Variable(
        name=column.name,
        label=words.get("de", column.question_key) + suffix,
        label_plain=words.get("de-simple", ""),
        kind=KINDS[column.kind],
        question=column.question_key,
        condition=question.condition if question else "",
        version=since.get(column.question_key),
        values=values,
    )


def missing() -> dict[int, str]:
    """Why an answer may be missing, in words (B-54)."""
    return {
        int(Missing.NO_ANSWER): _("keine Angabe"),
        int(Missing.DONT_KNOW): _("weiß nicht"),
        int(Missing.NOT_ASKED): _("nicht gestellt (Filter)"),
    }
