"""Typed papers from a spreadsheet: one row a talk, the columns as `questionnaires.rules.columns` names them.

A row that cannot be taken is refused with its number and a reason, the rest goes on. Each row is known by what stands in it
and by how many rows like it stand above it: the same file again changes nothing, a corrected file brings only what is new.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from typing import TypeVar

from app.conversations import entering, labels, service
from app.conversations.rules import AgeBand, Channel, Gender, Tenure
from app.conversations.service import Taken, Talk
from app.kernel import codes
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import gettext
from app.kernel.i18n import lazy_gettext as _
from app.kernel.rows import FileUnreadable, Refusal
from app.places import queries as places
from app.questionnaires import staff_labels, workbook
from app.questionnaires.models import QuestionnaireVersion
from app.questionnaires.queries import document_of
from app.questionnaires.rules import answers as engine
from app.questionnaires.rules import columns as tables
from app.questionnaires.rules.answers import Fault
from app.questionnaires.rules.columns import Column, ColumnRole
from app.questionnaires.rules.document import Document
from app.questionnaires.rules.kinds import TEXTS, Missing
from app.surveys import labels as campaigns
from app.surveys.models import Campaign
from app.surveys.rules.kinds import Setting

ABOUT = {
    "_tag": _("Tag des Gesprächs, zum Beispiel 16.11.2026"),
    "_sprache": _("Sprache der Antworten, zum Beispiel de oder uk"),
    "_ortsteil": _("Ortsteil, mit Nummer oder Namen"),
    "_ort": _("Wo das Gespräch war, sonst an der Haustür"),
    "_personen": _("Wie viele Menschen geantwortet haben, sonst 1"),
    "_fragende": _("Wie viele gefragt haben"),
    "_alter": _("Altersgruppe"),
    "_geschlecht": _("Geschlecht"),
    "_wohnform": _("zur Miete oder im Eigentum: tenant oder owner"),
    "_bereitschaft": _("Möchte mitmachen, 1 bis 4"),
    "_notizen": _("Was sonst noch wichtig war"),
    "_notizen_deutsch": _("Dasselbe auf Deutsch"),
}
"""Columns about the talk. No key of a question begins with a low line."""
GERMAN = "_deutsch_"
"""Before the key of a question: the German version of an answer (A-24)."""
WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", workbook.COMPOUND)
"""How files begin that are opened as workbooks: packed ones, and old or locked ones, which say so."""
NO_TABLES = ("<", "%PDF", "{\\rtf")
"""How texts begin that are no tables."""
MOST_ROWS = 5_000
TICKED, NOT_TICKED = {"1", "x", "ja", "yes", "true"}, {"", "0", "nein", "no", "false"}
_MISSING = {str(int(each)) for each in Missing}
_NOT_ASKED = str(int(Missing.NOT_ASKED))

Kind = TypeVar("Kind", AgeBand, Gender, Tenure, Setting)
Cells = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """What a file holds: the names of its columns, and its rows by their numbers in the file."""

    titles: Sequence[str]
    rows: Mapping[int, Cells]


@dataclass(frozen=True, kw_only=True)
class Hinted:
    """A cell of a row that was taken in and may tell who somebody is, with the passages."""

    line: int
    column: str
    passages: str


@dataclass(kw_only=True)
class Report:
    """What became of a file, row by row; what would become of it, if it was a trial."""

    is_trial: bool = False
    taken: int = 0
    known: int = 0
    refused: list[Refusal] = field(default_factory=list)
    hinted: list[Hinted] = field(default_factory=list)
    ignored: Sequence[str] = ()
    """Columns that mean nothing here."""


@dataclass(frozen=True, kw_only=True)
class Guide:
    """What every row of a file is read by: looked up once, because a file has thousands of them."""

    campaign: Campaign
    version: QuestionnaireVersion
    document: Document
    columns: Sequence[Column]
    areas: Mapping[str, str]


def columns_of(document: Document) -> tuple[Column, ...]:
    """The columns for the answers, named as in every other table of this questionnaire."""
    return tables.columns(document, taken=tuple(ABOUT))


def import_table(*, campaign: Campaign, version: QuestionnaireVersion, data: bytes, is_trial: bool = False) -> Report:
    """Take every row in that can be read; a trial leaves everything as it was.

    Raises FileUnreadable, or Refused if the campaign takes nothing in.
    """
    if not is_trial:
        return _import(campaign, version, data)
    with db.session.begin_nested() as trial:
        report = _import(campaign, version, data)
        trial.rollback()
    report.is_trial = True
    return report


def _import(campaign: Campaign, version: QuestionnaireVersion, data: bytes) -> Report:
    entering.check_open(campaign)
    document, table = document_of(version), read(data)
    columns = columns_of(document)
    guide = Guide(campaign=campaign, version=version, document=document, columns=columns, areas=places.names())
    known = {*ABOUT, *(column.name for column in columns), *(GERMAN + question.key for question in document.asked)}
    if not known & set(table.titles):
        raise FileUnreadable(_("In der ersten Zeile steht keine Spalte, die zu diesem Fragebogen gehört."))
    report = Report(ignored=[title for title in table.titles if title not in known])
    became, spoken = _became(guide, table.rows, known), _spoken(document, columns)
    for line, cells in table.rows.items():
        match became[line]:
            case RuleBroken() as broken:
                report.refused.append(Refusal(line=line, reason=str(broken)))
            case Taken.NEW:
                report.taken += 1
                report.hinted += _hinted(line, cells, spoken)
            case _:
                report.known += 1
    return report


def _became(guide: Guide, rows: Mapping[int, Cells], known: Collection[str]) -> dict[int, Taken | RuleBroken]:
    """What becomes of each row, by the number of its line. All that can be read are taken in together: that is quicker."""
    became: dict[int, Taken | RuleBroken] = {}
    talks: dict[str, Talk] = {}
    ids: dict[int, str] = {}
    seen = Counter[str]()
    for line, cells in rows.items():
        words = json.dumps({name: text for name, text in sorted(cells.items()) if text and name in known})
        seen[words] += 1
        client_id = codes.digest(f"{guide.campaign.id}\0{seen[words]}\0{words}")
        try:
            talks[client_id] = _talk(guide, cells)
            ids[line] = client_id
        except RuleBroken as broken:
            became[line] = broken
    taken = service.take_all(campaign=guide.campaign, talks=talks, document=guide.document)
    by_id = dict(zip(talks, taken, strict=True))
    return became | {line: by_id[client_id] for line, client_id in ids.items()}


def _spoken(document: Document, columns: Sequence[Column]) -> set[str]:
    """The columns in which anything can be written."""
    texts = {question.key for question in document.asked if question.type in TEXTS}
    answers = {each.name for each in columns if each.role is ColumnRole.WORDS or each.question_key in texts}
    return {*answers, *(GERMAN + question.key for question in document.asked), "_notizen", "_notizen_deutsch"}


def _hinted(line: int, cells: Cells, spoken: Collection[str]) -> Iterator[Hinted]:
    for column, text in cells.items():
        if column in spoken and (found := labels.personal_in(text)):
            yield Hinted(line=line, column=column, passages=found)


def read(data: bytes) -> Table:
    """The table of a CSV, ODS or XLSX file. Raises FileUnreadable."""
    rows = list(_from_workbook(data) if data.startswith(WORKBOOKS) else _from_text(data))
    if not rows:
        raise FileUnreadable(_("Die Datei ist leer."))
    (_first, titles), *others = rows
    names = [title.strip() for title in titles]
    used = [name for name in names if name]
    if len(set(used)) < len(used):
        raise FileUnreadable(_("In der ersten Zeile steht eine Spalte doppelt."))
    if len(others) > MOST_ROWS:
        raise FileUnreadable(_("Die Datei hat mehr als %(most)s Zeilen. Teilen Sie sie bitte.", most=MOST_ROWS))
    filled = ((line, dict(zip(names, cells, strict=False))) for line, cells in others)
    return Table(titles=used, rows={line: {name: text for name, text in cells.items() if name} for line, cells in filled})


def _from_text(data: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileUnreadable(
            _("Das ist keine Tabelle in UTF-8. Speichern Sie sie als „CSV UTF-8“, als ODS oder als XLSX.")
        ) from None
    if text.lstrip().startswith(NO_TABLES):
        raise FileUnreadable(_("Das ist keine Tabelle. Speichern Sie sie als CSV, ODS oder XLSX."))
    first = text.split("\n", 1)[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.replace("\r\n", "\n").strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error:
        raise FileUnreadable(_("Ab Zeile %(line)s ist die Datei keine lesbare Tabelle.", line=line)) from None


def _from_workbook(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The first sheet."""
    try:
        table = workbook.first_table(data)
    except workbook.WorkbookRefused as refused:
        raise FileUnreadable(" ".join(staff_labels.file_fault_in_words(fault) for fault in refused.faults[:3])) from None
    width = max(table.titles, default=0)
    yield 1, [table.titles.get(place, "") for place in range(1, width + 1)]
    for line, cells in table.rows.items():
        yield line, [_without_midnight(cells.get(place, "").strip()) for place in range(1, width + 1)]


