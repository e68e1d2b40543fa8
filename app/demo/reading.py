"""The demo's own files, read as rows."""

import csv
from pathlib import Path

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """All rows of one file, in its order."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parts(text: str) -> list[str]:
    """The values of a field that holds several."""
    return [part for part in text.split("|") if part]
