"""Questionnaires as files: XLSForm, which spreadsheets, KoboToolbox and ODK read (methods B.7)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from app.kernel import languages
from app.kernel.i18n import speaking
from app.kernel.spreadsheets.sheet import legible
from app.questionnaires import labels
from app.questionnaires.rules import conditions
from app.questionnaires.rules import xlsform_words as words
from app.questionnaires.rules.document import OTHER, Choice, Document, Question, Texts, say
from app.questionnaires.rules.kinds import WITH_CHOICES, AskedBy, Block, Missing, Part, QuestionType

if TYPE_CHECKING:
    from openpyxl import Workbook

WIDTHS = {"label": 40, "hint": 30, "relevant": 30, "condition": 30}
_WITH_WAYS_OUT = frozenset({QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE})

Row = Mapping[str, str]


def xlsform(document: Document) -> bytes:
    """The questionnaire as an XLSX file. `importing.read_xlsform` makes the same document of it, if it has no problems."""
    # Only here, and so only in a process that writes a workbook: it holds 25 MB, with the numpy that it loads.
    from openpyxl import Workbook

    tags = _tags(document)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _write(workbook, "survey", _columns(words.SURVEY, tags), _survey(document))
    _write(workbook, "choices", _columns(words.CHOICES, tags), _choices(document, tags))
    _write(workbook, "settings", words.SETTINGS, [_settings(document)])
    _write(workbook, "texts", _columns(words.TEXTS, tags), _whole(document))
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _tags(document: Document) -> tuple[str, ...]:
    """The languages that have a column: those offered, and those in which anything is written."""
    written = [tag for _, texts in document.texts() for tag, text in texts.items() if text]
    return tuple(dict.fromkeys((document.default_language, *document.languages, *written)))


def _columns(names: Sequence[str], tags: Sequence[str]) -> list[str]:
    found = []
    for name in names:
        found += [_column(name, tag) for tag in tags] if name in words.TRANSLATED else [name]
    return found


def _column(name: str, tag: str) -> str:
    return f"{name}::{words.title_of(tag)}"


def _translated(name: str, texts: Texts) -> dict[str, str]:
    return {_column(name, tag): text for tag, text in texts.items()}


def _survey(document: Document) -> Iterator[Row]:
    """A row for each question, and those that end a group. Who does not stand under its heading stands under none."""
    open_group = ""
    for question in document.questions:
        if open_group and (question.type is QuestionType.GROUP or question.group != open_group):
            yield {"type": words.END_GROUP}
            open_group = ""
        if question.type is QuestionType.GROUP:
            open_group = question.key
        yield _question(question)
        if question.type in _WITH_WAYS_OUT and question.other:
            yield _follow_up(question, question.other)
    if open_group:
        yield {"type": words.END_GROUP}


def _question(question: Question) -> Row:
    kind = words.TYPES[question.type]
    appearances = {QuestionType.TEXT_LONG: words.LONG_TEXT, QuestionType.AREA: words.AREA_BY_HAND}
    return {
        "type": f"{kind} {question.key}" if question.type in WITH_CHOICES else kind,
        "name": question.key,
        **_translated("label", question.label),
        **_translated("hint", question.hint),
        "required": _yes(question.is_required),
        "relevant": _relevant(question),
        "constraint": _constraint(question),
        "appearance": appearances.get(question.type, ""),
        "parameters": _parameters(question),
        "block": "" if question.block is Block.OTHER else question.block,
        "part": "" if question.part is Part.NONE else question.part,
        "asked_by": "" if question.asked_by is AskedBy.ASKER else question.asked_by,
        "may_refuse": _yes(question.may_refuse),
        "may_not_know": _yes(question.may_not_know),
        "condition": question.condition,
    }


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _relevant(question: Question) -> str:
    """The condition in their words; one that is not finished has none and stands in our own column only."""
    try:
        return conditions.to_xlsform(conditions.parse(question.condition)) if question.condition else ""
    except conditions.ConditionFault:
        return ""


def _constraint(question: Question) -> str:
    if question.type is not QuestionType.INTEGER:
        return ""
    bounds = ((">=", question.lowest), ("<=", question.highest))
    return " and ".join(f". {sign} {bound}" for sign, bound in bounds if bound is not None)


def _parameters(question: Question) -> str:
    if question.type is not QuestionType.SCALE:
        return ""
    found = {"start": question.lowest, "end": question.highest, "step": 1, "tick_labelset": question.key}
    if not _ends(question):
        del found["tick_labelset"]
    return " ".join(f"{name}={value}" for name, value in found.items() if value is not None)


def _ends(question: Question) -> tuple[Choice, ...]:
    """The labelled ends of a scale, as choices."""
    if question.type is not QuestionType.SCALE:
        return ()
    ends = ((question.lowest, question.low_label), (question.highest, question.high_label))
    return tuple(Choice(code=str(point), label=label) for point, label in ends if point is not None and label)


def _follow_up(question: Question, other: Choice) -> Row:
    return {
        "type": "text",
        "name": f"{question.key}_{OTHER}",
        **_translated("label", other.label),
        "relevant": words.follow_up(question.key),
    }


def _choices(document: Document, tags: Sequence[str]) -> Iterator[Row]:
    for question in document.questions:
        choices = question.choices if question.type in WITH_CHOICES else _ends(question)
        for choice in (*choices, *_ways_out(question, tags)):
            yield {
                "list_name": question.key,
                "name": choice.code,
                **_translated("label", choice.label),
                "exclusive": _yes(choice.is_exclusive),
            }


def _ways_out(question: Question, tags: Sequence[str]) -> Iterator[Choice]:
    """What we offer beside the choices stands among them there, because other tools know nothing like it (B-01)."""
    offered = {Missing.NO_ANSWER: question.may_refuse, Missing.DONT_KNOW: question.may_not_know}
    for code, missing in words.WAYS_OUT.items():
        if question.type in _WITH_WAYS_OUT and offered[missing]:
            yield Choice(code=code, label={tag: _way_out(missing, tag) for tag in tags})


def _way_out(missing: Missing, tag: str) -> str:
    with speaking(languages.by_tag(tag) or languages.GERMAN):
        return str(labels.WAYS_OUT[missing])


def _settings(document: Document) -> Row:
    return {
        "form_title": say(document.title, document.default_language, document.default_language).text,
        "form_id": "fragebogen",
        "default_language": words.title_of(document.default_language),
        "clean_text_values": "no",
        "languages": " ".join(document.languages),
        "mixed": " ".join(document.mixed),
        "one_per_page": "yes" if document.one_per_page else "no",
    }


def _whole(document: Document) -> Iterator[Row]:
    for name in words.WHOLE:
        yield {"name": name, **_translated("label", getattr(document, name))}


def _write(workbook: "Workbook", name: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """One sheet. Every cell is a text: nothing in it is ever calculated (E-04)."""
    from openpyxl.styles import Alignment, Font

    sheet = workbook.create_sheet(name)
    for number, row in enumerate(({column: column for column in columns}, *rows), start=1):
        for place, column in enumerate(columns, start=1):
            if text := legible(row.get(column, "")):
                cell = sheet.cell(number, place, text)
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=number == 1)
    for place, column in enumerate(columns, start=1):
        letter = sheet.cell(1, place).column_letter
        sheet.column_dimensions[letter].width = WIDTHS.get(column.partition("::")[0], 16)
    sheet.freeze_panes = "A2"
