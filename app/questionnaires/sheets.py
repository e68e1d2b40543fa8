"""The sheets of an XLSForm as lines: cells by the names of their columns, texts by their languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from app.questionnaires.rules import xlsform_words as words
from app.questionnaires.rules.document import Texts
from app.questionnaires.rules.xlsform_words import FileFault, FileFaultKind
from app.questionnaires.workbook import Table

ALIASES = {"relevance": "relevant"}
YES = frozenset({"yes", "true", "true()", "ja"})
NO = frozenset({"", "no", "false", "false()", "nein"})

Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of a sheet. What is wrong in it is collected in `faults`, the list of the whole file."""

    table: Table
    number: int
    columns: Mapping[tuple[str, str], int]
    """Columns by their name and language; those that are not translated have none."""
    faults: list[FileFault]

    def raw(self, name: str) -> str:
        """What stands in a column, with all its blanks."""
        return self.table.rows[self.number].get(self.columns.get((name, ""), 0), "")

    def get(self, name: str) -> str:
        """What stands in a column; nothing if there is no such column."""
        return self.raw(name).strip()

    def texts(self, name: str) -> Texts:
        """What stands in the columns of a translated text, as far as something does."""
        cells = self.table.rows[self.number]
        return {tag: cells[place] for (column, tag), place in self.columns.items() if column == name and place in cells}

    def is_yes(self, name: str, *, otherwise: bool = False) -> bool:
        """Whether a column says yes."""
        text = self.get(name).lower()
        if text not in YES | NO:
            self.fault(FileFaultKind.VALUE_UNKNOWN, name, value=self.get(name))
        return text in YES if text else otherwise

    def one_of(self, name: str, usual: Kind) -> Kind:
        """What a column chooses; the usual if it is empty."""
        try:
            return type(usual)(self.get(name)) if self.get(name) else usual
        except ValueError:
            self.fault(FileFaultKind.VALUE_UNKNOWN, name, value=self.get(name))
            return usual

    def tags(self, name: str) -> tuple[str, ...]:
        """The languages that a column names."""
        found = tuple(self.get(name).split())
        for unknown in [tag for tag in found if words.tag_of(tag) != tag]:
            self.fault(FileFaultKind.VALUE_UNKNOWN, name, value=unknown)
        return found

    def fault(self, kind: FileFaultKind, column: str, /, **detail: str | int) -> None:
        """Note a fault in the cell of a column, or in its sheet if there is no such column."""
        places = [place for (name, _), place in self.columns.items() if name == column]
        cell = self.table.address(self.number, places[0]) if places else self.table.name
        self.faults.append(FileFault(kind=kind, cell=cell, detail=detail))


def languages_of(table: Table) -> tuple[str, ...]:
    """The languages in which something is written there, in the order of their columns; empty for a column without one."""
    return tuple(dict.fromkeys(tag for name, tag in _known(table, []).values() if name in words.TRANSLATED))


def lines(table: Table, default: str, faults: list[FileFault]) -> Iterator[Line]:
    """The rows below the titles. A translated column without a language is in the default one."""
    columns: dict[tuple[str, str], int] = {}
    for place, (name, tag) in _known(table, faults).items():
        column = (name, tag or default) if name in words.TRANSLATED else (name, "")
        if column in columns:
            cell = table.address(1, place)
            faults.append(FileFault(kind=FileFaultKind.COLUMN_TWICE, cell=cell, detail={"column": table.titles[place]}))
        columns.setdefault(column, place)
    _untitled(table, faults)
    for number in table.rows:
        yield Line(table=table, number=number, columns=columns, faults=faults)


def _known(table: Table, faults: list[FileFault]) -> dict[int, tuple[str, str]]:
    """Name and language of each column that we understand."""
    found = {}
    for place, title in table.titles.items():
        first, colons, language = title.partition("::")
        name = "_".join(first.lower().split())
        name = ALIASES.get(name, name)
        tag = words.tag_of(language) if colons else ""
        if name not in words.KNOWN[table.name] or (colons and name not in words.TRANSLATED):
            kind = FileFaultKind.COLUMN_UNKNOWN
        elif tag is None:
            kind = FileFaultKind.LANGUAGE_UNKNOWN
        else:
            found[place] = (name, tag)
            continue
        faults.append(FileFault(kind=kind, cell=table.address(1, place), detail={"column": title}))
    return found


def _untitled(table: Table, faults: list[FileFault]) -> None:
    first: dict[int, int] = {}
    for number, cells in table.rows.items():
        for place in cells.keys() - table.titles.keys():
            first.setdefault(place, number)
    for place, number in sorted(first.items()):
        faults.append(FileFault(kind=FileFaultKind.COLUMN_UNTITLED, cell=table.address(number, place)))
