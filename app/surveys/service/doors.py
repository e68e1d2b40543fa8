"""Doors are written down, put in order, given to pairs, rung at, and forgotten when the main survey ends (A-13, A-34)."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

import sqlalchemy as sa

from app.kernel import clock, codes
from app.kernel.db import db
from app.kernel.errors import NotFound, RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.upsert import insert
from app.moderation import service as moderation
from app.surveys.models import Campaign, ContactAttempt, Door, Pair
from app.surveys.queries import overview
from app.surveys.queries import team as queries
from app.surveys.queries.team import House
from app.surveys.rules import phases
from app.surveys.rules import team as rules
from app.surveys.rules.kinds import Outcome, Phase


class Taken(StrEnum):
    """What became of a ring that was sent."""

    NEW = "new"
    KNOWN = "known"
    OTHER = "other"
    """Another ring has come under the same id: nothing was changed."""
    GONE = "gone"
    """The door is forgotten already, or was never one of this campaign: there is nothing to keep."""


def add(*, campaign: Campaign, house: str, count: int | None, lines: str, account_id: UUID | None) -> int:
    """Write down the doors of a house at the end of the route. Says how many are new: what is there stays as it is."""
    overview.hold(campaign)
    check_open(campaign)
    rules.check_house(house, count, lines)
    there = queries.doors_of(campaign)
    name = rules.tidy(house)
    known = {door.bell for door in there if door.house == name}
    fresh = [bell for bell in rules.bells(count, lines) if bell not in known]
    if len(there) + len(fresh) > rules.MOST_DOORS:
        raise RuleBroken(_("Eine Befragung hat höchstens %(most)s Türen.", most=rules.MOST_DOORS))
    places = enumerate(fresh, start=max((door.position for door in there), default=0) + 1)
    db.session.add_all(Door(campaign_id=campaign.id, house=name, bell=bell, position=place) for place, bell in places)
    db.session.flush()
    _in_order(queries.houses_of(campaign))
    if fresh:
        _log(campaign, "campaign.doors", account_id, note=str(len(fresh)))
    return len(fresh)


def move(*, campaign: Campaign, house: House, up: bool) -> None:
    """One house up or down on the route."""
    overview.hold(campaign)
    houses = queries.houses_of(campaign)
    here = next(each for each in houses if each.name == house.name)
    _in_order(rules.moved(houses, here, up=up))


def give(*, campaign: Campaign, door_ids: Iterable[UUID], pair: Pair | None, account_id: UUID | None) -> int:
    """Give doors to a pair, or to nobody. Raises RuleBroken if at one of them somebody has refused (A-13)."""
    overview.hold(campaign)
    check_open(campaign)
    doors = queries.held_doors(campaign, door_ids)
    if not doors:
        raise RuleBroken(_("Wählen Sie bitte mindestens eine Tür."), field="doors")
    if any(door.is_refused for door in doors):
        message = _("An einer dieser Türen möchte niemand gefragt werden. Dort klingelt in dieser Befragung niemand mehr.")
        raise RuleBroken(message, field="doors")
    for door in doors:
        door.pair_id = pair.id if pair else None
    _log(campaign, "campaign.route", account_id, note=str(len(doors)))
    return len(doors)


def remove(*, campaign: Campaign, door: Door, account_id: UUID | None) -> None:
    """Take a door away that does not exist. Where somebody has rung, it stays: a refusal would be forgotten."""
    overview.hold(campaign)
    check_open(campaign)
    if not queries.held_doors(campaign, [door.id]):
        raise NotFound
    if door.is_refused or door.is_reached or queries.has_attempts(door):
        raise RuleBroken(_("Hier wurde schon geklingelt. Deshalb bleibt diese Tür auf der Liste."))
    db.session.delete(door)
    _log(campaign, "campaign.doors", account_id, note="-1")


def attempt(*, campaign: Campaign, door_id: UUID, outcome: Outcome, on: date | None, client_id: str) -> Taken:
    """Note how ringing at a door ended, once, however often it is sent. Who refused stands on no route any more.

    Never in one transaction with a talk: the two must not be told to belong together (A-33).
    """
    found = queries.held_doors(campaign, [door_id])
    if not found:
        return Taken.GONE
    client_hash = codes.digest(client_id)
    day = min(on or clock.today(), clock.today())
    fresh = insert(ContactAttempt).values(id=uuid4(), client_hash=client_hash, door_id=door_id, outcome=outcome, on=day)
    kept = fresh.on_conflict_do_nothing(index_elements=[ContactAttempt.client_hash]).returning(ContactAttempt.id)
    if db.session.scalar(kept) is None:
        there = queries.find_attempt(client_hash)
        is_same = there is not None and (there.door_id, there.outcome) == (door_id, outcome)
        return Taken.KNOWN if is_same else Taken.OTHER
    _mark(found[0], outcome)
    return Taken.NEW


def forget(campaign: Campaign) -> int:
    """Delete all doors and every ring, and keep only how many households were reached (A-34). Says how many doors went."""
    reached = overview.reach_of(campaign).reached
    doors = queries.doors_of(campaign)
    if doors or campaign.households_reached is not None:
        campaign.households_reached = reached
    of_campaign = sa.select(Door.id).where(Door.campaign_id == campaign.id)
    db.session.execute(sa.delete(ContactAttempt).where(ContactAttempt.door_id.in_(of_campaign)))
    db.session.execute(sa.delete(Door).where(Door.campaign_id == campaign.id))
    db.session.flush()
    return len(doors)


def forget_leftovers() -> int:
    """For a timed job: forget doors of campaigns whose main survey is over, should any be left. Says how many doors went."""
    count = 0
    for campaign in queries.with_doors_too_long():
        count += forget(campaign)
        _log(campaign, "campaign.doors.forget", None)
    return count


def check_open(campaign: Campaign) -> None:
    """Raise RuleBroken when doors are no longer kept."""
    phases.check_running(campaign.state)
    if campaign.phase > Phase.MAIN_SURVEY:
        raise RuleBroken(_("Die Gespräche sind vorbei. Deshalb werden keine Türen mehr aufgeschrieben."))


def _mark(door: Door, outcome: Outcome) -> None:
    if outcome is Outcome.CONVERSATION:
        door.is_reached = True
    if outcome is Outcome.REFUSED:
        door.is_refused, door.pair_id = True, None
    db.session.flush()


def _in_order(houses: Sequence[House]) -> None:
    """Number all doors anew, house by house."""
    for place, door in enumerate((door for house in houses for door in house.doors), start=1):
        door.position = place
    db.session.flush()


def _log(campaign: Campaign, act: str, account_id: UUID | None, note: str = "") -> None:
    db.session.flush()
    moderation.log(act=act, subject=campaign.subject, note=note, account=account_id)
