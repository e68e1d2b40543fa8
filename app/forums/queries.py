"""What can be asked about forums and about who looks after what."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.accounts.models import Account, AccountOrtsteil
from app.accounts.rules import Asker, Role
from app.forums.models import Forum, ForumMember, ForumOrtsteil
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.places.models import Ortsteil

_WITH_NAMES = selectinload(Forum.ortsteile).load_only(Ortsteil.key, Ortsteil.name)


def all_active() -> Sequence[Forum]:
    """The forums that meet, with their Ortsteile, by name."""
    return _forums(sa.select(Forum).where(Forum.is_active))


def all_forums() -> Sequence[Forum]:
    """Every forum, the resting ones too."""
    return _forums(sa.select(Forum))


def of_ortsteil(key: str) -> Sequence[Forum]:
    """The forums that meet for this Ortsteil."""
    mine = sa.select(ForumOrtsteil.forum_id).where(ForumOrtsteil.ortsteil_key == key)
    return _forums(sa.select(Forum).where(Forum.is_active, Forum.id.in_(mine)))


def find_by_slug(slug: str) -> Forum | None:
    return db.session.scalar(sa.select(Forum).where(Forum.slug == slug).options(_WITH_NAMES))


def name_of(slug: str) -> str | None:
    """How the forum is called that meets under this slug."""
    return db.session.scalar(sa.select(Forum.name).where(Forum.slug == slug, Forum.is_active))


def get_by_slug(slug: str) -> Forum:
    """The forum that meets under this slug; resting ones are not shown."""
    forum = find_by_slug(slug)
    if forum is None or not forum.is_active:
        raise NotFound
    return forum


def get_forum(forum_id: UUID) -> Forum:
    """Any forum, for the people who keep the list."""
    if forum := db.session.get(Forum, forum_id):
        return forum
    raise NotFound


def members(forum_id: UUID) -> Sequence[Account]:
    """Who looks after this forum, by name."""
    ours = sa.select(ForumMember.account_id).where(ForumMember.forum_id == forum_id)
    return db.session.scalars(sa.select(Account).where(Account.id.in_(ours)).order_by(Account.name)).all()


def area_of(account: Account | Asker) -> frozenset[str]:
    """The keys of the Ortsteile that this account looks after.

    They are those of its forums and those it was given beside them; for a city-wide account also all that no forum
    meets for.
    """
    account_id = account.id if isinstance(account, Account) else account.account_id
    of_forums = (
        sa.select(ForumOrtsteil.ortsteil_key)
        .join(ForumMember, ForumMember.forum_id == ForumOrtsteil.forum_id)
        .where(ForumMember.account_id == account_id)
    )
    given = sa.select(AccountOrtsteil.ortsteil_key).where(AccountOrtsteil.account_id == account_id)
    parts: list[sa.Select[str]] = [of_forums, given]
    if account.is_city_wide:
        parts.append(_without_forum())
    return frozenset(db.session.scalars(sa.union(*parts)))


def _without_forum() -> sa.Select[str]:
    looked_after = sa.select(ForumOrtsteil.ortsteil_key).join(Forum).where(Forum.is_active)
    return sa.select(Ortsteil.key).where(Ortsteil.key.not_in(looked_after))


def _forums(wanted: sa.Select[Forum]) -> Sequence[Forum]:
    return db.session.scalars(wanted.options(_WITH_NAMES).order_by(Forum.name)).all()


def looked_after_by(asker: Asker) -> Sequence[Forum]:
    """The forums that meet and lie in the Ortsteile of this account; who keeps the list looks after all."""
    found = all_active()
    if Role.ADMINISTRATOR in asker.roles:
        return found
    mine = area_of(asker)
    return [forum for forum in found if {place.key for place in forum.ortsteile} <= mine]


def known_ortsteile(keys: Iterable[str]) -> Sequence[Ortsteil]:
    """The Ortsteile with these keys."""
    return db.session.scalars(sa.select(Ortsteil).where(Ortsteil.key.in_(list(keys)))).all()
