"""Listening campaigns for tests, without detours."""

from datetime import date
from typing import Any
from uuid import UUID

from app.organizing.models import Listener, ListeningCampaign, OneToOne, Prospect
from app.organizing.rules.people import Talk
from app.organizing.rules.plan import Facts
from app.organizing.service import listening as listenings
from app.organizing.service import people
from tests import factories

TODAY = date(2026, 11, 16)


def listening(lead: UUID, *, ortsteile: tuple[str, ...] = ("06",), **facts: Any) -> ListeningCampaign:
    """A listening campaign that began two weeks ago and lasts eight."""
    for key in ortsteile:
        factories.ortsteil(key)
    said = {"title": "Wir hören zu", "starts_on": date(2026, 11, 2), "ends_on": date(2026, 12, 27), **facts}
    return listenings.begin(facts=Facts(ortsteil_keys=ortsteile, **said), account_id=lead)


def listener(of: ListeningCampaign, name: str = "Lea", account: UUID | None = None) -> Listener:
    """Somebody who listens."""
    return listenings.join(listening=of, name=name, listener_account_id=account, account_id=of.lead_id)


def one_to_one(of: ListeningCampaign, by: UUID, name: str = "Ada Lovelace", **said: Any) -> OneToOne:
    """Notes of today, with the agreement of today."""
    talk = Talk(**{"name": name, "day": TODAY, "agreed_on": TODAY, **said})
    return people.write_down(listening=of, talk=talk, account_id=by)


def prospect(of: ListeningCampaign, by: UUID, name: str = "Grace Hopper", listener: Listener | None = None) -> Prospect:
    """A name to visit."""
    return people.note_name(listening=of, name=name, listener=listener, account_id=by)
