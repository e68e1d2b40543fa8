"""Where a long German word can be divided, as a proposal for a person. The division itself is kept without a sign."""

from functools import lru_cache

from app.writing.rules.parts import FIRSTS, HEADS, WHOLE

LONGEST_READ = 60
"""Longer words are not words."""
SHORTEST_REST = 3
_NO_END = ("vor", "nach", "zu", "ver", "be", "ge", "ent", "hoch", "herunter", "hinunter", "heraus")
"""How no first part ends: what follows belongs to it, as in `Klingelver|suche`."""
_VOWELS = set("aeiouyäöü")
_ENDINGS = ("", "s", "n", "en", "es", "innen")


def divided(word: str) -> str:
    """The word with hyphens where its parts meet, `Nachbarschafts-Forum`; empty where we know no place."""
    parts = parts_of(word)
    return "-".join(part[:1].upper() + part[1:] for part in parts) if len(parts) > 1 else ""


@lru_cache(maxsize=20_000)
def parts_of(word: str) -> tuple[str, ...]:
    """The parts of a word that begins with a capital; only the word itself where nothing is known."""
    small = word.casefold() if "ß" not in word else word.lower()
    if len(small) != len(word) or len(word) > LONGEST_READ or not word[:1].isupper() or small in WHOLE:
        return (word,)
    places = _known(small) or _by_head(small)
    return tuple(word[start:end] for start, end in zip((0, *places), (*places, len(word)), strict=True))


def is_whole(part: str) -> bool:
    """Whether a long part is one that nobody can divide."""
    return part.lower() in WHOLE


def _known(word: str) -> tuple[int, ...]:
    """Places between parts that are all known, as few parts as possible."""
    best: dict[int, tuple[int, ...]] = {0: ()}
    for start in range(len(word)):
        if start not in best:
            continue
        for end in range(start + 2, len(word)):
            is_better = end not in best or len(best[end]) > len(best[start]) + 1
            if is_better and word[start:end] in FIRSTS:
                best[end] = (*best[start], end)
    ends = [best[start] for start in best if start and _is_head(word[start:])]
    return min(ends, key=len, default=())


def _by_head(word: str) -> tuple[int, ...]:
    """The place before a known last part, when what stands before it may be a word."""
    for start in range(SHORTEST_REST, len(word) - 3):
        if _is_head(word[start:]) and _VOWELS & set(word[:start]) and not _belongs_together(word, start):
            return (*_known(word[:start]), start) if start > 12 else (start,)
    return ()


def _belongs_together(word: str, start: int) -> bool:
    """Whether the place lies inside a part: behind a prefix, in the middle of `schl`, behind an umlaut."""
    is_sch = word[:start].endswith("sch") and word[start] in "lmnrw"
    return is_sch or word[start - 1] in "äöü" or word.startswith("veröffent") or word[:start].endswith(_NO_END)


def _is_head(word: str) -> bool:
    return any(word.endswith(ending) and word[: len(word) - len(ending)] in HEADS for ending in _ENDINGS)
