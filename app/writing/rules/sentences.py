"""Sentences: their length, how many things they say, where they stand (F-10, F-11, F-12, F-23, F-29)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from app.writing.rules.kinds import Advice, Hint, Measure, Severity
from app.writing.rules.lexicon import words_of
from app.writing.rules.splitting import Sentence, Text, UnitKind, Word

LONGEST: dict[Measure, tuple[int, int]] = {Measure.EASY: (8, 12), Measure.PLAIN: (15, 20)}
"""Words in a sentence: more than the first is a warning, more than the second an error."""
MOST_IN_A_LINE = 3
"""More things than this, one behind the other, are a list."""
MOST_WITHOUT_HEADING = 7
LONGEST_ITEM = 4

_JOINING = words_of(
    "dass weil wenn ob obwohl damit während nachdem bevor sobald solange falls indem sodass sofern da als wie wo wer was "
    "warum weshalb wohin woher wann welche welcher welches welchen wobei wodurch womit um statt anstatt ohne bis"
)
_WITH_ZU = words_of("um statt anstatt ohne")
_FIRST = words_of("Dass Weil Wenn Ob Obwohl Damit Während Nachdem Bevor Sobald Solange Falls Indem Sofern Da Als Wer Um")
_RELATIVE = words_of("der die das den dem deren dessen denen")
_BEFORE_RELATIVE = words_of("in an auf mit von für bei zu aus nach über unter vor hinter durch gegen ohne um")
_AND = words_of("und oder sowie")
_NO_VERBS = words_of("nicht auch mit statt seit fast sonst jetzt dort oft hin weit laut direkt selbst meist nebst recht")
_VERB = re.compile(r"\w*(?:t|en|ern|eln|st)|war|sein|tun|sah|gab|kam|ging|stand|hieß")


def hints(text: Text, measure: Measure) -> Iterator[Hint]:
    for unit in text.units:
        if measure is Measure.EASY and len(unit.sentences) > 1:
            second = unit.sentences[1].words[0]
            yield _hint(Advice.LINE, second.start, second.end)
        for sentence in unit.sentences:
            yield from _length(text, sentence, measure)
            things = list(_things(text, sentence))
            yield from things or _clauses(text, sentence)
    if measure is Measure.EASY:
        yield from _headings(text)


def _length(text: Text, sentence: Sentence, measure: Measure) -> Iterator[Hint]:
    """A colon parts two statements; the longest of them counts."""
    many, too_many = LONGEST[measure]
    for words in _statements(text, sentence):
        if len(words) > many:
            severity = Severity.ERROR if len(words) > too_many else Severity.WARNING
            yield Hint(
                advice=Advice.SENTENCE_LONG,
                severity=severity,
                start=words[0].start,
                end=words[-1].end,
                count=len(words),
            )


def _statements(text: Text, sentence: Sentence) -> Iterator[list[Word]]:
    part: list[Word] = []
    for word in sentence.words:
        if part and text.read[part[-1].end : word.start].lstrip('"“”»«)').startswith(":"):
            yield part
            part = []
        part.append(word)
    yield part


def _clauses(text: Text, sentence: Sentence) -> Iterator[Hint]:
    """A second statement in the same sentence: behind a comma, or the first one begins with `Weil`. One hint is enough."""
    semicolon = text.read.find(";", sentence.start, sentence.end)
    if semicolon >= 0:
        yield _hint(Advice.SEMICOLON, semicolon, semicolon + 1)
    commas = [at for at, (one, other) in enumerate(pairwise(sentence.words), 1) if _has_comma(text, one, other)]
    for at in commas:
        if place := _joint(text, sentence.words, at):
            yield _hint(Advice.CLAUSE, place.start, place.end)
            return
    if commas and sentence.words[0].text in _FIRST:
        yield _hint(Advice.CLAUSE, sentence.words[0].start, sentence.words[0].end)
    elif len(commas) > 1:
        word = sentence.words[commas[1]]
        yield _hint(Advice.CLAUSE, word.start, word.end)


def _joint(text: Text, words: tuple[Word, ...], at: int) -> Word | None:
    """The word behind a comma that begins a clause, if it does."""
    word = words[at]
    if word.text in _JOINING and (word.text not in _WITH_ZU or any(each.text == "zu" for each in words[at : at + 12])):
        return word
    relative = at + (word.text in _BEFORE_RELATIVE and at + 1 < len(words))
    if words[relative].text not in _RELATIVE:
        return None
    last = relative
    while last + 1 < len(words) and last - relative < 20 and not _has_comma(text, words[last], words[last + 1]):
        last += 1
    verb = words[last].text
    is_clause = last > relative and verb.islower() and verb not in _NO_VERBS and _VERB.fullmatch(verb)
    return word if is_clause else None


def _has_comma(text: Text, one: Word, other: Word) -> bool:
    return "," in text.read[one.end : min(other.start, one.end + 4)]


def _things(text: Text, sentence: Sentence) -> Iterator[Hint]:
    """Things in a row, as they belong into a list: `Brot, Milch, Käse und Eier`. Two commas of a row are no clauses."""
    words = sentence.words
    commas = [at for at, (one, other) in enumerate(pairwise(words), 1) if _has_comma(text, one, other)]
    if len(commas) < 2:
        return
    last = words[commas[-1] : commas[-1] + LONGEST_ITEM + 1]
    if last[0].text in _AND or not all(_is_thing(words[start:end]) for start, end in pairwise(commas)):
        return
    if ":" in text.read[words[commas[0]].start : last[0].start]:
        return
    with_and = any(word.text in _AND for word in last)
    if len(commas) + 1 + with_and > MOST_IN_A_LINE and _is_thing(last[:1] if with_and else last):
        yield _hint(Advice.LIST, words[commas[0] - 1].start, words[commas[-1]].end)


def _is_thing(words: tuple[Word, ...]) -> bool:
    """Few words that name something: `frisches Brot`, not `weil sie kommt` and not `mit Musik`."""
    first, last = words[0].text, words[-1].text
    if len(words) > LONGEST_ITEM or first in _JOINING or first in _BEFORE_RELATIVE:
        return False
    return len(words) == 1 or last[0].isupper() or last[0].isdigit()


def _headings(text: Text) -> Iterator[Hint]:
    """After seven sentences without a heading one would help."""
    count = 0
    for unit in text.units:
        if unit.kind is UnitKind.HEADING:
            count = 0
        if unit.kind is not UnitKind.LINE:
            continue
        for sentence in unit.sentences:
            count += 1
            if count > MOST_WITHOUT_HEADING:
                word, count = sentence.words[0], 1
                yield Hint(advice=Advice.HEADING, severity=Severity.HINT, start=word.start, end=word.end)


def _hint(advice: Advice, start: int, end: int) -> Hint:
    return Hint(advice=advice, severity=Severity.WARNING, start=start, end=end)
