"""A protected table as a document for storing, and back. Nothing is lost and nothing is added on the way."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from app.needs.rules.counts import Axis
from app.needs.rules.tables import Flag, ProtectedCell, ProtectedTable


def document_of(table: ProtectedTable) -> dict[str, Any]:
    """The table as plain lists. A cell is row, column, count, flag; totals have no row or no column."""
    return {
        "name": table.name,
        "row_axis": table.row_axis.value,
        "column_axis": table.column_axis.value,
        "rows": list(table.rows),
        "columns": list(table.columns),
        "scheme": table.scheme,
        "cells": [[row, column, cell.count, cell.flag and cell.flag.value] for (row, column), cell in table.cells.items()],
    }


def table_from(document: dict[str, Any]) -> ProtectedTable:
    """The table that a document was made of."""
    return ProtectedTable(
        name=document["name"],
        row_axis=Axis(document["row_axis"]),
        column_axis=Axis(document["column_axis"]),
        rows=tuple(document["rows"]),
        columns=tuple(document["columns"]),
        scheme=document["scheme"],
        cells={
            (row, column): ProtectedCell(count=count, flag=Flag(flag) if flag else None)
            for row, column, count, flag in document["cells"]
        },
    )


def checksum(tables: Iterable[ProtectedTable]) -> str:
    """SHA-256 over every published cell of these tables, whatever order they come in."""
    cells = sorted(
        [table.name, row or "", column or "", cell.count or 0, cell.code]
        for table in tables
        for (row, column), cell in table.cells.items()
    )
    return hashlib.sha256(json.dumps(cells, separators=(",", ":")).encode()).hexdigest()
