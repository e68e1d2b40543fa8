"""A campaign with an interviewer, a route, and what a phone sends, for tests."""

from typing import Any
from uuid import UUID, uuid4

from app.kernel.db import db
from app.surveys.models import Campaign, Door, Pair
from tests.surveys import making

CONSENT = "Ich möchte, dass Sie sich bei mir melden."


def team(account_id: UUID, **facts: Any) -> Campaign:
    """A campaign in whose team this account leads talks."""
    made = making.campaign(**facts)
    making.member(made, account_id)
    return made


def route(campaign: Campaign, account_id: UUID, *bells: str) -> list[Door]:
    """Doors at which this account rings."""
    member = making.member(campaign, account_id, name="Bo")
    pair = Pair(campaign_id=campaign.id, asker_id=member.id)
    db.session.add(pair)
    db.session.flush()
    doors = [
        Door(campaign_id=campaign.id, house="Nr. 12", bell=bell, position=place, pair_id=pair.id)
        for place, bell in enumerate(bells, start=1)
    ]
    db.session.add_all(doors)
    db.session.flush()
    return doors


def talk(campaign: Campaign, **changed: Any) -> dict[str, Any]:
    """The fields of a talk as a phone sends them."""
    assert campaign.version_id is not None
    return {
        "talk-client_id": uuid4().hex,
        "talk-version": campaign.version_id.hex,
        "talk-day": "2026-11-16",
        "talk-setting": "home",
        "talk-language": "de",
        "talk-ortsteil_key": "06",
        "talk-people": "1",
        "talk-interviewers": "2",
        "f-gut": "Der Brunnen.",
        "f-stoert": "Am Abend ist es laut.",
        "f-einladung": "ja",
        **changed,
    }


def slip(**changed: Any) -> dict[str, Any]:
    """The fields of a slip as a phone sends them."""
    return {
        "slip-client_id": uuid4().hex,
        "slip-day": "2026-11-16",
        "slip-purposes": ["results"],
        "slip-means": "phone",
        "slip-name": "Ada",
        "slip-phone": "0361 12345",
        "slip-language": "de",
        "slip-ortsteil_key": "06",
        "slip-consent": CONSENT,
        **changed,
    }


def attempt(door: Door, outcome: str = "not_at_home", **changed: Any) -> dict[str, Any]:
    """The fields of a ring as a phone sends them."""
    return {
        "attempt-client_id": uuid4().hex,
        "attempt-door": door.id.hex,
        "attempt-outcome": outcome,
        "attempt-on": "2026-11-16",
        **changed,
    }
