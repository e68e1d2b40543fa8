"""Fixtures of the mailing's tests."""

import pytest

from tests import factories
from tests.kernel import mails


@pytest.fixture
def forum(app):
    return factories.forum("rieth", ["06"], name="Forum Rieth")


@pytest.fixture
def post(app):
    """The mail server. `post.come()` lets a worker send all that waits, and gives what has arrived so far."""
    with mails.known_to(app) as server:
        worker = mails.worker(app)

        def come():
            assert mails.sent_by(worker)
            return server.letters

        server.come = come  # type: ignore[attr-defined]
        yield server
