"""What comes out: protected tables, in which a cell has a count or a flag and nothing tells why it was withheld."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from app.needs.rules.counts import AreaScheme, Axis, SmallestGroup

PEOPLE_TABLE = "people"
PEOPLE_COLUMN = "people"
PATTERN_VERSION = 1


class CellKey(NamedTuple):
    """Where a number stands. No row: the total of a column; no column: the total of a row; neither: the grand total."""

    table: str
    row: str | None
    column: str | None

    @property
    def is_total(self) -> bool:
        return self.row is None or self.column is None


class Flag(StrEnum):
    """Why there is no number, in the signs of the statistical offices."""

    ZERO = "zero"
    WITHHELD = "withheld"
    NOT_MEANINGFUL = "not_meaningful"

    @property
    def sign(self) -> str:
        """As it is printed in tables."""
        return {Flag.ZERO: "–", Flag.WITHHELD: "•", Flag.NOT_MEANINGFUL: "x"}[self]

    @property
    def code(self) -> str:
        """As it stands in the flag column of files, beside an empty number."""
        return {Flag.ZERO: "z", Flag.WITHHELD: "c", Flag.NOT_MEANINGFUL: "x"}[self]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProtectedCell:
    """A count or a flag, never both and never neither."""

    count: int | None = None
    flag: Flag | None = None

    def __post_init__(self) -> None:
        if (self.count is None) == (self.flag is None) or (self.count is not None and self.count < 1):
            raise ValueError("a cell has a positive count or a flag")

    @property
    def code(self) -> str:
        """The flag's code, nothing for a count."""
        return self.flag.code if self.flag else ""


ZERO = ProtectedCell(flag=Flag.ZERO)
WITHHELD = ProtectedCell(flag=Flag.WITHHELD)
NOT_MEANINGFUL = ProtectedCell(flag=Flag.NOT_MEANINGFUL)


@dataclass(frozen=True, kw_only=True)
class ProtectedTable:
    """One published table. Pages and exports receive this and nothing else."""

    name: str
    row_axis: Axis
    column_axis: Axis
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str | None, str | None], ProtectedCell]
    """Inner cells, and totals where the row or the column is None. Distinct people per Ortsteil have no totals."""
    scheme: str | None = None
    """The area scheme, where rows are Planungsräume."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", MappingProxyType(dict(self.cells)))
        if missing := {(row, column) for row in self.rows for column in self.columns} - self.cells.keys():
            raise ValueError(f"{self.name} lacks {min(missing)}")

    def cell(self, row: str, column: str) -> ProtectedCell:
        return self.cells[row, column]

    def row_total(self, row: str) -> ProtectedCell:
        return self.cells[row, None]

    def column_total(self, column: str) -> ProtectedCell:
        return self.cells[None, column]

    @property
    def has_totals(self) -> bool:
        return (None, None) in self.cells

    @property
    def grand_total(self) -> ProtectedCell:
        return self.cells[None, None]

    @property
    def pattern(self) -> dict[str, dict[str, str]]:
        """The flag code of every cell, by row and column; totals stand under the empty name."""
        codes: dict[str, dict[str, str]] = {}
        for (row, column), cell in self.cells.items():
            codes.setdefault(row or "", {})[column or ""] = cell.code
        return codes


@dataclass(frozen=True, kw_only=True)
class ProtectedRelease:
    """Everything a release publishes, and the rules it was protected by."""

    period: str
    tables: tuple[ProtectedTable, ...]
    schemes: tuple[AreaScheme, ...]
    smallest_group: SmallestGroup

    def table(self, name: str) -> ProtectedTable:
        return next(table for table in self.tables if table.name == name)

    @property
    def pattern_hash(self) -> str:
        """One hash of what is withheld where. Every page and file of this release must lead to the same."""
        return pattern_hash({table.name: table.pattern for table in self.tables})

    @property
    def constraints(self) -> dict[str, Any]:
        """What an attacker may put into equations, ready to be stored as JSON beside the release: tables, sums, pattern."""
        return {
            "version": PATTERN_VERSION,
            "period": self.period,
            "smallest_group": {
                "usual": self.smallest_group.usual,
                "by_topic": dict(sorted(self.smallest_group.by_topic.items())),
            },
            "tables": [
                {
                    "name": table.name,
                    "rows": table.row_axis.value,
                    "columns": table.column_axis.value,
                    "scheme": table.scheme,
                }
                for table in self.tables
            ],
            "schemes": [
                {
                    "key": scheme.key,
                    "planungsraeume": [
                        {"key": room.key, "whole": sorted(room.whole), "partly": sorted(room.partly)}
                        for room in scheme.planungsraeume
                    ],
                }
                for scheme in self.schemes
            ],
            "pattern": {table.name: table.pattern for table in self.tables},
            "pattern_hash": self.pattern_hash,
        }


def pattern_hash(pattern: Mapping[str, Mapping[str, Mapping[str, str]]]) -> str:
    """SHA-256 of the flag codes by table name, row and column, whatever their order. Pages and files are compared by it."""
    lines = json.dumps(pattern, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(lines.encode()).hexdigest()
