""" "Betrifft mich auch": somebody stands behind another's concern, once, and may take that back."""

from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from app.concerns import rules
from app.concerns.models import Concern, Voice
from app.concerns.rules import Review, VoiceKind
from app.kernel import clock, page_store
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.kernel.person import Person
from app.kernel.quarter import Quarter
from app.kernel.upsert import insert

QUARTERS_OF_A_COOKIE = 5


def support(*, concern: Concern, supporter: Person) -> None:
    """Count this person behind a concern. Again, by the same person, changes nothing.

    Somebody without the cookie is known by the network and day alone, so such supports count once a day.
    """
    if concern.review is not Review.PUBLISHED:
        raise NotFound
    if db.session.scalar(sa.select(Voice.id).where(*_own(concern, supporter))) is None:
        counted = db.session.execute(_voice(concern, supporter)).scalar_one_or_none()
        _count(concern, 0 if counted is None else 1)


def take_back(*, concern: Concern, supporter: Person) -> None:
    """Count this person no longer. Only the browser that said so can take it back."""
    if supporter.network is None and not supporter.at_counter:
        gone = db.session.execute(sa.delete(Voice).where(*_own(concern, supporter)).returning(Voice.id)).all()
        _count(concern, -len(gone))


def _voice(concern: Concern, supporter: Person) -> Any:
    quarter = str(Quarter.of_day(clock.today()))
    counted_set = rules.counted_set(quarter)
    row = {
        "id": uuid4(),
        "concern_id": concern.id,
        "kind": VoiceKind.SUPPORT,
        "support_key": _key(concern, supporter),
        "person": supporter.hashed(counted_set),
        "network": supporter.network_hashed(counted_set),
        "people": 1,
        "quarter": quarter,
    }
    once = insert(Voice).values(row).on_conflict_do_nothing(index_elements=[Voice.concern_id, Voice.support_key])
    return once.returning(Voice.id)


def _key(concern: Concern, supporter: Person) -> str:
    """What makes a support of this concern unique."""
    counted_set = f"support:{concern.id}"
    return supporter.network_hashed(counted_set) or supporter.hashed(counted_set)


def _own(concern: Concern, supporter: Person) -> list[sa.ColumnElement[bool]]:
    """The support that this person gave before: with the cookie, or without it in the act that brought the cookie."""
    hashes = [supporter.hashed(rules.counted_set(quarter)) for quarter in _quarters_of_a_cookie()]
    own = sa.or_(Voice.support_key == _key(concern, supporter), Voice.person.in_(hashes))
    return [Voice.concern_id == concern.id, Voice.kind == VoiceKind.SUPPORT, own]


def _quarters_of_a_cookie() -> list[str]:
    """This quarter and the four before it: a cookie that is still there was given in one of them."""
    quarters = [Quarter.of_day(clock.today())]
    while len(quarters) < QUARTERS_OF_A_COOKIE:
        quarters.append(quarters[-1].previous)
    return [str(quarter) for quarter in quarters]


def _count(concern: Concern, difference: int) -> None:
    if difference:
        raised = sa.update(Concern).where(Concern.id == concern.id).values(supports=Concern.supports + difference)
        db.session.execute(raised, execution_options={"synchronize_session": False})
        db.session.refresh(concern, ["supports"])
        page_store.raise_stamp("concerns")
