"""What can be done with a forum."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from app.forums import queries, rules
from app.forums.models import Forum, ForumMember
from app.kernel import page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation


def create(
    *,
    slug: str,
    name: str,
    ortsteil_keys: Collection[str],
    description: str = "",
    place: str = "",
    rhythm: str = "",
    account_id: UUID | None = None,
) -> Forum:
    """Found a forum. Its slug goes on posters and stays as it is."""
    rules.check_slug(slug)
    if queries.find_by_slug(slug):
        raise RuleBroken(_("Diese Kurzadresse hat schon ein anderes Forum."), field="slug")
    forum = Forum(slug=slug, name=name, description=description, place=place, rhythm=rhythm)
    forum.ortsteile = list(queries.known_ortsteile(ortsteil_keys))
    db.session.add(forum)
    return _kept(forum, "forum.create", account_id)


def change(
    *,
    forum: Forum,
    name: str,
    ortsteil_keys: Collection[str],
    description: str,
    place: str,
    rhythm: str,
    is_active: bool,
    account_id: UUID | None = None,
) -> Forum:
    """Say anew what a forum is, where and when it meets and for whom."""
    forum.name, forum.description, forum.place, forum.rhythm = name, description, place, rhythm
    forum.is_active = is_active
    forum.ortsteile = list(queries.known_ortsteile(ortsteil_keys))
    return _kept(forum, "forum.change", account_id)


def entrust(*, forum: Forum, member_ids: Collection[UUID], account_id: UUID | None = None) -> None:
    """Say who looks after a forum, in place of those who did."""
    db.session.execute(sa.delete(ForumMember).where(ForumMember.forum_id == forum.id))
    db.session.add_all(ForumMember(forum_id=forum.id, account_id=member) for member in dict.fromkeys(member_ids))
    _kept(forum, "forum.entrust", account_id)


def _kept(forum: Forum, act: str, account_id: UUID | None) -> Forum:
    db.session.flush()
    page_store.raise_stamp("forums")
    moderation.log(act=act, subject=f"forum:{forum.slug}", account=account_id)
    db.session.flush()
    return forum
