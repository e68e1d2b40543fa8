"""From counts and a pattern of withheld cells to published tables, and back to the pattern."""

from collections.abc import Callable, Collection

from app.needs.rules.constraints import publishes_planungsraeume
from app.needs.rules.counts import AreaScheme, Axis, CountedRelease, CountedTable
from app.needs.rules.system import System
from app.needs.rules.tables import (
    NOT_MEANINGFUL,
    PEOPLE_COLUMN,
    PEOPLE_TABLE,
    WITHHELD,
    ZERO,
    CellKey,
    Flag,
    ProtectedCell,
    ProtectedRelease,
    ProtectedTable,
)

Show = Callable[[CellKey], ProtectedCell]


def published(release: CountedRelease, system: System, withheld: Collection[int]) -> ProtectedRelease:
    """The release as everybody sees it. Whether it is safe to show is for the audit to say."""
    shown = {key: ProtectedCell(count=people) for key, people in _people_behind(system).items()}
    shown |= {system.cells[index].key: WITHHELD for index in withheld}

    def show(key: CellKey) -> ProtectedCell:
        return shown.get(key, ZERO)

    by_area = [table for table in release.tables if publishes_planungsraeume(table)]
    tables = [_with_totals(table, show) for table in release.tables]
    tables += [_by_planungsraum(scheme, table, show) for table in by_area for scheme in release.schemes]
    if any(population.people for population in release.populations):
        tables.append(_people(release, show))
    return ProtectedRelease(
        period=release.period, tables=tuple(tables), schemes=release.schemes, smallest_group=release.smallest_group
    )


def withheld_in(system: System, protected: ProtectedRelease) -> frozenset[int]:
    """Which cells a release withholds. Raises ValueError if it shows other numbers than were counted."""
    shown = {
        CellKey(table.name, row, column): cell for table in protected.tables for (row, column), cell in table.cells.items()
    }
    withheld = {index for index in system.primary if system.cells[index].is_fixed}
    for key, people in _people_behind(system).items():
        match shown.pop(key, None):
            case ProtectedCell(flag=Flag.WITHHELD):
                withheld.update(system.by_key[key])
            case ProtectedCell(count=count) if count == people:
                continue
            case None:
                continue
            case wrong:
                raise ValueError(f"{key} shows {wrong}, but {people} people were counted")
    if wrong_zeros := [key for key, cell in shown.items() if cell not in (ZERO, NOT_MEANINGFUL)]:
        raise ValueError(f"{wrong_zeros[0]} shows something, but nobody was counted")
    return frozenset(withheld)


def _people_behind(system: System) -> dict[CellKey, int]:
    """The number for each place: the people of both populations."""
    behind = {key: [system.cells[index] for index in positions] for key, positions in system.by_key.items()}
    people = {key: sum(cell.people for cell in cells if not cell.is_informed) for key, cells in behind.items()}
    return {key: number for key, number in people.items() if number}


def _with_totals(table: CountedTable, show: Show) -> ProtectedTable:
    return ProtectedTable(
        name=table.name,
        row_axis=table.row_axis,
        column_axis=table.column_axis,
        rows=table.rows,
        columns=table.columns,
        cells={
            (row, column): show(CellKey(table.name, row, column))
            for row in (*table.rows, None)
            for column in (*table.columns, None)
        },
    )


def _by_planungsraum(scheme: AreaScheme, table: CountedTable, show: Show) -> ProtectedTable:
    incomplete = {room.key for room in scheme.planungsraeume if not room.adds_up}
    rows = tuple(room.key for room in scheme.planungsraeume)
    return ProtectedTable(
        name=scheme.key,
        row_axis=Axis.PLANUNGSRAUM,
        column_axis=table.column_axis,
        rows=rows,
        columns=table.columns,
        cells={
            (row, column): NOT_MEANINGFUL if row in incomplete else show(CellKey(scheme.key, row, column))
            for row in (*rows, None)
            for column in (*table.columns, None)
        },
        scheme=scheme.key,
    )


def _people(release: CountedRelease, show: Show) -> ProtectedTable:
    by_area = [table for table in release.tables if table.row_axis is Axis.ORTSTEIL]
    spoken = sorted({ortsteil for population in release.populations for ortsteil in population.people})
    rows = tuple(dict.fromkeys([*(row for table in by_area for row in table.rows), *spoken]))
    return ProtectedTable(
        name=PEOPLE_TABLE,
        row_axis=Axis.ORTSTEIL,
        column_axis=Axis.PEOPLE,
        rows=rows,
        columns=(PEOPLE_COLUMN,),
        cells={(row, PEOPLE_COLUMN): show(CellKey(PEOPLE_TABLE, row, PEOPLE_COLUMN)) for row in rows},
    )
