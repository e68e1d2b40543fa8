"""One way of searching on both databases and in all scripts.

Words are folded (case, accents, ß, đ, ı) and cut to their stem, when they are stored and when they are asked for. SQLite
looks them up in an FTS5 table, PostgreSQL in a `tsvector` of the plain configuration.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"\w+", re.UNICODE)
_FOLDED = str.maketrans({"ß": "ss", "đ": "d", "ı": "i", "ł": "l", "ø": "o", "æ": "ae"})
_STEMMERS = {"LATIN": "german", "CYRILLIC": "russian", "ARABIC": "arabic"}
LONGEST_WORD = 60


def normalised(text: str) -> str:
    """The words of a text as the index keeps them, separated by spaces."""
    return " ".join(_stem(word) for word in _words(text))


def folded(text: str) -> str:
    """The words of a text without case and accents, separated by spaces, not cut to their stem."""
    return " ".join(_words(text))


def wanted_words(question: str, *, most: int = 8) -> list[str]:
    """The words somebody looks for, in the same form; empty when there is nothing to look for."""
    return list(dict.fromkeys(_stem(word) for word in _words(question)))[:most]


def fts5_question(words: list[str]) -> str:
    """A question for FTS5: all these words."""
    return " ".join(f'"{word}"' for word in words)


def fts5_question_begun(words: list[str]) -> str:
    """A question for FTS5: all these words, of which the last one may go on."""
    return fts5_question(words) + "*"


def tsquery(words: list[str]) -> str:
    """A question for to_tsquery('simple', …): all these words."""
    return " & ".join(f"'{word}'" for word in words)


def tsquery_begun(words: list[str]) -> str:
    """A question for to_tsquery('simple', …): all these words, of which the last one may go on."""
    return tsquery(words) + ":*"


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED))
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain.replace("_", " "))]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    script = unicodedata.name(word[0], "LATIN").split()[0]
    algorithm = _STEMMERS.get(script)
    return str(_stemmer(algorithm).stemWord(word)) if algorithm else word


@lru_cache
def _stemmer(algorithm: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(algorithm)
