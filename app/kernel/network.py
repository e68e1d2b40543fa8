"""Where an act came from, without keeping an address.

A network token is an HMAC of the address prefix under a random key of the day. The key is deleted after a day, and with it
every way back. The address itself is stored and logged nowhere.
"""

import ipaddress
from datetime import date, timedelta

import sqlalchemy as sa
from flask import request
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock, codes
from app.kernel.db import Base, own_transaction
from app.kernel.upsert import insert

KEPT = timedelta(days=1)


class DailyKey(Base):
    """The random key of one day. No key outlives the next day."""

    __tablename__ = "daily_key"

    day: Mapped[date] = mapped_column(primary_key=True)
    key: Mapped[str]


def token() -> str:
    """The token of the network that this request came from, for today. Call it before the request writes."""
    day = clock.today()
    return codes.keyed("network", f"{_key_of(day)}\0{_prefix(request.remote_addr or '')}")


def forget_old_keys() -> int:
    """Delete the keys of earlier days. Says how many."""
    with own_transaction() as connection:
        return connection.execute(sa.delete(DailyKey).where(DailyKey.day < clock.today() - KEPT)).rowcount


def _prefix(address: str) -> str:
    """The network part of an address: /24 for IPv4, /56 for IPv6."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    length = 24 if ip.version == 4 else 56
    return str(ipaddress.ip_network((ip, length), strict=False))


def _key_of(day: date) -> str:
    find = sa.select(DailyKey.key).where(DailyKey.day == day)
    with own_transaction() as connection:
        if key := connection.scalar(find):
            return key
        connection.execute(insert(DailyKey).values(day=day, key=codes.fresh_secret()).on_conflict_do_nothing())
        return connection.scalars(find).one()
