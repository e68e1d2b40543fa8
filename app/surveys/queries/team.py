"""Who belongs to a campaign, who goes with whom, and at which doors they ring."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.accounts.models import Account, RoleHeld
from app.accounts.rules import Role
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.surveys.models import Campaign, ContactAttempt, Door, Pair, TeamMember
from app.surveys.rules.kinds import CampaignState, Outcome, Phase, TeamRole
from app.surveys.rules.team import FITTING


@dataclass(frozen=True, kw_only=True)
class Going:
    """A pair with the names of its two, and how many doors it has."""

    id: UUID
    asker: str
    writer: str | None
    doors: int

    @property
    def names(self) -> str:
        return f"{self.asker} + {self.writer}" if self.writer else self.asker


@dataclass(frozen=True, kw_only=True)
class House:
    """One house with its doors, in the order of the route."""

    name: str
    doors: tuple[Door, ...]

    @property
    def id(self) -> UUID:
        """The id of its first door: it stands for the house in addresses."""
        return self.doors[0].id

    @property
    def open_doors(self) -> tuple[Door, ...]:
        """Those at which somebody may ring."""
        return tuple(door for door in self.doors if not door.is_refused)

    @property
    def reached(self) -> int:
        return sum(door.is_reached for door in self.doors)

    @property
    def refused(self) -> int:
        return sum(door.is_refused for door in self.doors)

    @property
    def pair_ids(self) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(door.pair_id for door in self.doors if door.pair_id))


def members_of(campaign: Campaign) -> Sequence[TeamMember]:
    """Everybody in the team, by name."""
    wanted = sa.select(TeamMember).where(TeamMember.campaign_id == campaign.id)
    return db.session.scalars(wanted.order_by(TeamMember.name, TeamMember.id)).all()


def get_member(campaign: Campaign, member_id: UUID) -> TeamMember:
    wanted = sa.select(TeamMember).where(TeamMember.campaign_id == campaign.id, TeamMember.id == member_id)
    if found := db.session.scalar(wanted):
        return found
    raise NotFound


def find_member(member_id: UUID) -> TeamMember | None:
    return db.session.get(TeamMember, member_id)


def roles_of_account(campaign: Campaign, account_id: UUID, *, besides: UUID | None = None) -> set[TeamRole]:
    """The roles that an account has in this team, one member left out."""
    wanted = sa.select(TeamMember.role).where(TeamMember.campaign_id == campaign.id, TeamMember.account_id == account_id)
    return set(db.session.scalars(wanted if besides is None else wanted.where(TeamMember.id != besides)))


def accounts_that_fit() -> Sequence[Account]:
    """The accounts that can belong to a team: active, with a role that fits one of the team's, by name."""
    fitting = frozenset[Role]().union(*FITTING.values())
    held = sa.select(RoleHeld.account_id).where(RoleHeld.role.in_(fitting))
    wanted = sa.select(Account).where(Account.is_active, Account.id.in_(held))
    return db.session.scalars(wanted.order_by(Account.name, Account.email)).all()


def find_account(account_id: UUID) -> Account | None:
    """An account that may work."""
    return db.session.scalar(sa.select(Account).where(Account.id == account_id, Account.is_active))


def pairs_of(campaign: Campaign) -> Sequence[Going]:
    """The pairs of a campaign, by the names of those who ask."""
    asker, writer = sa.orm.aliased(TeamMember), sa.orm.aliased(TeamMember)
    doors = sa.select(sa.func.count()).where(Door.pair_id == Pair.id).scalar_subquery()
    wanted = (
        sa.select(Pair.id, asker.name, writer.name, doors)
        .join(asker, asker.id == Pair.asker_id)
        .outerjoin(writer, writer.id == Pair.writer_id)
        .where(Pair.campaign_id == campaign.id)
        .order_by(asker.name, writer.name, Pair.id)
    )
    return [Going(id=row[0], asker=row[1], writer=row[2], doors=row[3]) for row in db.session.execute(wanted)]


