"""Words that hint at a theme. A suggestion is only ever shown; somebody applies it or not (product 2.11)."""

import re
from collections.abc import Iterable, Mapping

from app.kernel import search

SHORTEST = 3
"""Shorter words hint at nothing."""


def words_of(line: str) -> tuple[str, ...]:
    """The words of a rule as they were typed, separated by commas or lines; `spiel*` means all words that begin so."""
    typed = (" ".join(word.split()) for word in re.split(r"[,;\n]", line))
    return tuple(dict.fromkeys(word for word in typed if len(search.folded(word)) >= SHORTEST))


def suggested(text: str, rules: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The themes whose words stand in a text, those with most hits first, then in the order of `rules`.

    Words are compared as the search does it: without case and accents, by their stem; the beginning of a word as it stands.
    """
    said, begun = f" {search.normalised(text)} ", f" {search.folded(text)} "
    hits = {theme: sum(_stands(word, said, begun) for word in words) for theme, words in rules.items()}
    return tuple(sorted((theme for theme, number in hits.items() if number), key=lambda theme: -hits[theme]))


def _stands(word: str, said: str, begun: str) -> bool:
    """Whether a word, or one that begins so, stands between the spaces of a text."""
    if word.endswith("*"):
        return f" {search.folded(word)}" in begun
    return f" {search.normalised(word)} " in said
