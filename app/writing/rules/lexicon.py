"""Lists of words, written as people write them: one behind the other."""


def words_of(lines: str) -> frozenset[str]:
    """All words of a text that is nothing but words."""
    return frozenset(lines.split())
