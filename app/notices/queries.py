"""What can be asked about notices. Staff see those of their own area; administrators see all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.accounts.rules import Asker, Role
from app.concerns import rules as concern_rules
from app.concerns.models import Concern
from app.concerns.queries import public as concerns
from app.concerns.rules import Review
from app.forums import queries as forums
from app.kernel import codes
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.notices.models import Notice
from app.notices.rules import CODE, Kind

MOST = 200
"""So many open notices one page shows; who has more answers the first ones first."""
ANSWERED = 50


@dataclass(frozen=True, kw_only=True)
class Open:
    """How many notices wait, and by when the first of them must be answered."""

    count: int
    first_due: date | None


def find_by_code(typed: str) -> Notice | None:
    """The notice of this number; one slow hash for a right one as for a wrong one."""
    hashed = codes.slow(CODE, concern_rules.code_digits(typed))
    return db.session.scalars(sa.select(Notice).where(Notice.code_hash == hashed)).one_or_none()


def find_by_client_key(client_key: str) -> Notice | None:
    return db.session.scalars(sa.select(Notice).where(Notice.client_key == client_key)).one_or_none()


def waiting_for(asker: Asker) -> Sequence[Notice]:
    """What waits for the one who asks: what looks like a person first, then by the day it is due."""
    wanted = sa.select(Notice).where(*_of(asker), Notice.outcome.is_(None))
    return db.session.scalars(wanted.order_by(Notice.suspicion != "", Notice.due_on, Notice.id).limit(MOST)).all()


def answered_for(asker: Asker) -> Sequence[Notice]:
    """What was answered last."""
    wanted = sa.select(Notice).where(*_of(asker), Notice.outcome.is_not(None))
    return db.session.scalars(wanted.order_by(Notice.answered_on.desc(), Notice.id).limit(ANSWERED)).all()


def count_open(asker: Asker) -> Open:
    wanted = sa.select(sa.func.count(Notice.id), sa.func.min(Notice.due_on)).where(*_of(asker), Notice.outcome.is_(None))
    count, first = db.session.execute(wanted).one()
    return Open(count=count, first_due=first)


def get_for(asker: Asker, notice_id: UUID) -> Notice:
    """The notice with this id, if it is the affair of the one who asks."""
    wanted = sa.select(Notice).where(Notice.id == notice_id, *_of(asker))
    if found := db.session.scalars(wanted).one_or_none():
        return found
    raise NotFound


def others_about_the_same(notice: Notice) -> Sequence[Notice]:
    """Further open notices about the same text."""
    if notice.kind is not Kind.CONTENT:
        return ()
    about = Notice.concern_id == notice.concern_id if notice.concern_id else Notice.address == notice.address
    wanted = sa.select(Notice).where(Notice.kind == Kind.CONTENT, Notice.outcome.is_(None), Notice.id != notice.id, about)
    return db.session.scalars(wanted.order_by(Notice.id)).all()


def concern_with(number: str) -> Concern | None:
    """The concern that everybody reads under this number, or the one it was merged into."""
    try:
        found = concerns.get_readable(number)
        is_merged = found.review is Review.MERGED
        return concerns.get_readable(concerns.number_merged_into(found)) if is_merged else found
    except NotFound:
        return None


def _of(asker: Asker) -> tuple[sa.ColumnElement[bool], ...]:
    """Texts of concerns are the affair of whoever looks after their Ortsteil; all else is that of the whole city."""
    if Role.ADMINISTRATOR in asker.roles:
        return ()
    mine = sa.select(Concern.id).where(Concern.ortsteil_key.in_(forums.area_of(asker)))
    own = Notice.concern_id.in_(mine)
    return (sa.or_(own, Notice.concern_id.is_(None)) if asker.is_city_wide else own,)
