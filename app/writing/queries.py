"""What the helper must know of the city: names that nobody may divide."""

from collections.abc import Set

from app.kernel.db import only_reading
from app.places import queries as places


def proper_names() -> Set[str]:
    """The names of all Ortsteile."""
    with only_reading():
        return frozenset(places.names().values())
