"""Counting syllables of German words by their groups of vowels (methods F-40)."""

import re
from functools import lru_cache

_VOWELS = "aeiouyäöüáàâéèêëíìîïóòôúùûåæøœ"
_TOGETHER = ("ie", "ei", "ai", "au", "äu", "eu", "oi", "ui", "ey", "ay", "oy", "aa", "ee", "oo", "ou")
_IN_IE = "famili|petersili|lili|seri|lini|foli|akti|studi|prämi|feri|medi|materi|kastani|bakteri|immobili"
_LANDS = "itali|spani|belgi|brasili|syri|albani|rumäni|bulgari|serbi|kroati|georgi|indi|asi|arabi|somali"
_APART = (
    (re.compile(r"qu"), "q"),
    (re.compile(r"^y(?=[aeiouäöü])"), "j"),
    (re.compile(r"^be(?=end|eil|ein[dfs]|einträ|erd|ehr)"), "be|"),
    (re.compile(r"^ge(?=ehr|eig|ein[it]|eil|impf|end|erb|ernt)"), "ge|"),
    (re.compile(rf"({_IN_IE})e(?![rvi])"), r"\1|e"),
    (re.compile(rf"({_LANDS})en"), r"\1|en"),
    (re.compile(r"(mus|lyz|petrol|linol)eum"), r"\1e|um"),
    (re.compile(r"jubiläum"), "jubilä|um"),
    (re.compile(r"ideen"), "ide|en"),
    (re.compile(r"^ko(?=op|ord)"), "ko|"),
    (re.compile(r"ukrain"), "ukra|in"),
    (re.compile(r"naiv"), "na|iv"),
    (re.compile(r"team"), "tim"),
    (re.compile(r"online|website|update|download|homepage"), "onlain"),
)  # fmt: skip
"""Where the groups of vowels mislead: `|` parts two syllables, or a foreign word is written as it is spoken."""


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word has; a number counts as one."""
    read = word.lower()
    for pattern, spoken in _APART:
        read = pattern.sub(spoken, read)
    count, at = 0, 0
    while at < len(read):
        if read[at] not in _VOWELS:
            at += 1
            continue
        count += 1
        at += 2 if read[at : at + 2] in _TOGETHER else 1
    return max(1, count)
