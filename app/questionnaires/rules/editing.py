"""How a questionnaire is written: each function takes a document and gives the next one; none changes it in place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.questionnaires.rules import checks, conditions
from app.questionnaires.rules.conditions import And, Compare, Condition, ConditionFault, Not, Or, Selected
from app.questionnaires.rules.document import GERMAN, OTHER, Choice, Document, Question, Texts
from app.questionnaires.rules.guide import activating_guide
from app.questionnaires.rules.kinds import SILENT, WITH_CHOICES, Block, Part, QuestionType
from app.questionnaires.rules.naming import Published, proposed_code, proposed_key
from app.questionnaires.rules.problems import ProblemKind

Item = TypeVar("Item")
BOUNDED = frozenset({QuestionType.SCALE, QuestionType.INTEGER})
"""Types with a lowest and a highest answer."""

UNNAMEABLE = frozenset(
    {
        ProblemKind.KEY_BAD,
        ProblemKind.KEY_TWICE,
        ProblemKind.CODE_BAD,
        ProblemKind.CODE_TWICE,
        ProblemKind.LANGUAGE_UNKNOWN,
    }
)
"""With one of these a document cannot even be shown in order to be mended."""


class Move(StrEnum):
    """Where a question goes. The values stand in addresses."""

    UP = "hoch"
    DOWN = "runter"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One answer as somebody has typed it. `code` is empty where it is new; without words it goes."""

    words: str
    code: str = ""
    is_exclusive: bool = False


def with_words(texts: Texts, tag: str, words: str) -> Texts:
    """The texts with these words in one language. Empty words are taken out."""
    others = {other: text for other, text in texts.items() if other != tag}
    return {**others, tag: words} if words else others


def fitting(question: Question) -> Question:
    """The question without what its type has no use for."""
    kind = question.type
    gone: dict[str, Any] = {}
    if kind not in WITH_CHOICES:
        gone["choices"] = ()
    if kind not in BOUNDED:
        gone |= {"lowest": None, "highest": None}
    if kind is not QuestionType.SCALE:
        gone |= {"low_label": {}, "high_label": {}}
    if kind in SILENT:
        gone |= {"is_required": False, "may_refuse": False, "may_not_know": False, "condition": "", "part": Part.NONE}
    if kind is QuestionType.GROUP:
        gone["group"] = ""
    return replace(question, **gone)


def choices_from(
    rows: Iterable[Row], *, before: Sequence[Choice] = (), other_words: str = "", used: Iterable[str] = ()
) -> tuple[Choice, ...]:
    """The answers of a question as they stand in rows. Those that were there keep their code and their translations.

    `other_words` adds the answer with words of one's own; `used` are codes that meant something in an earlier version.
    """
    known = {choice.code: choice for choice in before}
    taken, made = {*known, *used}, []
    for row in rows:
        if not row.words or row.code == OTHER:
            continue
        choice = known.pop(row.code, None) or Choice(code=proposed_code(row.words, taken))
        taken.add(choice.code)
        made.append(replace(choice, label=with_words(choice.label, GERMAN, row.words), is_exclusive=row.is_exclusive))
    if other_words:
        other = known.get(OTHER, Choice(code=OTHER))
        made.append(replace(other, label=with_words(other.label, GERMAN, other_words)))
    return tuple(made)


def added(document: Document, question: Question, fixed: Published) -> Document:
    """The document with a new question: under its heading, else before the invitation if it is activating, else at the end.

    Without a key of its own it gets one from its words.
    """
    key = question.key or proposed_key(question.label.get(GERMAN, ""), document, fixed)
    _check_key_is_free(document, key, fixed)
    return _placed(document, fitting(replace(question, key=key)))


