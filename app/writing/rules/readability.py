"""Readability formulas (methods F.3): Amstad, and the Wiener Sachtextformeln of Bamberger and Vanecek.

They see nothing but length. A text may be full of short words that nobody understands.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.writing.rules.splitting import Text, Word
from app.writing.rules.syllables import syllables

FEWEST_WORDS = 30
"""Shorter texts get no level: one long word would turn it over."""
MANY_SYLLABLES = 3
LONG_WORD = 6


class Level(StrEnum):
    """How hard a text is, in a word."""

    EASY = "easy"
    MIDDLE = "middle"
    HARD = "hard"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What the formulas are made of."""

    words: int
    sentences: int
    syllables: int
    many_syllables: int
    long_words: int
    one_syllable: int

    @property
    def words_a_sentence(self) -> float:
        return self.words / self.sentences

    @property
    def syllables_a_word(self) -> float:
        return self.syllables / self.words

    def percent(self, number: int) -> float:
        return 100 * number / self.words


def counted(text: Text) -> Counts:
    """Count once. A word with hyphens is one word, and as long as its longest part: dividing a word is no fault."""
    words = list(text.words)
    by_word = [_syllables(word) for word in words]
    longest = [max((syllables(part) for part in word.parts), default=1) for word in words]
    return Counts(
        words=len(words),
        sentences=sum(1 for _ in text.sentences),
        syllables=sum(by_word),
        many_syllables=sum(count >= MANY_SYLLABLES for count in longest),
        long_words=sum(not word.is_number and max(map(len, word.parts), default=0) > LONG_WORD for word in words),
        one_syllable=sum(count == 1 for count in by_word),
    )


def amstad(counts: Counts) -> float:
    """Flesch for German: higher is easier."""
    return 180 - counts.words_a_sentence - 58.5 * counts.syllables_a_word


def wiener(counts: Counts) -> tuple[float, float, float, float]:
    """The four Wiener Sachtextformeln: about 4 is very easy, 15 very hard."""
    many, length = counts.percent(counts.many_syllables), counts.words_a_sentence
    long, one = counts.percent(counts.long_words), counts.percent(counts.one_syllable)
    return (
        0.1935 * many + 0.1672 * length + 0.1297 * long - 0.0327 * one - 0.875,
        0.2007 * many + 0.1682 * length + 0.1373 * long - 2.779,
        0.2963 * many + 0.1905 * length - 1.1144,
        0.2744 * many + 0.2656 * length - 1.693,
    )


def level(counts: Counts) -> Level | None:
    """The level in three steps; None where there is too little to say (methods F-42)."""
    if counts.words < FEWEST_WORDS:
        return None
    ease, years = amstad(counts), wiener(counts)[3]
    if ease >= 80 and years <= 5:
        return Level.EASY
    return Level.MIDDLE if ease >= 60 and years <= 9 else Level.HARD


def _syllables(word: Word) -> int:
    return 1 if word.is_number else sum(syllables(part) for part in word.parts)
