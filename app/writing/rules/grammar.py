"""Negation, genitive, subjunctive, and whether somebody is spoken to (F-15, F-16, F-18, F-27)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from app.writing.rules.kinds import Advice, Hint, Measure, Severity
from app.writing.rules.lexicon import words_of
from app.writing.rules.splitting import BEGINNING, Sentence, Text, Word

SENTENCES_WITHOUT_READER = 5

_NEGATION = re.compile(
    r"(?:nicht|nichts|nie|niemals|niemand(?:e[nm]|es|s)?|kein(?:e[nmrs]?)?|nirgends|weder)", re.IGNORECASE
)
_ALWAYS_GENITIVE = words_of("des eines meines deines seines ihres unseres eures keines Ihres")
_SOMETIMES_GENITIVE = words_of("dieses jenes jedes")
_ENDS_IN_S_ANYWAY = re.compile(
    r".*(?:haus|eis|gas|glas|gras|maß|los|nis|bus|kreis|preis|mus|fass|schloss|moos|reis|ros|ss|ß|us|as|os|is|chaos|Wort)",
    re.IGNORECASE,
)
_FEMININE = words_of("der dieser jener aller einer keiner unserer Ihrer ihrer seiner meiner")
_HARD = {
    "wegen": "",
    "trotz": "",
    "während": "",
    "aufgrund": "",
    "innerhalb": "in",
    "außerhalb": "nicht in",
    "anhand": "mit",
    "mithilfe": "mit",
    "mittels": "mit",
    "infolge": "",
    "hinsichtlich": "zu",
    "bezüglich": "zu",
    "anlässlich": "zu",
    "seitens": "von",
    "zwecks": "für",
    "gemäß": "nach",
    "zugunsten": "für",
}
_SUBJUNCTIVE = re.compile(r"(?:wäre|hätte|könnte|würde|müsste|dürfte)(?:n|st|t|est|et)?")
_NO_NOUNS = words_of("Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer") | BEGINNING
_PRONOUNS = words_of("er sie es ich man wir ihr Sie das die der ein eine jemand")


def hints(text: Text, measure: Measure) -> Iterator[Hint]:
    for sentence in text.sentences:
        if measure is Measure.EASY:
            yield from _negations(text, sentence)
        yield from _genitives(text, sentence)
        yield from _subjunctives(text, sentence)
    if measure is Measure.EASY:
        yield from _reader(text)


def _negations(text: Text, sentence: Sentence) -> Iterator[Hint]:
    """What is bold already is left alone: that is how a negation may stay."""
    for word in sentence.words:
        if _NEGATION.fullmatch(word.text) and text.read[max(0, word.start - 2) : word.start] != "**":
            yield _hint(Advice.NEGATION, Severity.HINT, word)


def _genitives(text: Text, sentence: Sentence) -> Iterator[Hint]:
    words = sentence.words
    for at, word in enumerate(words):
        small = word.text.lower()
        if small in _HARD and (at == 0 or word.text.islower()):
            yield _hint(Advice.HARD_PREPOSITION, Severity.WARNING, word, proposal=_HARD[small])
        elif word.text in _ALWAYS_GENITIVE or word.text in _SOMETIMES_GENITIVE:
            noun = _noun_after(text, words, at)
            if noun and (word.text == "des" or _has_genitive_ending(word.text, noun.text)):
                proposal = f"von dem {noun.text}" if word.text == "des" and noun is words[at + 1] else ""
                yield _hint(Advice.GENITIVE, Severity.WARNING, word, until=noun, proposal=_without_ending(proposal))
        elif word.text in _FEMININE and at > 1 and _is_noun(words[at - 1]) and _are_together(text, words[at - 1], word):
            noun = _noun_after(text, words, at)
            if noun and not words[at - 1].text.isupper():
                yield _hint(Advice.GENITIVE_MAYBE, Severity.HINT, word, until=noun)


def _noun_after(text: Text, words: tuple[Word, ...], at: int) -> Word | None:
    """The noun that belongs to an article: behind it at once, or behind one or two words in small letters."""
    for one, other in pairwise(words[at : at + 4]):
        if not _are_together(text, one, other):
            return None
        if _is_noun(other):
            return other
        if not other.text.endswith(("en", "er", "es")):
            return None
    return None


def _is_noun(word: Word) -> bool:
    return word.text[0].isupper() and word.text not in _NO_NOUNS


def _are_together(text: Text, one: Word, other: Word) -> bool:
    return not text.read[one.end : other.start].strip()


def _has_genitive_ending(article: str, noun: str) -> bool:
    if not noun.endswith("s"):
        return article in _ALWAYS_GENITIVE and noun.endswith("en") and article != "eines"
    return article in _ALWAYS_GENITIVE or not _ENDS_IN_S_ANYWAY.fullmatch(noun)


def _without_ending(proposal: str) -> str:
    """`von dem Lehrers` is `von dem Lehrer`; where we are not sure, nothing is proposed."""
    if proposal.endswith(("ers", "ms", "ls", "gs", "rts", "ins", "els")):
        return proposal[:-1]
    return ""


def _subjunctives(text: Text, sentence: Sentence) -> Iterator[Hint]:
    for at, word in enumerate(sentence.words):
        following = sentence.words[at + 1].text if at + 1 < len(sentence.words) else ""
        if word.text in {"sei", "seien"}:
            is_asked = following == "Sie" or at == 0 or text.read[sentence.words[at - 1].end : word.start].strip() == ":"
            if not is_asked:
                yield _hint(Advice.SUBJUNCTIVE, Severity.WARNING, word)
        elif _SUBJUNCTIVE.fullmatch(word.text.lower()):
            is_dignity = word.text.startswith("Würde") and following not in _PRONOUNS
            if word.text[0].islower() or (at == 0 and not is_dignity):
                yield _hint(Advice.SUBJUNCTIVE, Severity.WARNING, word)


def _reader(text: Text) -> Iterator[Hint]:
    """A longer text that never says `Sie`."""
    if sum(1 for _ in text.sentences) <= SENTENCES_WITHOUT_READER:
        return
    if not any(
        word.text in {"Sie", "Ihnen", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer", "du", "dir", "dich"} for word in text.words
    ):
        yield Hint(advice=Advice.READER, severity=Severity.HINT, start=0, end=0)


def _hint(advice: Advice, severity: Severity, word: Word, *, until: Word | None = None, proposal: str = "") -> Hint:
    end = (until or word).end
    return Hint(advice=advice, severity=severity, start=word.start, end=end, word=word.text, proposal=proposal)
