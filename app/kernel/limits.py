"""How often something may be tried: exact over all workers, in the database, without an address.

The counter commits in a transaction of its own before the request writes, so a failed attempt counts too.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock, network
from app.kernel.db import Base, own_transaction
from app.kernel.errors import TooOften
from app.kernel.upsert import insert


class Attempts(Base):
    """How often a subject tried a thing in the window that began at `since`."""

    __tablename__ = "attempts"

    subject: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    count: Mapped[int]


def hit(what: str, subject: str, *, per: timedelta) -> int:
    """Count one attempt and say the how-manieth it is in its window."""
    now = clock.now()
    stale = Attempts.since < now - per
    fresh = insert(Attempts).values(subject=f"{what}:{subject}", since=now, count=1)
    counted = fresh.on_conflict_do_update(
        index_elements=[Attempts.subject],
        set_={
            "count": sa.case((stale, 1), else_=Attempts.count + 1),
            "since": sa.case((stale, now), else_=Attempts.since),
        },
    )
    with own_transaction() as connection:
        return int(connection.execute(counted.returning(Attempts.count)).scalar_one())


def allow(what: str, subject: str, *, most: int, per: timedelta) -> None:
    """Count one attempt; raises TooOften when it is one too many."""
    if hit(what, subject, per=per) > most:
        raise TooOften(seconds=int(per.total_seconds()))


def limited(what: str, *, most: int, per: timedelta) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A view that one network may call so often."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def counted(*args: Any, **kwargs: Any) -> Any:
            allow(what, network.token(), most=most, per=per)
            return view(*args, **kwargs)

        return counted

    return decorate


def forget_old_attempts() -> int:
    """Delete counters that have run out. Says how many."""
    with own_transaction() as connection:
        return connection.execute(sa.delete(Attempts).where(Attempts.since < clock.now() - timedelta(days=1))).rowcount
