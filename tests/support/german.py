"""Whether German was left in a page of another language: sentences of ours, and words that only Germans use."""

import re
from collections.abc import Iterator
from functools import cache

from bs4 import BeautifulSoup, NavigableString, Tag

from app.kernel.catalogues import GERMAN_WORDS, PLACEHOLDER
from app.kernel.i18n import CATALOGUES, in_language
from app.kernel.languages import ENGLISH, OFFERED, Language
from scripts import words

GERMAN = {"de", "de-simple"}
OTHERS = tuple(each for each in OFFERED if each.tag not in GERMAN)
SPOKEN = {"title", "aria-label", "placeholder", "alt", "label", "content"}
"""Attributes that people read or hear, beside all that hand words to a script (`data-…`)."""
SILENT = {"script", "style", "template", "code"}
NAMED = {"title", "optgroup"}
"""Where a German name may stand and nothing within can be marked."""
ONLY_GERMAN = re.compile(rf"(?<![\w-])(?:{GERMAN_WORDS}|[A-Za-z]*ß[a-z]*)(?![\w-])")
FEWEST_WORDS = 3
"""A piece of a sentence that is found anywhere must have so many words; a whole text may be a single one."""


def left_in(soup: BeautifulSoup, language: Language, stored: str = "") -> Iterator[str]:
    """Every German text of a page that is not marked as German. What is `stored`, somebody wrote; it is no word of ours."""
    pieces, whole = _messages(language)
    for text, holds_name in dict.fromkeys(_texts(soup)):
        if text in whole and text not in stored:
            yield f"a text of ours: {text}"
        yield from (f"a sentence of ours: {piece}" for piece in pieces if piece in text and piece not in stored)
        found = None if holds_name else ONLY_GERMAN.search(text)
        if found and not _is_stored(text, found, stored):
            yield f"«{found[0]}» in: {text[:200]}"


def left_in_text(text: str, language: Language, stored: str) -> list[str]:
    """Sentences of ours in a text without marks, such as a feed."""
    return [piece for piece in _messages(language)[0] if piece in folded(text) and piece not in stored]


def folded(text: str) -> str:
    return " ".join(text.replace("\xad", "").split())


def _is_stored(text: str, found: re.Match[str], stored: str) -> bool:
    """Whether a word stands there as it was written: with the one before it, or with the one behind it."""
    before, behind = re.findall(r"\w+\W+$", text[: found.start()]), re.findall(r"^\W+\w+", text[found.end() :])
    return any(
        pair in stored for pair in (*(f"{each}{found[0]}" for each in before), *(f"{found[0]}{each}" for each in behind))
    )


def _texts(soup: BeautifulSoup) -> Iterator[tuple[str, bool]]:
    """What stands on a page in a language that is not German, seen or only heard, and whether it may hold a name."""
    for node in soup.find_all(string=True):
        is_shown = type(node) is NavigableString and node.parent.name not in SILENT
        if is_shown and _is_other(node.parent) and (text := folded(node)):
            yield text, node.parent.name in NAMED
    for tag in soup.find_all(True):
        said = [str(value) for name, value in tag.attrs.items() if _is_spoken(name, tag)]
        if said and _is_other(tag):
            yield from ((folded(each), tag.name in NAMED) for each in said)


def _is_spoken(name: str, tag: Tag) -> bool:
    is_button = name == "value" and tag.name == "input" and tag.get("type") in {"submit", "button"}
    return name in SPOKEN or name.startswith("data-") or is_button


def _is_other(tag: Tag) -> bool:
    marked = tag if tag.get("lang") else tag.find_parent(lang=True)
    return marked is not None and marked["lang"] not in GERMAN


@cache
def _messages(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Our German sentences that say something else in this language: pieces to be found anywhere, and whole ones."""
    pieces, whole = set(), set()
    for message in _ours(language):
        if in_language(language, message) == message:
            continue
        if not PLACEHOLDER.search(message):
            whole.add(folded(message))
        longest = max((folded(part) for part in PLACEHOLDER.split(message)), key=len)
        if len(longest.split()) >= FEWEST_WORDS:
            pieces.add(longest)
    return frozenset(pieces), frozenset(whole)


def _ours(language: Language) -> Iterator[str]:
    for name in CATALOGUES if language is ENGLISH else CATALOGUES[:1]:
        for message in words.load(language, name):
            if message.id and not message.context:
                yield message.id if isinstance(message.id, str) else message.id[1]
