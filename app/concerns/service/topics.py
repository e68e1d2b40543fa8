"""The topics of level 1 are data: staff may rename, order, rest them, and say which are sensitive."""

from uuid import UUID

from app.concerns.models import Topic
from app.kernel import page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation


def change(*, topic: Topic, label: str, position: int, is_sensitive: bool, is_active: bool, account: UUID | None) -> Topic:
    """Say anew what a topic is. A resting topic keeps its concerns; nobody can choose it any more."""
    if not label:
        raise RuleBroken(_("Schreiben Sie bitte einen Namen."), field="label")
    topic.label, topic.position, topic.is_sensitive, topic.is_active = label, position, is_sensitive, is_active
    moderation.log(act="topic.change", subject=f"topic:{topic.key}", account=account)
    page_store.raise_stamp("concerns")
    db.session.flush()
    return topic
