"""Which tables Alembic compares."""

SHADOWS_OF_SEARCH = ("_config", "_content", "_data", "_docsize", "_idx")


def include_object(_object: object, name: str, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """Leave FTS5's own tables alone, and the search tables themselves: they differ between the databases."""
    if kind == "index":
        return not name.endswith("_search_words")
    return not (kind == "table" and name.endswith(("_search", *SHADOWS_OF_SEARCH)))