def _without_midnight(text: str) -> str:
    """A day as a workbook keeps it."""
    return re.sub(r"^(\d{4}-\d\d-\d\d) 00:00:00$", r"\1", text)


def _talk(guide: Guide, cells: Cells) -> Talk:
    """The talk of one row. Raises RuleBroken."""
    document = guide.document
    reading = engine.read(document, _raw(guide.columns, cells), guide.areas)
    for key, fault in reading.faults.items():
        if fault is not Fault.REQUIRED:
            question = document.find(key) or document.find(key.removesuffix("_other"))
            reason = labels.fault_of(question, fault) if question else str(labels.FAULTS[fault])
            raise RuleBroken(_("Spalte %(column)s: %(reason)s", column=key, reason=reason))
    german = {question.key: cells.get(GERMAN + question.key, "") for question in document.asked}
    talk = Talk(
        version_id=guide.version.id,
        answers=reading.answers,
        channel=Channel.PAPER,
        setting=_one_of(Setting, cells, "_ort", campaigns.SETTINGS) or Setting.DOORSTEP,
        language=_language(document, cells),
        ortsteil_key=_ortsteil(guide.campaign, cells),
        day=_day(cells),
        people=_whole(cells, "_personen") or 1,
        interviewers=_whole(cells, "_fragende") or 0,
        age_band=_one_of(AgeBand, cells, "_alter", labels.AGE_BANDS),
        gender=_one_of(Gender, cells, "_geschlecht", labels.GENDERS),
        tenure=_one_of(Tenure, cells, "_wohnform", labels.TENURES),
        willingness=_whole(cells, "_bereitschaft"),
        free_notes=cells.get("_notizen", ""),
        free_notes_german=cells.get("_notizen_deutsch", ""),
        german={key: text for key, text in german.items() if text},
    )
    if not talk.free_notes and all(answer is Missing.NOT_ASKED for answer in talk.answers.values()):
        raise RuleBroken(_("In dieser Zeile steht keine Antwort."))
    return talk


