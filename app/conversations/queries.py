"""Every SELECT about talks. Lists come in the order of their random ids, never in the order in which they came."""

import sqlalchemy as sa

from app.conversations.models import Conversation
from app.kernel.db import db
from app.kernel.errors import NotFound


def find_by_client_hash(client_hash: str) -> Conversation | None:
    return db.session.scalar(sa.select(Conversation).where(Conversation.client_hash == client_hash))


def get_by_client_hash(client_hash: str) -> Conversation:
    if found := find_by_client_hash(client_hash):
        return found
    raise NotFound
