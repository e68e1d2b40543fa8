"""The whole check: all hints of a text in their order, and how hard it is to read."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.writing.rules import grammar, numbers, passive, readability, sentences, signs, splitting, words
from app.writing.rules.kinds import Advice, Hint, Measure, Severity
from app.writing.rules.readability import Counts, Level

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What the helper found. `text` is what its places belong to."""

    text: str
    hints: tuple[Hint, ...]
    counts: Counts | None
    level: Level | None

    def number_of(self, severity: Severity) -> int:
        return sum(hint.severity is severity for hint in self.hints)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of the text. `severity` is None where nothing is to be said; `numbers` are the hints that end here.

    `is_wide` is a stretch that only belongs to a long sentence: it needs no strong mark.
    """

    text: str
    severity: Severity | None
    is_wide: bool
    numbers: tuple[int, ...]


def checked(text: str, *, measure: Measure, this_year: int, names: Collection[str] = ()) -> Checked:
    """Look at a text. Nothing of it is changed, apart from signs that nobody sees."""
    tidy = splitting.tidied(text)
    read = splitting.split(tidy)
    found = [
        *sentences.hints(read, measure),
        *words.hints(read, names),
        *grammar.hints(read, measure),
        *passive.hints(read),
        *numbers.hints(read, measure, this_year),
        *signs.hints(read),
    ]
    found.sort(key=lambda hint: (hint.start, -hint.end, _WEIGHT[hint.severity], hint.advice))
    counts = readability.counted(read) if any(True for _ in read.words) else None
    return Checked(text=tidy, hints=tuple(found), counts=counts, level=readability.level(counts) if counts else None)


def pieces(text: str, hints: tuple[Hint, ...]) -> Iterator[Piece]:
    """The text cut where marks begin and end. Where several lie over each other, the narrowest one gives the look."""
    places = [(number, hint) for number, hint in enumerate(hints, 1) if not hint.is_about_all]
    begins: dict[int, list[tuple[int, Hint]]] = {}
    ends: dict[int, list[int]] = {}
    for number, hint in places:
        begins.setdefault(hint.start, []).append((number, hint))
        ends.setdefault(hint.end, []).append(number)
    over: dict[int, Hint] = {}
    cuts = sorted({0, len(text), *begins, *ends})
    for start, end in pairwise(cuts):
        for number in ends.get(start, ()):
            over.pop(number, None)
        over.update(begins.get(start, ()))
        narrowest = min(over.values(), key=lambda hint: hint.end - hint.start, default=None)
        severity = narrowest.severity if narrowest else None
        is_wide = narrowest is not None and narrowest.advice is Advice.SENTENCE_LONG
        yield Piece(text=text[start:end], severity=severity, is_wide=is_wide, numbers=tuple(sorted(ends.get(end, ()))))