def changed(document: Document, key: str, question: Question, fixed: Published) -> Document:
    """The document with this question in the place of the one under `key`. What names the old key names the new one."""
    before, question = get(document, key), fitting(question)
    if question.key != key:
        if key in fixed.types:
            raise RuleBroken(_("Dieses Kürzel ist schon veröffentlicht und bleibt."), field="key")
        _check_key_is_free(document, question.key, fixed)
    if question.type is not fixed.types.get(key, question.type):
        raise RuleBroken(_("Die Art dieser Frage ist schon veröffentlicht und bleibt."), field="type")
    inside = document
    if before.type is QuestionType.GROUP and question.type is not QuestionType.GROUP:
        inside = _ungrouped(inside, key)
    inside = _renamed(inside, key, question.key)
    if question.group == before.group:
        return _with_questions(inside, [question if each.key == question.key else each for each in inside.questions])
    rest = [each for each in inside.questions if each.key != question.key]
    return _placed(_with_questions(inside, rest), question)


def removed(document: Document, key: str) -> Document:
    """The document without a question. It stays as long as others are asked only because of its answers."""
    get(document, key)
    if waiting := [other for other in document.questions if key in condition_keys(other)]:
        words = waiting[0].label.get(GERMAN) or waiting[0].key
        message = _("Nach den Antworten auf diese Frage richtet sich „%(words)s“. Ändern Sie dort zuerst die Bedingung.")
        raise RuleBroken(message % {"words": words})
    left = _ungrouped(document, key)
    return _with_questions(left, [each for each in left.questions if each.key != key])


def moved(document: Document, key: str, move: Move) -> Document:
    """The document with a question one place further. A heading takes its questions along; at the edge one leaves it."""
    question, parts = get(document, key), _parts(document.questions)
    place, part = next((place, part) for place, part in enumerate(parts) if question in part)
    step = -1 if move is Move.UP else 1
    if question is part[0]:
        return _with_parts(document, _swapped(parts, place, place + step))
    inner = part.index(question)
    if 0 < inner + step < len(part):
        return _with_parts(document, [*parts[:place], _swapped(part, inner, inner + step), *parts[place + 1 :]])
    alone, rest = [replace(question, group="")], [each for each in part if each is not question]
    pair = [alone, rest] if move is Move.UP else [rest, alone]
    return _with_parts(document, [*parts[:place], *pair, *parts[place + 1 :]])


def with_texts(document: Document, tag: str, words: Mapping[str, str]) -> Document:
    """The document with these words in one language, by the names of `Document.texts`. A place may be gone."""
    own: dict[str, Any] = {
        name: with_words(getattr(document, name), tag, words[name])
        for name in ("title", "introduction", "consent", "thanks")
        if name in words
    }
    questions = [_with_words_of(question, tag, words) for question in document.questions]
    return replace(document, **own, questions=tuple(questions))


def with_guide(document: Document, fixed: Published) -> Document:
    """The document with the ready-made guide in front. What is there already stays; the same again adds nothing."""
    guide = activating_guide()
    has_invitation = any(question.part is Part.INVITATION for question in document.questions)
    ours = [
        question
        for question in guide.questions
        if document.find(question.key) is None
        and fixed.types.get(question.key, question.type) is question.type
        and not (has_invitation and question.part is Part.INVITATION)
    ]
    own: dict[str, Any] = {
        name: getattr(document, name) or getattr(guide, name) for name in ("title", "introduction", "consent", "thanks")
    }
    languages = tuple(dict.fromkeys((*document.languages, *guide.languages)))
    return replace(document, **own, languages=languages, questions=(*ours, *document.questions))


def taken_over(after: Document, fixed: Published) -> Document:
    """A document from a file, if it may stand in the place of the draft: what was published keeps its type under its key."""
    for question in after.questions:
        if question.type is not fixed.types.get(question.key, question.type):
            message = _(
                "Das Kürzel „%(key)s“ gehört schon zu einer veröffentlichten Frage anderer Art. Wählen Sie ein anderes."
            )
            raise RuleBroken(message % {"key": question.key})
    if any(problem.kind in UNNAMEABLE for problem in checks.problems(after)):
        raise RuleBroken(_("Ein Kürzel oder eine Sprache darin geht so nicht."))
    return after


