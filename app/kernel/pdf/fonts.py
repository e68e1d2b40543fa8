"""The fonts of this machine that papers are set in, and which of them can show a sign.

Only families of one look are used, in a fixed order, so that the same words look the same on every server that has them.
"""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path

import typst
from flask import current_app

from app.kernel.pdf import coverage
from app.kernel.pdf.coverage import Coverage

FIRST, LAST = "Noto Sans", "DejaVu Sans"
"""The family that everything is set in, and the one that is asked when no other knows a sign."""
NOT_FOR_READING = ("Noto Sans Mono", "Noto Sans Display")
WEIGHTS = {400, 700}


class FontMissing(Exception):
    """No font on this machine can write this language. Papers cannot be made; pages can still be printed."""


class Family:
    """A font in its upright weights. It shows what all of them can show, for a heading is set in another than its text."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._faces: list[tuple[Path, int]] = []

    def add(self, path: str, index: int) -> None:
        self._faces.append((Path(path), index))

    def shows(self, code_points: Iterable[int]) -> bool:
        return all(code_point in face for code_point in code_points for face in self._coverages)

    @cached_property
    def _coverages(self) -> list[Coverage]:
        return [coverage.read(path, index) for path, index in self._faces]


class Fonts:
    """All families in these folders that we set papers in."""

    def __init__(self, folders: Sequence[Path]) -> None:
        there = [str(folder) for folder in folders if folder.is_dir()]
        self.loaded = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=there)
        self._families = self._usable()
        self._found: dict[tuple[int, ...], str | None] = {}

    def family_for(self, code_points: tuple[int, ...]) -> str | None:
        """The first family that can show these code points side by side, as one sign."""
        if code_points not in self._found:
            self._found[code_points] = next((each.name for each in self._families if each.shows(code_points)), None)
        return self._found[code_points]

    def _usable(self) -> list[Family]:
        families: dict[str, Family] = {}
        for font in self.loaded.fonts():
            if font.path and _is_for_reading(font):
                families.setdefault(font.family, Family(font.family)).add(font.path, font.index)
        return sorted(families.values(), key=lambda family: (family.name == LAST, family.name != FIRST, family.name))


def _is_for_reading(font: typst.FontInfo) -> bool:
    ours = font.family == LAST or (font.family.startswith(FIRST) and not font.family.startswith(NOT_FOR_READING))
    return ours and font.style == "normal" and font.stretch == 1 and font.weight in WEIGHTS


def installed() -> Fonts:
    """The fonts of this machine, looked for once per process."""
    return _in(current_app.config["SETTINGS"].font_dirs)


@cache
def _in(folders: tuple[Path, ...]) -> Fonts:
    return Fonts(folders)
