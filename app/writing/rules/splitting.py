"""How a text falls into units (headings, items of lists, lines), sentences and words, each with its place (methods F-41).

Every decision looks at a bounded neighbourhood, so the time grows with the length of the text and no faster.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.writing.rules.abbreviations import MAY_END, NEVER_END
from app.writing.rules.lexicon import words_of

_NEAR = 48
"""How far around a full stop one has to look."""

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_ORDINAL_NOUNS = words_of(
    "Stock Stockwerk Etage Obergeschoss Untergeschoss Klasse Quartal Halbjahr Mal Advent Tag Woche Monat Kalenderwoche "
    "Sitzung Treffen Versammlung Punkt Auflage Platz Jahrhundert Geburtstag Runde Termin Stelle Teil Phase Schritt"
)
_BEFORE_ORDINALS = words_of(
    "am der die das dem den des zum zur im vom beim ans jeden jeder jede jedes jedem unser unsere unserem unseren Am Der "
    "Die Das Dem Den Im Vom Zum Beim Unser Unsere Jeden Jeder"
)
_LEANS_ON = words_of(
    "im am in an auf für mit von vom zu zum zur bei beim der die das den dem des ein eine einen einem einer und oder "
    "unser unsere ihr ihre"
)
"""Words behind which a sentence goes on even if the next line begins with a capital."""
BEGINNING = words_of(
    "Das Die Der Den Dem Ein Eine Wir Sie Er Es Ich Ihr Man Und Aber Oder Dann Danach Darum Deshalb Dort Hier "
    "Heute Morgen Auch Alle Viele Wer Was Wie Wo Wann Warum So Bitte Im In Am An Auf Bei Mit Von Zu Für Nach Vor "
    "Dafür Dabei Dazu Jetzt"
)
"""Words that begin a sentence, and are no nouns that one could count."""

WORD = re.compile(r"\d+(?:[.,:/-]\d+)*(?:-[^\W\d_]+)*|[^\W\d_]+(?:[-‑·*:_'’][^\W\d_]+)*")
_FOREIGN = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?…]+")
_CLOSING = "\"“”»«’')]*_"
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+")
_ITEM = re.compile(r"[ \t]*(?:[-*•–][ \t]+|(\d{1,2})[.)][ \t]+)")
_TITLE_MOST = 8


class UnitKind(StrEnum):
    """What a unit is. A heading and an item of a list need no full stop."""

    HEADING = "heading"
    ITEM = "item"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Word:
    """One word or number. A word with hyphens is one word (`parts` gives what stands between them)."""

    start: int
    end: int
    text: str

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()

    @property
    def parts(self) -> list[str]:
        return [part for part in re.split(r"[-‑·]", self.text) if part]


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    kind: UnitKind
    start: int
    end: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text and what it falls into. `read` is the text with addresses of the web blotted out, at the same places."""

    text: str
    read: str
    units: tuple[Unit, ...]

    @property
    def sentences(self) -> Iterator[Sentence]:
        return (sentence for unit in self.units for sentence in unit.sentences)

    @property
    def words(self) -> Iterator[Word]:
        return (word for sentence in self.sentences for word in sentence.words)


