"""Rows for tests, with everything that a test does not care about already filled in."""

from itertools import count
from typing import Any

from app.accounts.models import Account, AccountOrtsteil, Department, RoleHeld, StaffSession
from app.accounts.rules import Role
from app.concerns.models import Concern, Voice
from app.concerns.rules import Direction, Review, VoiceKind
from app.directory.models import Gremium
from app.directory.rules import Level
from app.forums.models import Forum, ForumMember
from app.kernel import clock, codes
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.places.models import Ortsteil
from app.renditions.models import Rendition

_numbers = count(1)
PASSWORD = "viel Wind über dem Petersberg"


def ortsteil(key: str = "06", **changed: Any) -> Ortsteil:
    """An Ortsteil; the one with this key if it is there already."""
    if found := db.session.get(Ortsteil, key):
        return found
    values = {"name": f"Ortsteil {key}", "type": "grosswohnsiedlung", "lat": 51.0, "lon": 11.0, **changed}
    return _added(Ortsteil(key=key, **values))


def forum(slug: str = "rieth", ortsteile: list[str] | None = None, **changed: Any) -> Forum:
    made = Forum(**{"slug": slug, "name": f"Forum {slug}", **changed})
    made.ortsteile = [ortsteil(key) for key in ortsteile or ["06"]]
    return _added(made)


def gremium(slug: str = "beirat", ortsteile: list[str] | None = None, **changed: Any) -> Gremium:
    """A Gremium that works for these Ortsteile; without them nobody knows for which."""
    made = Gremium(**{"slug": slug, "name": f"Gremium {slug}", "level": Level.NETWORKING, **changed})
    made.ortsteile = [ortsteil(key) for key in ortsteile or []]
    return _added(made)


def rendition(subject: str, part: str, original: str, text: str, **changed: Any) -> Rendition:
    """What everybody reads in plain words in place of this original."""
    said = {"language": "de-simple", "is_shown": True, "original_digest": codes.digest(original), **changed}
    return _added(Rendition(subject=subject, part=part, text=text, **said))


def department(key: str = "amt", **changed: Any) -> Department:
    return _added(Department(**{"key": key, "name": f"Amt {key}", "short": key, **changed}))


def account(*roles: str, ortsteile: list[str] | None = None, forums: list[Forum] | None = None, **changed: Any) -> Account:
    """A member of staff with these roles. Without `ortsteile` or `forums` a quarter worker looks after the whole city."""
    number = next(_numbers)
    for key in ortsteile or []:
        ortsteil(key)
    values = {"email": f"person{number}@example.org", "name": f"Person {number}", "password_hash": "!", **changed}
    made = Account(**values)
    made.roles = [RoleHeld(role=Role(role)) for role in roles]
    made.ortsteile = [AccountOrtsteil(ortsteil_key=key) for key in ortsteile or []]
    _added(made)
    for each in forums or []:
        _added(ForumMember(forum_id=each.id, account_id=made.id))
    return made


def session_of(made: Account) -> str:
    """A login of this account; the value of its cookie."""
    secret = codes.fresh_secret()
    _added(StaffSession(id_hash=codes.digest(secret), account_id=made.id))
    return secret


def concern(**changed: Any) -> Concern:
    """A published concern with its author's voice."""
    number = next(_numbers)
    ortsteil(changed.get("ortsteil_key", "06"))
    values = {
        "sequence": 2026 * 10**8 + 50_000 + number,
        "direction": Direction.PROBLEM,
        "topic_key": "wohnumfeld",
        "ortsteil_key": "06",
        "text": f"Die Bank Nummer {number} ist kaputt.",
        "review": Review.PUBLISHED,
        "reported_on": clock.today(),
        **changed,
    }
    made = _added(Concern(**values))
    voice(made, people=made.people)
    return made


def voice(of: Concern, kind: VoiceKind = VoiceKind.AUTHOR, **changed: Any) -> Voice:
    """Somebody who stands behind a concern; a new person unless one is named."""
    number = next(_numbers)
    values = {
        "concern_id": of.id,
        "kind": kind,
        "support_key": f"supporter {number}" if kind is VoiceKind.SUPPORT else None,
        "person": f"person {number}",
        "quarter": str(Quarter.of_day(of.reported_on)),
        **changed,
    }
    return _added(Voice(**values))


def _added(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
