"""Signs that not everybody knows (F-22)."""

import re
from collections.abc import Iterator

from app.writing.rules.kinds import Advice, Hint, Severity
from app.writing.rules.splitting import Text

WORDS: dict[str, str] = {
    "&": "und",
    "%": "Prozent",
    "§": "Paragraf",
    "/": "oder",
    "=": "ist",
    "+": "und",
    "€": "Euro",
    "<": "",
    ">": "",
    "→": "",
    "~": "ungefähr",
}
"""What one can write instead."""

_SIGNS = re.compile(r"[&%§/=+€<>→~]")
_BRACKETS = re.compile(r"\([^()\n]{0,300}\)|\[[^\[\]\n]{0,300}\]|[()\[\]]")
_ELLIPSIS = re.compile(r"…|\.{3,8}")
_IN_WORD = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{2,40}(?:[:*_](?:innen|in|r|n|e|frau|mann)|(?<=[rt])/-?in(?:nen)?)\b|"
    r"(?<![^\W\d_])[A-ZÄÖÜ]?[a-zäöüß]{2,40}Innen\b"
)
_QUOTES = re.compile(r"[‚‘‹›]")
_PHONE = re.compile(r"\+\d")


def hints(text: Text) -> Iterator[Hint]:
    in_words = list(_IN_WORD.finditer(text.read))
    taken = {at for found in in_words for at in range(found.start(), found.end())}
    for found in in_words:
        yield _hint(Advice.SIGN_IN_WORD, found, _both(found[0]))
    for found in _SIGNS.finditer(text.read):
        if found.start() not in taken and not _PHONE.match(text.read, found.start()):
            yield _hint(Advice.SIGN, found, WORDS[found[0]])
    for found in _BRACKETS.finditer(text.read):
        yield _hint(Advice.BRACKET, found)
    for found in _ELLIPSIS.finditer(text.read):
        yield _hint(Advice.ELLIPSIS, found)
    for found in _QUOTES.finditer(text.read):
        yield _hint(Advice.NESTED_QUOTE, found)


def _both(word: str) -> str:
    """`Bürger:innen` is `Bürgerinnen und Bürger`; other forms are left to the writer."""
    stem, sign, _ending = word.partition("Innen") if word.endswith("Innen") else re.split(r"([:*_]|/-?)", word, maxsplit=1)
    if (
        not word.endswith(("innen", "Innen"))
        or not sign
        or not stem.endswith(("er", "or", "nachbar", "Nachbar", "ant", "ent", "ist"))
    ):
        return ""
    many = stem if stem.endswith("er") else f"{stem}n" if stem.endswith("bar") else f"{stem}en"
    return f"{stem}innen und {many}"


def _hint(advice: Advice, found: re.Match[str], proposal: str = "") -> Hint:
    return Hint(
        advice=advice, severity=Severity.WARNING, start=found.start(), end=found.end(), word=found[0][:40], proposal=proposal
    )
