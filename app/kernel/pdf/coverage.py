"""Which characters a font file can show: its `cmap` table, read with the standard library (`cmap` formats 4 and 12)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COLLECTION = b"ttcf"
UNICODE = {(0, 3), (0, 4), (3, 1), (3, 10)}
"""Platform and encoding of the tables that are keyed by Unicode."""
LAST = 0xFFFF


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Runs of code points that a font has signs for: where each begins and ends, in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __contains__(self, code_point: int) -> bool:
        place = bisect_right(self.starts, code_point) - 1
        return place >= 0 and code_point <= self.ends[place]


def read(path: Path, index: int = 0) -> Coverage:
    """What the font in this file covers; `index` counts the fonts of a collection.

    Raises ValueError for a file that is no font or is cut off.
    """
    data = path.read_bytes()
    try:
        return _joined(sorted(run for table in _tables(data, index) for run in _runs(data, table)))
    except (struct.error, ValueError) as damaged:
        raise ValueError(f"{path.name} cannot be read as a font") from damaged


def _tables(data: bytes, index: int) -> Iterator[int]:
    """Where the Unicode subtables of the `cmap` begin."""
    font = _number(data, 12 + 4 * index, "I") if data[:4] == COLLECTION else 0
    records = range(font + 12, font + 12 + 16 * _number(data, font + 4), 16)
    (cmap,) = (_number(data, record + 8, "I") for record in records if data[record : record + 4] == b"cmap")
    for record in range(cmap + 4, cmap + 4 + 8 * _number(data, cmap + 2), 8):
        if (_number(data, record), _number(data, record + 2)) in UNICODE:
            yield cmap + _number(data, record + 4, "I")


def _runs(data: bytes, table: int) -> Iterator[tuple[int, int]]:
    match _number(data, table):
        case 4:
            yield from _segments(data, table)
        case 12:
            count = _number(data, table + 12, "I")
            for start, end, _glyph in struct.iter_unpack(">III", data[table + 16 : table + 16 + 12 * count]):
                yield start, end


def _segments(data: bytes, table: int) -> Iterator[tuple[int, int]]:
    """Format 4: four rows of numbers side by side. A segment that points to a list of glyphs may have holes in it."""
    count = _number(data, table + 6) // 2
    ends, starts = table + 14, table + 16 + 2 * count
    deltas, offsets = starts + 2 * count, starts + 4 * count
    for place in range(0, 2 * count, 2):
        start, end = _number(data, starts + place), _number(data, ends + place)
        offset = _number(data, offsets + place)
        if start == LAST:
            continue
        if offset == 0:
            # The glyph is the code point plus a number; the one code point that this leads to glyph 0 has no sign.
            missing = -_number(data, deltas + place) % (LAST + 1)
            yield from _without(start, end, missing)
            continue
        for code_point in range(start, end + 1):
            if _number(data, offsets + place + offset + 2 * (code_point - start)):
                yield code_point, code_point


def _without(start: int, end: int, missing: int) -> Iterator[tuple[int, int]]:
    if not start <= missing <= end:
        yield start, end
        return
    if start < missing:
        yield start, missing - 1
    if missing < end:
        yield missing + 1, end


def _joined(runs: list[tuple[int, int]]) -> Coverage:
    starts: list[int] = []
    ends: list[int] = []
    for start, end in runs:
        if ends and start <= ends[-1] + 1:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return Coverage(starts=tuple(starts), ends=tuple(ends))


def _number(data: bytes, place: int, size: str = "H") -> int:
    number: int = struct.unpack_from(f">{size}", data, place)[0]
    return number
