"""Words as a paper can show them: a PDF/UA file must have a font for every sign, or it may not be written at all.

Signs no font has are replaced, and the paper says so. Control characters go. Very long words may break anywhere.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.kernel.i18n import gettext as _
from app.kernel.pdf.fonts import FIRST, Fonts

STAND_INS = ("\u25af", "?")
"""What stands for a sign that nothing can show; the first one that the fonts have."""
EMOJI = range(0x1F000, 0x1FB00)
EMOJI_LOOK = 0xFE0F
JOINER = "\u200d"
LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
STEERING = re.compile(r"[\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
"""Signs that turn the direction of everything behind them, or mark the order of bytes."""
LONG_WORD = re.compile(r"\S{41,}")
PIECE = 20
UNSEEN = re.compile(r"[\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\U000e0000-\U000e0fff]")
"""Signs that are never drawn, so no font needs them: spaces, joiners, hints for dividing words, choices of look."""
NEVER = {"Cn", "Co", "Cs"}
"""Not assigned, of private use, half of a pair: no font can know what they mean."""
SKIN = range(0x1F3FB, 0x1F400)
NOTHING = {"Cc", "Cf", "Cs"}


class Lettering:
    """Sets words in fonts: remembers which families it needed, and whether it had to replace a sign."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._families: dict[str, None] = {FIRST: None}
        self.replaced = False

    @property
    def families(self) -> list[str]:
        """The families that are needed for all words so far, the main one first."""
        return list(self._families)

    def written(self, data: Any) -> Any:
        """The same data with every text in signs that can be shown."""
        match data:
            case str():
                return self.text(data)
            case Mapping():
                return {key: self.written(value) for key, value in data.items()}
            case Sequence():
                return [self.written(value) for value in data]
            case _:
                return data

    def text(self, text: str) -> str:
        signs = "".join(self._shown(text))
        return LONG_WORD.sub(lambda word: _breakable(word[0]), signs)

    def _shown(self, text: str) -> Iterator[str]:
        was_emoji = False
        for sign in signs_of(_plain(text)):
            shown = self._sign(sign)
            is_emoji = shown is None
            if shown is not None:
                yield shown
            elif not was_emoji:
                yield _("[Emoji]")
            was_emoji = is_emoji

    def _sign(self, sign: str) -> str | None:
        """The sign if a font has it, what is left of it, a stand-in, or None for an emoji."""
        if sign.isspace() or self._find(sign):
            return sign
        self.replaced = True
        if _is_emoji(sign):
            return None
        if len(sign) > 1 and self._find(sign[0]):
            return sign[0]
        return next((other for other in STAND_INS if self._find(other)), "")

    def _find(self, sign: str) -> bool:
        if any(unicodedata.category(character) in NEVER for character in sign):
            return False
        visible = tuple(ord(character) for character in UNSEEN.sub("", sign))
        family = self._fonts.family_for(visible)
        if family is not None:
            self._families[family] = None
        return family is not None


def is_seen(text: str) -> bool:
    """Whether there is anything to see in a text. A heading without would stop a whole paper."""
    return any(not sign.isspace() and unicodedata.category(sign) not in NOTHING for sign in text)


def signs_of(text: str) -> Iterator[str]:
    """The text in pieces that are drawn together: a letter with its marks, an emoji with all that is joined to it."""
    sign = ""
    for character in text:
        if sign and (_clings(character) or sign.endswith(JOINER)):
            sign += character
            continue
        if sign:
            yield sign
        sign = character
    if sign:
        yield sign


def _clings(character: str) -> bool:
    return character == JOINER or unicodedata.category(character).startswith("M") or ord(character) in SKIN


def _is_emoji(sign: str) -> bool:
    return ord(sign[0]) in EMOJI or EMOJI_LOOK in map(ord, sign)


def _plain(text: str) -> str:
    """Composed letters, one kind of line end, and no sign that steers."""
    text = STEERING.sub("", LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))).replace("\t", " ")
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) != "Cc")


def _breakable(word: str) -> str:
    return "\u200b".join(word[start : start + PIECE] for start in range(0, len(word), PIECE))
