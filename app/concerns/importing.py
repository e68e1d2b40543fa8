"""Concerns from a CSV file, read into checked records with a report of what was refused. Nothing is stored here.

The format is fixed (product.md 5): UTF-8, comma, a header with `COLUMNS`; `richtung` may be there too. A file that cannot be
read raises; a row that cannot be taken is refused with its line and a reason, and the rest goes on.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TypeVar

from app.concerns import rules
from app.concerns.rules import Channel, Direction
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _

COLUMNS = ("externe_id", "ortsteil_nr", "titel", "text", "thema", "datum", "kanal", "sprache", "unterstuetzungen")
DIRECTION = "richtung"
CHANNELS = {
    "online": Channel.ONLINE,
    "papier": Channel.PAPER,
    "haustuer": Channel.DOORSTEP,
    "schalter": Channel.COUNTER,
    "treffen": Channel.MEETING,
    "telefon": Channel.PHONE,
}
DIRECTIONS = {
    "": Direction.PROBLEM,
    "staerke": Direction.STRENGTH,
    "problem": Direction.PROBLEM,
    "idee": Direction.IDEA,
    "beitrag": Direction.CONTRIBUTION,
}
LONGEST_TITLE = 500
"""Titles come from elsewhere, where they may be as long as a sentence."""

Choice = TypeVar("Choice")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_NUMBER = re.compile(r"\d{1,7}", re.ASCII)


class FileUnreadable(RuleBroken):
    """The file cannot be read at all; the message says why in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What rows may refer to. `find_ortsteil` gives the key that is meant by what people and spreadsheets write."""

    find_ortsteil: Callable[[str], str | None]
    topics: Mapping[str, str]
    """The keys of the topics by their keys and by their labels, in small letters."""
    today: date


@dataclass(frozen=True, kw_only=True)
class Record:
    """One concern of a file."""

    external_id: str
    ortsteil_key: str
    title: str
    text: str
    topic_key: str
    direction: Direction
    channel: Channel
    language: str
    reported_on: date
    supports: int


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A row that was not taken: the line on which it begins, and why."""

    line: int
    reason: str


@dataclass(kw_only=True)
class Reading:
    """What a file holds."""

    records: list[Record] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def read(path: Path, known: Known) -> Reading:
    """Read a whole file. Raises FileUnreadable."""
    reading = Reading()
    seen: dict[str, int] = {}
    for line, titles, cells in _rows(path):
        try:
            record = _record(_named(titles, cells), known)
            if (before := seen.setdefault(record.external_id, line)) != line:
                raise RuleBroken(
                    _("Die externe_id %(id)s steht schon in Zeile %(line)s.", id=record.external_id, line=before)
                )
            reading.records.append(record)
        except RuleBroken as refused:
            reading.refused.append(Refusal(line=line, reason=str(refused)))
    return reading


def _record(row: dict[str, str], known: Known) -> Record:
    text, title = row["text"], row["titel"]
    if not text:
        raise RuleBroken(_("Der Text fehlt."))
    rules.check_text(text)
    rules.check_signs(title, field="titel")
    if len(title) > LONGEST_TITLE:
        raise RuleBroken(_("Der Titel ist länger als 500 Zeichen."))
    return Record(
        external_id=_needed(row, "externe_id"),
        ortsteil_key=_one_of(known.find_ortsteil(row["ortsteil_nr"]), row, "ortsteil_nr"),
        title=title,
        text=text,
        topic_key=_one_of(known.topics.get(row["thema"].casefold()), row, "thema"),
        direction=_one_of(DIRECTIONS.get(row.get(DIRECTION, "")), row, DIRECTION),
        channel=_one_of(CHANNELS.get(row["kanal"]), row, "kanal"),
        language=_language(row),
        reported_on=_day(row, known.today),
        supports=_supports(row),
    )


def _one_of(found: Choice | None, row: dict[str, str], column: str) -> Choice:
    if found is None:
        raise RuleBroken(_("In der Spalte %(column)s steht etwas Unbekanntes: %(value)s", column=column, value=row[column]))
    return found


def _needed(row: dict[str, str], column: str) -> str:
    if not row[column]:
        raise RuleBroken(_("Die Spalte %(column)s ist leer.", column=column))
    rules.check_line(row[column], field=column)
    return row[column]


def _language(row: dict[str, str]) -> str:
    language = row["sprache"] or "de"
    return _one_of(language if _LANGUAGE.fullmatch(language) else None, row, "sprache")


def _day(row: dict[str, str], today: date) -> date:
    try:
        day = date.fromisoformat(row["datum"]) if _DAY.fullmatch(row["datum"]) else None
    except ValueError:
        day = None
    day = _one_of(day, row, "datum")
    if day > today:
        raise RuleBroken(_("Das Datum %(day)s liegt in der Zukunft.", day=row["datum"]))
    return day


def _supports(row: dict[str, str]) -> int:
    given = row["unterstuetzungen"] or "0"
    return _one_of(int(given) if _NUMBER.fullmatch(given) else None, row, "unterstuetzungen")


def _rows(path: Path) -> Iterator[tuple[int, list[str], list[str]]]:
    """Each row that is not empty, with the line on which it begins and the names of the columns."""
    reader = csv.reader(StringIO(_content(path), newline=""), strict=True)
    try:
        titles = [title.strip() for title in next(reader, [])]
        _check_header(titles, path)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, titles, cells
            line = reader.line_num + 1
    except csv.Error:
        raise FileUnreadable(_("Die Datei %(name)s ist keine lesbare Tabelle.", name=path.name)) from None


def _named(titles: list[str], cells: list[str]) -> dict[str, str]:
    """The cells by the names of their columns, with one kind of line end and without space around them."""
    if len(cells) != len(titles):
        raise RuleBroken(_("Die Zeile hat %(found)s statt %(expected)s Felder.", found=len(cells), expected=len(titles)))
    unified = (cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in cells)
    return dict(zip(titles, unified, strict=True))


def _check_header(titles: list[str], path: Path) -> None:
    missing = [column for column in COLUMNS if column not in titles]
    if missing or len(set(titles)) < len(titles):
        raise FileUnreadable(
            _(
                "In der ersten Zeile von %(name)s müssen diese Spalten stehen, mit Komma getrennt: %(columns)s.",
                name=path.name,
                columns=", ".join(COLUMNS),
            )
        )


def _content(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise FileUnreadable(_("Die Datei %(name)s lässt sich nicht öffnen.", name=path.name)) from None
    except UnicodeDecodeError:
        raise FileUnreadable(_("Die Datei %(name)s ist nicht in UTF-8 gespeichert.", name=path.name)) from None
