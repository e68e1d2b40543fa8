"""Every SELECT about talks. Lists come in the order of their random ids, never in the order in which they came."""

from collections.abc import Iterable

import sqlalchemy as sa

from app.conversations.models import Conversation
from app.kernel.db import db


def find_by_client_hash(client_hash: str) -> Conversation | None:
    return db.session.scalar(sa.select(Conversation).where(Conversation.client_hash == client_hash))


def payload_hashes(client_hashes: Iterable[str]) -> dict[str, str]:
    """The hashes of what was said in those of these talks that are here already, by the hashes of their ids."""
    wanted = sa.select(Conversation.client_hash, Conversation.payload_hash)
    found = db.session.execute(wanted.where(Conversation.client_hash.in_(list(client_hashes))))
    return {row.client_hash: row.payload_hash for row in found}
