"""How many talks of campaigns still wait to be read and sorted into themes. `coding` above knows it and registers here.

So nobody here has to look into the capabilities above.
"""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from flask import Flask, current_app

Count = Callable[[Collection[UUID]], Mapping[UUID, int]]
KEY = "unread_talks"


def register(app: Flask, count: Count) -> None:
    """Say who knows it. `count` leaves out campaigns of which everything is read."""
    app.extensions[KEY] = count


def talks(campaign_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """The talks of these campaigns that wait; nobody asks the database for none."""
    count: Count | None = current_app.extensions.get(KEY)
    return count(campaign_ids) if count and campaign_ids else {}