def get(document: Document, key: str) -> Question:
    """The question under a key. RuleBroken says that somebody has taken it out."""
    if found := document.find(key):
        return found
    raise RuleBroken(_("Diese Frage gibt es nicht mehr."))


def condition_keys(question: Question) -> tuple[str, ...]:
    """The questions that the condition of this one asks about; none as long as it cannot be read."""
    try:
        return conditions.references(conditions.parse(question.condition)) if question.condition else ()
    except ConditionFault:
        return ()


def _check_key_is_free(document: Document, key: str, fixed: Published) -> None:
    if document.find(key):
        raise RuleBroken(_("Dieses Kürzel hat schon eine andere Frage."), field="key")
    if key in fixed.types:
        raise RuleBroken(
            _("Dieses Kürzel gehörte schon zu einer veröffentlichten Frage. Wählen Sie ein anderes."), field="key"
        )


def _placed(document: Document, question: Question) -> Document:
    """The document with a question that has no place yet."""
    parts = _parts(document.questions)
    if question.group:
        places = [place for place, part in enumerate(parts) if part[0].key == question.group]
        if places:
            return _with_parts(document, [*parts[: places[0]], [*parts[places[0]], question], *parts[places[0] + 1 :]])
    place = len(parts)
    if question.block is Block.ACTIVATING and question.part is not Part.INVITATION:
        invites = (place for place, part in enumerate(parts) if any(each.part is Part.INVITATION for each in part))
        place = next(invites, place)
    return _with_parts(document, [*parts[:place], [question], *parts[place:]])


def _parts(questions: Sequence[Question]) -> list[list[Question]]:
    """Each heading with the questions that follow under it, and each other question by itself."""
    parts: list[list[Question]] = []
    for question in questions:
        if parts and parts[-1][0].type is QuestionType.GROUP and question.group == parts[-1][0].key:
            parts[-1].append(question)
        else:
            parts.append([question])
    return parts


def _swapped(items: Sequence[Item], one: int, other: int) -> list[Item]:
    order = list(items)
    if 0 <= other < len(order):
        order[one], order[other] = order[other], order[one]
    return order


def _with_parts(document: Document, parts: Iterable[Iterable[Question]]) -> Document:
    return _with_questions(document, [question for part in parts for question in part])


def _with_questions(document: Document, questions: Iterable[Question]) -> Document:
    return replace(document, questions=tuple(questions))


def _ungrouped(document: Document, heading: str) -> Document:
    return _with_questions(
        document, [replace(each, group="") if each.group == heading else each for each in document.questions]
    )


def _with_words_of(question: Question, tag: str, words: Mapping[str, str]) -> Question:
    place = f"{question.key}/"
    own: dict[str, Any] = {
        name: with_words(getattr(question, name), tag, words[place + name])
        for name in ("label", "hint", "low_label", "high_label")
        if place + name in words
    }
    choices = [
        replace(choice, label=with_words(choice.label, tag, words[f"{place}choice:{choice.code}"]))
        if f"{place}choice:{choice.code}" in words
        else choice
        for choice in question.choices
    ]
    return replace(question, **own, choices=tuple(choices))


def _renamed(document: Document, old: str, new: str) -> Document:
    """The document with another key for a question, wherever it is named."""
    if old == new:
        return document
    return _with_questions(
        document,
        [
            replace(
                each,
                key=new if each.key == old else each.key,
                group=new if each.group == old else each.group,
                condition=_condition_renamed(each, old, new),
            )
            for each in document.questions
        ],
    )


def _condition_renamed(question: Question, old: str, new: str) -> str:
    if old not in condition_keys(question):
        return question.condition
    return conditions.to_text(_leaves_renamed(conditions.parse(question.condition), old, new))


def _leaves_renamed(condition: Condition, old: str, new: str) -> Condition:
    match condition:
        case And(parts) | Or(parts):
            return type(condition)(tuple(_leaves_renamed(part, old, new) for part in parts))
        case Not(inner):
            return Not(_leaves_renamed(inner, old, new))
        case Compare() | Selected() if condition.key == old:
            return replace(condition, key=new)
    return condition
