"""Which departments have promised an answer, and by when: the open referrals."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.accounts.rules import Asker, Role
from app.concerns import rules
from app.concerns.models import Concern, ProgressEntry
from app.concerns.rules import Progress, Review
from app.forums import queries as forums
from app.kernel.db import db
from app.kernel.errors import NotFound

MOST = 200
"""So many open promises are shown at once, the most urgent first."""


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A concern that waits for a department, with the entry that says until when."""

    concern: Concern
    referral: ProgressEntry


def open_for(asker: Asker, *, until: date | None = None) -> list[Promise]:
    """The open referrals that are the business of the one who asks, the earliest promise first."""
    found = _open(asker).order_by(ProgressEntry.promised_on, Concern.sequence).limit(MOST)
    if until is not None:
        found = found.where(ProgressEntry.promised_on <= until)
    return [Promise(concern=concern, referral=referral) for concern, referral in db.session.execute(found)]


def count_open_for(asker: Asker, *, until: date) -> tuple[int, date | None]:
    """How many answers are promised until this day, and the earliest of these days."""
    wanted = _open(asker).where(ProgressEntry.promised_on <= until)
    counted = wanted.with_only_columns(sa.func.count(Concern.id), sa.func.min(ProgressEntry.promised_on))
    return db.session.execute(counted).one()


def get_for(asker: Asker, number: str) -> Concern:
    """The published concern about whose progress the one who asks may write."""
    sequence = rules.sequence_of(number)
    found = sa.select(Concern).where(Concern.sequence == sequence, Concern.review == Review.PUBLISHED)
    mine = sa.select(Concern.id).where(_may_write(asker))
    if concern := db.session.scalars(found.where(Concern.id.in_(mine))).one_or_none():
        return concern
    raise NotFound


def open_referral_of(concern: Concern) -> ProgressEntry | None:
    """The referral to which a concern's department still owes the answer."""
    if concern.progress is not Progress.REFERRED:
        return None
    return db.session.scalars(
        sa.select(ProgressEntry).where(_is_newest_referral(), ProgressEntry.concern_id == concern.id)
    ).first()


def _open(asker: Asker) -> sa.Select[Concern, ProgressEntry]:
    return (
        sa.select(Concern, ProgressEntry)
        .join(ProgressEntry, ProgressEntry.concern_id == Concern.id)
        .where(
            Concern.review == Review.PUBLISHED,
            Concern.progress == Progress.REFERRED,
            _is_newest_referral(),
            sa.or_(_looks_after(asker), _is_own_department(asker)),
        )
    )


def _is_newest_referral() -> sa.ColumnElement[bool]:
    newer = aliased(ProgressEntry)
    is_newer = sa.tuple_(newer.happened_on, newer.written_at) > sa.tuple_(
        ProgressEntry.happened_on, ProgressEntry.written_at
    )
    later = sa.exists().where(newer.concern_id == ProgressEntry.concern_id, newer.step == Progress.REFERRED, is_newer)
    return sa.and_(ProgressEntry.step == Progress.REFERRED, ~later)


def _may_write(asker: Asker) -> sa.ColumnElement[bool]:
    """Those who look after its Ortsteil or after the whole city; a department as long as it owes an answer."""
    owed = (
        sa.select(ProgressEntry.concern_id)
        .where(_is_own_department(asker), _is_newest_referral())
        .where(Concern.progress == Progress.REFERRED)
    )
    return sa.or_(_looks_after(asker), Concern.id.in_(owed))


def _is_own_department(asker: Asker) -> sa.ColumnElement[bool]:
    if Role.DEPARTMENT_CONTACT in asker.roles:
        return ProgressEntry.department_key == asker.department_key
    return sa.false()


def _looks_after(asker: Asker) -> sa.ColumnElement[bool]:
    if Role.PLANNING_COORDINATOR in asker.roles:
        return sa.true()
    if Role.QUARTER_WORKER in asker.roles:
        return Concern.ortsteil_key.in_(forums.area_of(asker))
    return sa.false()


def answers_for_a_department(asker: Asker) -> bool:
    """Whether somebody answers for a department and looks after nothing else."""
    return not {Role.PLANNING_COORDINATOR, Role.QUARTER_WORKER} & asker.roles
