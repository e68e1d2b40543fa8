"""Posters and hand-outs: plain data about one thing, said in several languages, as PDF and as a page to print.

A capability says what stands on its poster (`Poster`); size, form and files are the same for all of them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.kernel import pdf, publisher, qr
from app.kernel.i18n import gettext as _
from app.kernel.i18n import speaking
from app.kernel.languages import GERMAN, Language
from app.kernel.pdf.lettering import is_seen

TEMPLATE = "pdf/poster"
PAPERS = ("a4", "a3", "a6")
MOST_ON_A6 = 4
"""More languages do not fit on a hand-out in letters that can be read."""
CARDS = 4
"""So many hand-outs stand on a sheet of A4, to be cut apart."""
FEW = 3
LONG, ENDLESS = 40, 90
LONG_WORD, ENDLESS_WORD = 11, 20
"""With more letters, in all or in one word, a title must be smaller on the page to print: few browsers divide words."""
LONGEST_NOTE = 240
FROM_LEFT = "\u200e"
"""A sign without a direction of its own stays between two of these where it was written, also on Arabic paper."""


SHORT_ADDRESS = 24
LONG_IN_A_LINE, PIECE = 12, 10
UNDIVIDED = re.compile(r"[\W\d_]|[^aeiouyäöüаеёиоуыэюяіїє]{8}", re.IGNORECASE)
"""Words of this kind no language has rules for where to divide them."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A text and the language it is in."""

    text: str
    language: Language = GERMAN


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a poster says in one language. `when` stands large, each of `helps` has the name of its picture."""

    language: Language
    heading: str
    text: str
    action: str
    when: str = ""
    warning: str = ""
    helps: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class Poster:
    """All that stands on a poster. `facts` carry a label in the poster's first language and what staff wrote."""

    title: Said
    about: str
    """Whose poster it is, in German."""
    note: str
    words: Sequence[Words]
    facts: Sequence[tuple[str, str]]
    address: str

    @property
    def first(self) -> Words:
        return self.words[0]

    @property
    def others(self) -> Sequence[Words]:
        return self.words[1:]

    @property
    def short_address(self) -> str:
        """What people type who cannot scan."""
        return self.address.removeprefix("https://").removeprefix("http://")

    @property
    def square(self) -> qr.QrCode:
        return qr.drawn(self.address)

    @property
    def crowd(self) -> str:
        """How much shares the sheet with the first words, for the look of the page to print."""
        if len(self.others) > FEW:
            return "many"
        return "few" if self.others or self.first.helps else "one"

    @property
    def length(self) -> str:
        """How long the title is, for the look of the page to print."""
        letters, word = len(self.title.text), max(map(len, self.title.text.split()), default=0)
        if letters <= LONG and word <= LONG_WORD:
            return "short"
        return "long" if letters <= ENDLESS and word <= ENDLESS_WORD else "endless"


def in_each(languages: Sequence[Language], say: Callable[[], dict[str, Any]]) -> list[Words]:
    """What `say` answers when it is asked in each of these languages, with what to do."""
    return list(_asked(languages, say))


def _asked(languages: Sequence[Language], say: Callable[[], dict[str, Any]]) -> Iterator[Words]:
    for language in languages:
        with speaking(language):
            action = _("Scannen Sie den Code mit dem Handy oder tippen Sie die Adresse ein.")
            yield Words(language=language, action=action, **say())


def made(*, title: Said, words: Sequence[Words], address: str, about: str = "", note: str = "", facts: Any = ()) -> Poster:
    """A poster without what nobody can see, and without notes that are too long for a wall."""
    return Poster(
        title=title if is_seen(title.text) else Said(text=publisher.name()),
        about=about if is_seen(about) else "",
        note=note if is_seen(note) and len(note) <= LONGEST_NOTE else "",
        words=words,
        facts=[(label, value) for label, value in facts if is_seen(value)],
        address=address,
    )


def paper(poster: Poster, size: str) -> bytes:
    """The poster as PDF on this paper, as large as it fits; on more sheets if it must be. Raises pdf.FontMissing."""
    for words in poster.words:
        pdf.needs_font_for(words.language.name)
    with speaking(poster.first.language):
        return pdf.render(TEMPLATE, data_of(poster, size), title=poster.title.text)


def data_of(poster: Poster, size: str) -> dict[str, Any]:
    """What the template reads; it speaks the language of the poster."""
    square = poster.square
    return {
        "publisher": publisher.name(),
        "size": size,
        "headline": _said(_breakable(poster.title.text), poster.title.language),
        "about": _said(_breakable(poster.about), GERMAN),
        "note": _said(poster.note, GERMAN),
        "words": [_block(words) for words in poster.words],
        "facts": [[label, _breakable(value)] for label, value in poster.facts],
        "address": f"{FROM_LEFT}{_in_parts(poster.short_address)}{FROM_LEFT}",
        "qr": {"size": square.size, "path": square.path},
        "alt": _("QR-Code zu dieser Adresse: %(address)s", address=poster.short_address),
    }


def _block(words: Words) -> dict[str, Any]:
    return {
        "name": words.language.name,
        "language": words.language.locale.language,
        "direction": words.language.direction,
        "easy": words.language.tag == "de-simple",
        "heading": words.heading,
        "when": words.when,
        "text": words.text,
        "warning": words.warning,
        "helps": [text for text, _picture in words.helps],
        "action": words.action,
    }


def _in_parts(address: str) -> str:
    """A long address may break behind a dot too, and nowhere else."""
    return address if len(address) <= SHORT_ADDRESS else address.replace(".", ".\u200b")


def _breakable(text: str) -> str:
    """Long words that cannot be divided by rule may break anywhere: letters are large here, and nothing may be cut off."""
    return re.sub(r"\S+", lambda word: _pieces(word[0]), text)


def _pieces(word: str) -> str:
    if len(word) <= LONG_IN_A_LINE or not UNDIVIDED.search(word):
        return word
    return "\u200b".join(word[start : start + PIECE] for start in range(0, len(word), PIECE))


def _said(text: str, language: Language) -> dict[str, str]:
    return {"text": text, "language": language.locale.language, "direction": language.direction}