def get_pair(campaign: Campaign, pair_id: UUID) -> Pair:
    if found := db.session.scalar(sa.select(Pair).where(Pair.campaign_id == campaign.id, Pair.id == pair_id)):
        return found
    raise NotFound


def find_pair(campaign: Campaign, asker_id: UUID, writer_id: UUID | None) -> Pair | None:
    """The pair in which these two have these tasks."""
    is_writer = Pair.writer_id.is_(None) if writer_id is None else Pair.writer_id == writer_id
    return db.session.scalar(sa.select(Pair).where(Pair.campaign_id == campaign.id, Pair.asker_id == asker_id, is_writer))


def pairs_in(campaign: Campaign, member_id: UUID) -> Sequence[Pair]:
    """The pairs in which somebody goes."""
    wanted = sa.select(Pair).where(Pair.campaign_id == campaign.id)
    return db.session.scalars(wanted.where(sa.or_(Pair.asker_id == member_id, Pair.writer_id == member_id))).all()


def doors_of(campaign: Campaign) -> Sequence[Door]:
    """All doors in the order of the route."""
    return db.session.scalars(_route(Door.campaign_id == campaign.id)).all()


def count_doors(campaign: Campaign) -> int:
    return db.session.scalar(sa.select(sa.func.count()).where(Door.campaign_id == campaign.id)) or 0


def houses_of(campaign: Campaign) -> list[House]:
    """All doors, house by house, in the order of the route."""
    by_house: dict[str, list[Door]] = {}
    for door in doors_of(campaign):
        by_house.setdefault(door.house, []).append(door)
    return [House(name=name, doors=tuple(doors)) for name, doors in by_house.items()]


def get_house(campaign: Campaign, door_id: UUID) -> House:
    """The house to which a door belongs."""
    name = get_door(campaign, door_id).house
    doors = db.session.scalars(_route(Door.campaign_id == campaign.id, Door.house == name)).all()
    return House(name=name, doors=tuple(doors))


def get_door(campaign: Campaign, door_id: UUID) -> Door:
    if found := db.session.scalar(sa.select(Door).where(Door.campaign_id == campaign.id, Door.id == door_id)):
        return found
    raise NotFound


def held_doors(campaign: Campaign, door_ids: Iterable[UUID]) -> Sequence[Door]:
    """These doors of a campaign as they are now; their rows are held until the transaction ends."""
    wanted = _route(Door.campaign_id == campaign.id, Door.id.in_(list(door_ids)))
    return db.session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).all()


def find_attempt(client_hash: str) -> ContactAttempt | None:
    return db.session.scalar(sa.select(ContactAttempt).where(ContactAttempt.client_hash == client_hash))


def with_doors_too_long() -> Sequence[Campaign]:
    """Campaigns whose doors should be forgotten: the main survey is over, or the campaign is (A-34)."""
    is_over = sa.or_(Campaign.phase_number > int(Phase.MAIN_SURVEY), Campaign.state != CampaignState.RUNNING)
    with_doors = sa.select(Door.campaign_id)
    return db.session.scalars(sa.select(Campaign).where(is_over, Campaign.id.in_(with_doors))).all()


def has_attempts(door: Door) -> bool:
    return bool(db.session.scalar(sa.select(sa.exists().where(ContactAttempt.door_id == door.id))))


def outcomes_at(house: House) -> dict[UUID, list[Outcome]]:
    """How ringing ended at each door of a house, the earliest first."""
    wanted = sa.select(ContactAttempt.door_id, ContactAttempt.outcome).where(
        ContactAttempt.door_id.in_([door.id for door in house.doors])
    )
    found: dict[UUID, list[Outcome]] = {}
    for door_id, outcome in db.session.execute(wanted.order_by(ContactAttempt.on, ContactAttempt.id)):
        found.setdefault(door_id, []).append(outcome)
    return found


def _route(*conditions: sa.ColumnElement[bool]) -> sa.Select[Door]:
    return sa.select(Door).where(*conditions).order_by(Door.position, Door.house, Door.bell, Door.id)
