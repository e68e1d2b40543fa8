"""What an action group must be (methods A-53)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.rules.kinds import GroupStatus
from app.meetings.rules.plan import FIRST_DAY, LAST_DAY, LONGEST_LINE, LONGEST_TEXT

REMINDED_EVERY = timedelta(days=30)
"""Staff hear of a group without a next date at most so often."""

FREEMAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "gmx.de",
        "gmx.net",
        "gmx.at",
        "web.de",
        "t-online.de",
        "freenet.de",
        "outlook.com",
        "outlook.de",
        "hotmail.com",
        "hotmail.de",
        "live.com",
        "live.de",
        "yahoo.com",
        "yahoo.de",
        "icloud.com",
        "me.com",
        "aol.com",
        "mail.de",
        "posteo.de",
        "arcor.de",
        "protonmail.com",
        "proton.me",
        "mailbox.org",
        "ukr.net",
        "mail.ru",
    ]
)
"""Where people have their own addresses. A group may have one there too, but that is worth a question."""
_MOBILE = re.compile(r"(?<!\d)(?:0|(?:\+|00)\s*49\s*(?:\(0\))?)[\s/-]*1[\s/-]*[567](?:[\s/-]*\d){6,}")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a group is, how one reaches it, and when it meets next. Empty means: not known."""

    name: str
    theme: str = ""
    topic_key: str | None = None
    description: str = ""
    contact: str = ""
    status: GroupStatus = GroupStatus.FOUNDED
    founded_on: date
    next_on: date | None = None
    next_note: str = ""
    forum_id: UUID | None = None
    is_public: bool = True


LINES = ("name", "theme", "contact", "next_note")


def check(facts: Facts, *, today: date, is_role_address: bool) -> None:
    """Raise RuleBroken for a group that cannot be so. `is_role_address`: staff say that the address is the group's own."""
    if not any(sign.isalnum() for sign in facts.name):
        raise RuleBroken(_("Geben Sie der Gruppe bitte einen Namen."), field="name")
    for name in LINES:
        if len(getattr(facts, name)) > LONGEST_LINE:
            raise RuleBroken(_("Diese Angabe ist zu lang. Es passen höchstens 300 Zeichen hinein."), field=name)
    if len(facts.description) > LONGEST_TEXT:
        raise RuleBroken(_("Der Text ist zu lang. Es passen höchstens 5000 Zeichen hinein."), field="description")
    for name, day in (("founded_on", facts.founded_on), ("next_on", facts.next_on)):
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise RuleBroken(_("Bitte prüfen Sie das Jahr."), field=name)
    if facts.founded_on > today:
        raise RuleBroken(_("Dieser Tag liegt in der Zukunft. Seit wann gibt es die Gruppe?"), field="founded_on")
    if looks_private(facts.contact) and not is_role_address:
        raise RuleBroken(
            _(
                "Das sieht nach der Adresse eines einzelnen Menschen aus. Alle können sie lesen. Nehmen Sie bitte eine "
                "Adresse der Gruppe oder des Stadtteilzentrums, oder setzen Sie den Haken darunter."
            ),
            field="contact",
        )


def check_next(*, before: date | None, after: date | None, today: date) -> None:
    """Raise RuleBroken for a next date that is over. One that was there already may stay."""
    if after is not None and after < today and after != before:
        raise RuleBroken(_("Dieser Tag ist schon vorbei."), field="next_on")


def looks_private(contact: str) -> bool:
    """Whether a way to reach a group seems to be somebody's own: a mailbox where people have theirs, or a mobile phone."""
    words = contact.casefold().replace(",", " ").replace(";", " ").split()
    domains = {word.rpartition("@")[2].strip(".<>()") for word in words if "@" in word}
    return bool(domains & FREEMAIL) or bool(_MOBILE.search(contact))
