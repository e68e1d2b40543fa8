"""What a meeting is planned to be, and when it cannot be like that."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.rules.kinds import Access, MeetingKind
from app.meetings.rules.when import Span

LONGEST_LINE = 300
LONGEST_TEXT = 5_000
MOST_PEOPLE = 10_000
LINES = ("title", "place", "address", "online_link", "access_note", "facilitator", "minute_taker", "host")
IDS = ("forum_ids", "gremium_ids", "group_ids")
OF_A_HOUSE = ("host", "invited_count", "new_hosts")
"""What is asked of house meetings alone (methods A-63)."""
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
LONG_AGO, FAR_AHEAD = timedelta(days=366), timedelta(days=550)
"""Days further away than these are often slips of the finger, so they are asked about."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a meeting is, where, for whom: everything but its time, so that a series can share it."""

    kind: MeetingKind
    title: str
    purpose: str = ""
    place: str = ""
    address: str = ""
    online_link: str = ""
    access: tuple[Access, ...] = ()
    access_note: str = ""
    interpreting: tuple[str, ...] = ()
    facilitator: str = ""
    minute_taker: str = ""
    host: str = ""
    invited_count: int | None = None
    new_hosts: int | None = None
    is_city_wide: bool = False
    forum_ids: tuple[UUID, ...] = ()
    gremium_ids: tuple[UUID, ...] = ()
    group_ids: tuple[UUID, ...] = ()
    ortsteil_keys: tuple[str, ...] = ()

    def facts(self) -> dict[str, Any]:
        """What stands in the row of the meeting itself, by the names of its columns."""
        own = {name: getattr(self, name) for name in FACTS}
        return {**own, "access": [each.value for each in self.access], "interpreting": list(self.interpreting)}

    def as_json(self) -> dict[str, Any]:
        """The plan as a series keeps it."""
        of_others = {name: [str(each) for each in getattr(self, name)] for name in OF_OTHERS}
        return {**self.facts(), "kind": self.kind.value, **of_others}


OF_OTHERS = (*IDS, "ortsteil_keys")
FACTS = tuple(field.name for field in fields(Plan) if field.name not in OF_OTHERS)
"""What stands in the row of the meeting itself, by the names of its columns."""


def from_json(kept: Mapping[str, Any]) -> Plan:
    """The plan that somebody has kept."""
    read: dict[str, Any] = {
        "kind": MeetingKind(kept["kind"]),
        "access": tuple(Access(each) for each in kept["access"]),
        "interpreting": tuple(kept["interpreting"]),
        "ortsteil_keys": tuple(kept["ortsteil_keys"]),
        **{name: tuple(UUID(str(each)) for each in kept[name]) for name in IDS},
    }
    return Plan(**{**kept, **read})


def check(plan: Plan) -> None:
    """Raise RuleBroken for a plan that cannot be kept."""
    if not any(sign.isalnum() for sign in plan.title):
        raise RuleBroken(_("Geben Sie dem Treffen bitte einen Namen."), field="title")
    for name in LINES:
        if len(getattr(plan, name)) > LONGEST_LINE:
            raise RuleBroken(_("Diese Angabe ist zu lang. Es passen höchstens 300 Zeichen hinein."), field=name)
    if len(plan.purpose) > LONGEST_TEXT:
        raise RuleBroken(_("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein."), field="purpose")
    if plan.online_link and not is_safe_address(plan.online_link):
        raise RuleBroken(_("Die Adresse muss mit https:// beginnen, damit sie sicher ist."), field="online_link")
    _check_house(plan)


def _check_house(plan: Plan) -> None:
    for name in ("invited_count", "new_hosts"):
        if not 0 <= (getattr(plan, name) or 0) <= MOST_PEOPLE:
            raise RuleBroken(_("Geben Sie bitte Zahlen von 0 bis 10000 an."), field=name)
    said = next((name for name in OF_A_HOUSE if getattr(plan, name) not in ("", None)), None)
    if said and plan.kind is not MeetingKind.HOUSE_MEETING:
        raise RuleBroken(_("Das gehört nur zu einer Hausversammlung. Bitte leeren Sie dieses Feld."), field=said)


def check_area(*, is_city_wide: bool, ortsteil_keys: frozenset[str]) -> None:
    """Raise RuleBroken for a meeting that is for nobody (methods C.1)."""
    if not is_city_wide and not ortsteil_keys:
        raise RuleBroken(_("Für wen ist das Treffen? Wählen Sie bitte mindestens einen Ortsteil."), field="ortsteil_keys")


def check_day(span: Span, *, today: date, is_meant: bool, field: str = "first_day") -> None:
    """Raise RuleBroken for a day that is none of ours, or that looks like a slip and was not said to be meant."""
    if span.first_day < FIRST_DAY or span.last_day > LAST_DAY:
        raise RuleBroken(_("Bitte prüfen Sie das Jahr."), field=field)
    if not is_meant and not today - LONG_AGO <= span.first_day <= today + FAR_AHEAD:
        raise RuleBroken(_("Dieser Tag liegt weit weg. Wenn er stimmt, setzen Sie bitte den Haken darunter."), field=field)


def check_reason(reason: str) -> None:
    """Raise RuleBroken when a meeting is cancelled without a word."""
    if not any(sign.isalnum() for sign in reason):
        raise RuleBroken(_("Sagen Sie bitte in einem Satz, warum das Treffen ausfällt."), field="reason")
    if len(reason) > LONGEST_TEXT:
        raise RuleBroken(_("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein."), field="reason")


def is_safe_address(address: str) -> bool:
    """Whether this is a whole address of the encrypted web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and not any(sign.isspace() for sign in address)
