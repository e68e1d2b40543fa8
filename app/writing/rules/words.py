"""Single words: too long, shortened, not explained, or another one for the same thing (F-13, F-14, F-24, F-25)."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from app.writing.rules import abbreviations, compounds, terms
from app.writing.rules.kinds import Advice, Hint, Severity
from app.writing.rules.splitting import Sentence, Text, Word

LONG, TOO_LONG = 12, 18
"""Letters without a hyphen: more than the first is a warning, more than the second an error."""

_SHORT = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]\. ?){1,3}[^\W\d_]\.|(?<![^\W\d_])(?:" + "|".join(
        sorted({re.escape(form[:-1]) for form in abbreviations.FULL_FORMS if form.count(".") == 1}, key=len, reverse=True)
    ) + r")\.",
    re.IGNORECASE,
)  # fmt: skip
_STREET = re.compile(r"(?<=[a-zäöüß]{3})str\.(?= ?\d)")
_CAPITALS = re.compile(r"(?<![^\W_])[A-ZÄÖÜ]{2,5}(?![\w])")
_ROMAN = re.compile(r"[IVX]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_EXPLAINS = re.compile(
    r"\b(?:heißt|heißen|bedeutet|meint|gemeint|nennt|nennen|Das (?:ist|sind)|ist (?:ein|eine|das|wenn)|sind)\b"
)
_MEETING = re.compile(r"\b(?i:am|beim|zum|vom|(?:nächst|letzt|heutig|erst)e[nsr]?) Forum\b")


def hints(text: Text, names: Collection[str]) -> Iterator[Hint]:
    """`names` are proper names that nobody may divide."""
    yield from _long(text, names)
    yield from _shortened(text)
    yield from _capitals(text)
    yield from _same_thing(text)
    yield from _unexplained(text)


def _long(text: Text, names: Collection[str]) -> Iterator[Hint]:
    own = {part for name in names for part in _LETTERS.findall(name)}
    for word in text.words:
        if len(word.text) <= LONG or word.is_number:
            continue
        for found in _LETTERS.finditer(text.read, word.start, word.end):
            part, length = found[0], len(found[0])
            if length <= LONG or part in own or (compounds.is_whole(part) and length <= TOO_LONG):
                continue
            severity = Severity.ERROR if length > TOO_LONG else Severity.WARNING
            yield Hint(
                advice=Advice.WORD_LONG,
                severity=severity,
                start=found.start(),
                end=found.end(),
                count=length,
                proposal=compounds.divided(part),
            )


def _shortened(text: Text) -> Iterator[Hint]:
    for found in _SHORT.finditer(text.read):
        form = re.sub(r"\. ?(?=.)", ". ", found[0].lower())
        full = abbreviations.FULL_FORMS.get(form)
        if full and _is_meant(found):
            yield _of_match(Advice.ABBREVIATION, found, proposal=_as_written(found[0], full))
    for found in _STREET.finditer(text.read):
        yield _of_match(Advice.ABBREVIATION, found, proposal="straße")


def _is_meant(found: re.Match[str]) -> bool:
    """`max.` is short, `Max.` is a name, `Nr.` stands before a number."""
    form = found[0].lower()
    if form in abbreviations.SMALL_ONLY:
        return found[0].islower()
    return found[0][0].isupper() if form in abbreviations.CAPITAL_ONLY else True


def _as_written(short: str, full: str) -> str:
    return full[0].upper() + full[1:] if short[0].isupper() else full


def _capitals(text: Text) -> Iterator[Hint]:
    """Short words of capitals alone. Whole sentences in capitals are loud, not short."""
    for found in _CAPITALS.finditer(text.read):
        form = found[0]
        if form in abbreviations.KNOWN_TO_ALL or _ROMAN.fullmatch(form) or _is_loud(text.read, found):
            continue
        yield _of_match(Advice.CAPITALS, found, proposal=abbreviations.CAPITALS.get(form, ""))


def _is_loud(read: str, found: re.Match[str]) -> bool:
    """Whether the next word is in capitals, too, and longer than any short form."""
    near = read[max(0, found.start() - 24) : found.end() + 24]
    capitals = [word for word in _LETTERS.findall(near) if word.isupper() and len(word) > 1]
    return len(capitals) > 2


@cache
def _things() -> dict[str, tuple[int, str]]:
    """Each word for one thing, in all its forms: which thing, and the word as we would write it."""
    return {
        form: (number, word)
        for number, group in enumerate(terms.SAME_THING)
        for word in group
        for form in _forms_of(word)
    }  # fmt: skip


def _same_thing(text: Text) -> Iterator[Hint]:
    """Another word for what already has a word in this text."""
    first: dict[int, str] = {}
    said: set[str] = set()
    for number, word, start, end in sorted([*_named(text), *_meetings(text)], key=lambda place: place[2]):
        other = first.setdefault(number, word)
        if word != other and word not in said and not _EXPLAINS.search(text.read, max(0, start - 40), end):
            said.add(word)
            yield Hint(advice=Advice.SYNONYM, severity=Severity.WARNING, start=start, end=end, word=other, proposal=other)


def _named(text: Text) -> Iterator[tuple[int, str, int, int]]:
    known = _things()
    for word in text.words:
        if found := known.get(word.text):
            yield *found, word.start, word.end


def _meetings(text: Text) -> Iterator[tuple[int, str, int, int]]:
    name, word = terms.EVENT
    number = _things()[word][0]
    for found in _MEETING.finditer(text.read):
        yield number, name, found.end() - len(name), found.end()


@cache
def _terms() -> dict[str, str]:
    return {form: term for term in terms.TERMS if " " not in term for form in _forms_of(term)}


def _forms_of(word: str) -> set[str]:
    return {word + ending for ending in terms.ENDINGS} | set(terms.INFLECTED.get(word, ()))


def _unexplained(text: Text) -> Iterator[Hint]:
    """Words of the field where they come first, unless this sentence or the next one explains them."""
    known, seen = _terms(), set()
    sentences = list(text.sentences)
    for at, sentence in enumerate(sentences):
        for term, start, end in _terms_in(text, sentence, known):
            if term in seen:
                continue
            seen.add(term)
            if not _is_explained(text, sentences, at, end):
                yield Hint(
                    advice=Advice.TERM,
                    severity=Severity.WARNING,
                    start=start,
                    end=end,
                    word=term,
                    proposal=terms.TERMS[term],
                )


def _terms_in(text: Text, sentence: Sentence, known: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    for word in sentence.words:
        if term := known.get(word.text.replace("-", "")) or known.get(_joined(word)):
            yield term, word.start, word.end
    for term in (each for each in terms.TERMS if " " in each):
        for form in (term, *terms.INFLECTED.get(term, ())):
            at = text.read.find(form, sentence.start, sentence.end)
            if at >= 0:
                yield term, at, at + len(form)
                break


def _joined(word: Word) -> str:
    """`Sozial-Raum` is `Sozialraum`."""
    first, *rest = word.parts
    return first + "".join(part.lower() for part in rest)


def _is_explained(text: Text, sentences: list[Sentence], at: int, end: int) -> bool:
    here = text.read[end : sentences[at].end]
    if here.lstrip().startswith(("(", ":", "–")) or _EXPLAINS.search(here):
        return True
    if at + 1 == len(sentences):
        return False
    following = sentences[at + 1]
    return _EXPLAINS.search(text.read[following.start : min(following.end, following.start + 60)]) is not None


def _of_match(advice: Advice, found: re.Match[str], proposal: str) -> Hint:
    return Hint(
        advice=advice, severity=Severity.WARNING, start=found.start(), end=found.end(), word=found[0], proposal=proposal
    )
