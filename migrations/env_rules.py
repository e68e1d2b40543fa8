"""Which tables Alembic compares."""

SHADOWS_OF_SEARCH = ("_config", "_content", "_data", "_docsize", "_idx")


def include_object(_object: object, name: str, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """Leave FTS5's own tables alone, and the search table itself: it differs between the databases."""
    if kind == "index" and name == "ix_concern_search_words":
        return False
    return not (kind == "table" and (name == "concern_search" or name.endswith(SHADOWS_OF_SEARCH)))
