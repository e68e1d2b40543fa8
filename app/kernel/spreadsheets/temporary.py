"""Files that must be complete before their first byte can leave are written to disk and read back in pieces."""

from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import BinaryIO

PIECE = 64 * 1024


def pieces(write: Callable[[BinaryIO], None]) -> Iterator[bytes]:
    """Let `write` fill a temporary file, then give it out. The file is gone afterwards, whatever happens."""
    with TemporaryFile() as file:
        write(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece
