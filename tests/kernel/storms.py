"""A house whose outbox other processes empty."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.kernel.db import READING, db
from tests.kernel import mails
from tests.support.databases import SECRET
from tests.support.post import PostServer


@contextmanager
def house_for_processes(world, server: PostServer, rows: int = 3) -> Iterator[dict[str, str]]:
    """Mails that wait, and the environment for workers of their own. Nobody here holds the database meanwhile."""
    for _ in range(rows):
        mails.waiting()
    world.leave()
    with world.app.app_context():
        db.engine.dispose()
        db.engines[READING].dispose()
    try:
        yield {
            "DATABASE_URL": world.app.config["SETTINGS"].database_url,
            "SECRET_KEY": SECRET,
            "CODE_KEY": SECRET[::-1],
            "MAIL_URL": server.url,
            "MAIL_FROM": mails.SENDER,
        }
    finally:
        world.enter()
