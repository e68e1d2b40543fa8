"""The place where all concerns of these tests are."""

import pytest
from flask import Flask

from app.places.models import Ortsteil
from tests import factories


@pytest.fixture
def rieth(app: Flask) -> Ortsteil:
    """An Ortsteil with a forum, among others."""
    factories.ortsteil("07", name="Berliner Platz", lat=51.01, lon=11.02)
    factories.ortsteil("08", name="Alach", lat=51.02, lon=10.93)
    place = factories.ortsteil("06", name="Rieth", lat=51.0, lon=11.01)
    factories.forum("rieth", ["06"], name="Forum Rieth")
    return place
