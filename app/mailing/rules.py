"""What mails are for, how long we may keep an address, and what a letter is. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from app.kernel.mail import Calendar


class Purpose(StrEnum):
    """What somebody wants mails for. Who stops one goes on getting the others."""

    INVITATIONS = "invitations"
    TASKS = "tasks"
    RESULTS = "results"


SEGMENTS = {Purpose.INVITATIONS: "einladungen", Purpose.TASKS: "aufgaben", Purpose.RESULTS: "ergebnisse"}
"""How a purpose is called in addresses."""

OFFERED = (Purpose.INVITATIONS,)
"""What people without an account may ask for."""

FOR_STAFF = (Purpose.INVITATIONS, Purpose.TASKS)
"""What members of staff get, unless they stop it."""

MOST_A_DAY = 5
"""How many mails strangers may cause to one address in a day."""

UNCONFIRMED_FOR = timedelta(days=7)
"""How long we wait for the click in the mail before the address is deleted."""

YEARS = 2
"""How long an address is kept after its owner last said yes."""

ASKED_BEFORE = timedelta(days=30)
"""How long before the end we ask whether somebody wants to stay."""


class Holder(StrEnum):
    """Who gets a mail: somebody with a subscription, a member of staff, or a named contact who left an address."""

    SUBSCRIPTION = "abo"
    ACCOUNT = "konto"
    ADDRESS = "adresse"


@dataclass(frozen=True, kw_only=True)
class Reader:
    """One who gets mails for one purpose. `key` is the id of the row, or half of the hash of an address."""

    holder: Holder
    purpose: Purpose
    key: UUID

    def __str__(self) -> str:
        return f"{self.holder}.{SEGMENTS[self.purpose]}.{self.key.hex}"


_READER = re.compile(rf"({'|'.join(Holder)})\.({'|'.join(SEGMENTS.values())})\.([0-9a-f]{{32}})")


def reader_named(name: str) -> Reader | None:
    """The reader whose name this is, the other way round of `str(reader)`."""
    if not (found := _READER.fullmatch(name)):
        return None
    purpose = next(purpose for purpose, segment in SEGMENTS.items() if segment == found[2])
    return Reader(holder=Holder(found[1]), purpose=purpose, key=UUID(found[3]))


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What one mail says, in one language: a line and plain text, and perhaps a date for the calendar."""

    subject: str
    text: str
    calendar: Calendar | None = None


def end_of(confirmed_on: date) -> date:
    """The day on which a subscription ends that is confirmed or renewed on this day."""
    try:
        return confirmed_on.replace(year=confirmed_on.year + YEARS)
    except ValueError:  # 29 February
        return confirmed_on.replace(year=confirmed_on.year + YEARS, day=28)


def prefix_and_key(subject: str) -> tuple[str, str]:
    """The two parts of a subject: `forum:rieth` is the forum with the slug `rieth`."""
    prefix, _colon, key = subject.partition(":")
    return prefix, key
