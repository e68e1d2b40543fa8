"""ZIP files whose pieces leave while they are written: nothing is kept, on disk or in memory.

The list of what lies in a ZIP file stands at its end. Whoever gets a file that was broken off cannot open it.
"""

import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

PIECE = 64 * 1024
"""Bytes that are gathered before they are packed, and before they are handed on."""
LONG_AGO = datetime(1980, 1, 1)  # noqa: DTZ001  # ZIP knows no zones; no earlier day either.
"""The day of every entry unless said otherwise, so that the same table gives the same bytes."""

Member = tuple[str, Iterable[bytes]]
"""An entry: its name, and its bytes in pieces."""


def pieces(members: Iterable[Member], *, media_type: str = "", made_at: datetime = LONG_AGO) -> Iterator[bytes]:
    """The file in pieces, the first one before the second member is begun.

    An OpenDocument names its `media_type` in front. `made_at` is what the clock on the wall shows.
    """
    drain = _Drain()
    with ZipFile(drain, "w", ZIP_DEFLATED) as archive:
        if media_type:
            _put_in_front(archive, drain, media_type.encode("ascii"))
        for name, content in members:
            # No ZIP64: Excel refuses it, and no office opens a sheet of 2 GiB. A longer entry raises.
            with archive.open(_entry(name, made_at), "w") as entry:
                for piece in _gathered(content):
                    entry.write(piece)
                    if drain.size >= PIECE:
                        yield drain.emptied()
            yield drain.emptied()
    yield drain.emptied()


class _Drain:
    """Where the ZIP file is written to: it can only be filled and emptied, so that nothing is ever changed afterwards."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._gone = 0
        self.size = 0

    def write(self, data: bytes) -> int:
        self._held.append(bytes(data))
        self.size += len(data)
        return len(data)

    def tell(self) -> int:
        return self._gone + self.size

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def close(self) -> None:
        """Nothing is open."""

    def emptied(self) -> bytes:
        piece = b"".join(self._held)
        self._gone, self._held, self.size = self.tell(), [], 0
        return piece


def _entry(name: str, made_at: datetime = LONG_AGO) -> ZipInfo:
    entry = ZipInfo(name, made_at.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _put_in_front(archive: ZipFile, drain: _Drain, media_type: bytes) -> None:
    """The first entry, uncompressed, with its length in front: readers know the format by it (ODF 1.3, part 2, 3.3).

    `zipfile` writes lengths behind an entry where it cannot go back, so this is done as its `mkdir` does it.
    """
    entry = _entry("mimetype")
    entry.compress_type, entry.CRC = ZIP_STORED, zlib.crc32(media_type)
    entry.file_size = entry.compress_size = len(media_type)
    entry.header_offset = 0
    archive.filelist.append(entry)
    archive.NameToInfo[entry.filename] = entry
    drain.write(entry.FileHeader(zip64=False) + media_type)


def _gathered(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in fewer pieces."""
    held: list[bytes] = []
    size = 0
    for piece in content:
        held.append(piece)
        size += len(piece)
        if size >= PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