def _raw(columns: Sequence[Column], cells: Cells) -> dict[str, list[str]]:
    """The row as the fields of a form say it."""
    raw: dict[str, list[str]] = {}
    for column in columns:
        said, key = cells.get(column.name, ""), column.question_key
        if said in ("", _NOT_ASKED):
            continue
        if said in _MISSING:
            raw[key] = [said]
        elif column.role is ColumnRole.WORDS:
            raw[engine.other_field(key)] = [said]
        elif column.role is ColumnRole.PLACE:
            raw[engine.place_field(key, column.choice)] = [said]
        elif column.role is ColumnRole.ANSWER:
            raw[key] = [said]
        elif _is_ticked(column, said):
            raw.setdefault(key, []).append(column.choice)
    return raw


def _is_ticked(column: Column, said: str) -> bool:
    if said.lower() in TICKED:
        return True
    if said.lower() in NOT_TICKED:
        return False
    raise RuleBroken(_("Spalte %(column)s: Schreiben Sie bitte 1 oder 0.", column=column.name))


def _language(document: Document, cells: Cells) -> str:
    tag = cells.get("_sprache", "") or document.default_language
    if tag not in document.languages:
        raise _unknown("_sprache", tag)
    return tag


def _ortsteil(campaign: Campaign, cells: Cells) -> str:
    """The Ortsteil by number or name; the only one of the campaign if nothing is said."""
    said = cells.get("_ortsteil", "")
    if not said and len(campaign.ortsteile) == 1:
        return campaign.ortsteile[0].key
    found = next((each.key for each in campaign.ortsteile if said in (each.key, each.name, each.key.lstrip("0"))), None)
    if not said or found is None:
        raise _unknown("_ortsteil", said)
    return found


def _day(cells: Cells) -> date | None:
    said = cells.get("_tag", "")
    if not said:
        return None
    german = re.fullmatch(r"(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})", said)
    try:
        return date(int(german[3]), int(german[2]), int(german[1])) if german else date.fromisoformat(said)
    except ValueError:
        raise _unknown("_tag", said) from None


def _whole(cells: Cells, column: str) -> int | None:
    said = cells.get(column, "")
    if said and not re.fullmatch(r"[0-9]{1,4}", said):
        raise _unknown(column, said)
    return int(said) if said else None


def _one_of(kind: type[Kind], cells: Cells, column: str, words: Mapping[Kind, str]) -> Kind | None:
    """One of a list, as its code or in its German words."""
    said = cells.get(column, "")
    if not said:
        return None
    by_words = {str(label).casefold(): each for each, label in words.items()} | {each.value: each for each in kind}
    if said.casefold() not in by_words:
        raise _unknown(column, said)
    return by_words[said.casefold()]


def _unknown(column: str, said: str) -> RuleBroken:
    return RuleBroken(gettext("In der Spalte %(column)s steht etwas Unbekanntes: %(value)s", column=column, value=said))