def tidied(text: str) -> str:
    """The text as it is read and shown: composed letters, no soft hyphens, one kind of line end and of space."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\u00ad", "").replace("\u00a0", " ").replace("\u202f", " ")


def split(text: str) -> Text:
    """The units of a text that has been tidied."""
    read = _FOREIGN.sub(lambda found: "¤" * len(found[0]), text)
    units = (_unit(read, kind, start, end) for kind, start, end in _joined(read))
    return Text(text=text, read=read, units=tuple(unit for unit in units if unit.sentences))


def _joined(text: str) -> Iterator[tuple[UnitKind, int, int]]:
    """The lines; a line that only goes on with the sentence before belongs to it."""
    kind, begin, last, is_after_gap = UnitKind.LINE, -1, 0, True
    for start, end in _lines(text):
        is_empty = not text[start:end].strip()
        if begin >= 0 and not is_empty and _goes_on(text, kind, last, start, end):
            last = end
            continue
        if begin >= 0:
            yield _as_title(text, kind, begin, last, is_after_gap, is_empty), begin, last
            is_after_gap = False
        if is_empty:
            begin, is_after_gap = -1, True
            continue
        kind, begin = _begins(text, start, end)
        last = end
    if begin >= 0:
        yield kind, begin, last


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _begins(text: str, start: int, end: int) -> tuple[UnitKind, int]:
    """What a line is by its first signs, and where its words begin."""
    if found := _HEADING.match(text, start, end):
        return UnitKind.HEADING, found.end()
    found = _ITEM.match(text, start, end)
    if found and not (found[1] and text[found.end() : end].startswith(MONTHS)):
        return UnitKind.ITEM, found.end()
    return UnitKind.LINE, start


def _goes_on(text: str, kind: UnitKind, last: int, start: int, end: int) -> bool:
    """Whether the line `start:end` only continues what stands before `last`."""
    before = text[max(0, last - _NEAR) : last].rstrip()
    if kind is UnitKind.HEADING or not before or before[-1] in ".!?:…" or _begins(text, start, end)[0] is not UnitKind.LINE:
        return False
    first = text[start:end].lstrip()[0]
    return first.islower() or before[-1] == "," or before.split()[-1] in _LEANS_ON


def _as_title(text: str, kind: UnitKind, start: int, end: int, is_after_gap: bool, is_empty: bool) -> UnitKind:
    """A short line of its own without a full stop is a heading, when something follows it."""
    words = text[start:end].strip()
    if kind is not UnitKind.LINE or not is_after_gap or words[-1:] in set(".!?:,…"):
        return kind
    return UnitKind.HEADING if not is_empty and len(words.split(None, _TITLE_MOST)) <= _TITLE_MOST else kind


def _unit(text: str, kind: UnitKind, start: int, end: int) -> Unit:
    sentences, begin = [], start
    for found in _ENDS.finditer(text, start, end):
        stop = _closed(text, found.end(), end)
        if _is_end(text, found.start(), found.end(), stop, start, end):
            sentences.append(_sentence(text, begin, stop))
            begin = stop
    sentences.append(_sentence(text, begin, end))
    return Unit(kind, start, end, tuple(sentence for sentence in sentences if sentence.words))


def _sentence(text: str, start: int, end: int) -> Sentence:
    words = tuple(Word(found.start(), found.end(), found[0]) for found in WORD.finditer(text, start, end))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Sentence(start, end, words)


def _closed(text: str, at: int, end: int) -> int:
    """The place behind quotation marks and brackets that close with the sentence."""
    stop = at
    while stop < min(end, at + 4) and text[stop] in _CLOSING:
        stop += 1
    return stop


def _is_end(text: str, at: int, behind: int, stop: int, start: int, end: int) -> bool:
    """Whether the sign at `at` ends a sentence."""
    rest = text[stop : min(end, stop + _NEAR)]
    following = rest.lstrip()
    if not following:
        return True
    if not rest[0].isspace():
        return False
    sign = text[at:behind]
    if "!" in sign or "?" in sign:
        return not (following[0].islower() and stop > behind)
    if sign != ".":
        return not following[0].islower()
    near = text[max(start, at - _NEAR) : at]
    before = re.search(r"[^\W_]+$", near[-24:])
    if before is None:
        return True
    if before[0].isdigit():
        return _ends_after_number(near, before[0], following)
    if len(before[0]) == 1 or before[0] in NEVER_END:
        return False
    if before[0].casefold() in MAY_END or before[0].endswith("str"):
        return following[0].isupper()
    return True


def _ends_after_number(near: str, number: str, following: str) -> bool:
    """`am 3. Mai`, `der 2. Stock` go on; `Berliner Platz 5.` and `im Jahr 2026.` do not."""
    head = near[: -len(number)]
    if following[0].islower():
        return False
    if len(number) > 3 or head.endswith((",", ":")):
        return True
    first = re.match(r"[^\W\d_]*", following)
    word = first[0] if first else ""
    if word in MONTHS or word in _ORDINAL_NOUNS or not head.strip():
        return False
    words = head.split()
    return not (word and word not in BEGINNING and words and words[-1] in _BEFORE_ORDINALS)
