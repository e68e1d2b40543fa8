"""QR codes as the outline of their dark squares, to be drawn inside a page as SVG: no picture file, no inline style."""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET_ZONE = 4
MASK = 0
"""Every reader copes with any of the eight masks; looking for the best one takes five times as long as the rest."""


@dataclass(frozen=True, kw_only=True)
class QrCode:
    """`path` is SVG path data, `size` the side of the square it stands in, quiet zone included."""

    size: int
    path: str


def drawn(text: str) -> QrCode:
    """The QR code of a text, with error correction M: a scratch on a printed slip does no harm."""
    matrix = segno.make(text, error="m", micro=False, mask=MASK).matrix
    runs = (
        f"M{QUIET_ZONE + start} {QUIET_ZONE + row}h{length}v1h-{length}z"
        for row, squares in enumerate(matrix)
        for start, length in _dark_runs(squares)
    )
    return QrCode(size=len(matrix) + 2 * QUIET_ZONE, path="".join(runs))


def _dark_runs(squares: bytearray) -> list[tuple[int, int]]:
    """Where each run of dark squares of a row begins and how long it is."""
    runs, place = [], 0
    for dark, group in groupby(squares):
        length = len(list(group))
        if dark:
            runs.append((place, length))
        place += length
    return runs
