"""People join a team, say anew what they do, leave it, and go in pairs."""

from uuid import UUID

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.surveys.models import Campaign, Pair, TeamMember
from app.surveys.queries import overview
from app.surveys.queries import team as queries
from app.surveys.rules import phases
from app.surveys.rules import team as rules
from app.surveys.rules.team import Person
from app.surveys.service.campaigns import changed, id_from

FACTS = ("name", "role", "account_id", "trained_on", "trained_in", "declared")


def join(*, campaign: Campaign, person: Person, client_id: str = "", account_id: UUID | None) -> TeamMember:
    """Somebody joins. The same form again (by its `client_id`) lets nobody join twice."""
    own_id = id_from(f"member\0{campaign.id}", client_id) if client_id else None
    if own_id and (there := queries.find_member(own_id)):
        return there
    _check(campaign, person)
    member = TeamMember(campaign_id=campaign.id, **({"id": own_id} if own_id else {}))
    _take_over(member, person)
    db.session.add(member)
    changed(campaign, act="campaign.join", account_id=account_id, note=person.role)
    return member


def change(*, campaign: Campaign, member: TeamMember, person: Person, account_id: UUID | None) -> None:
    """Say anew who somebody is and what they do. Who no longer leads talks leaves their pairs."""
    _check(campaign, person, member)
    if person.role not in rules.ASKING:
        _part(campaign, member)
    _take_over(member, person)
    changed(campaign, act="campaign.member", account_id=account_id, note=person.role)


def leave(*, campaign: Campaign, member: TeamMember, account_id: UUID | None) -> None:
    """Somebody leaves the team; their doors wait for another pair."""
    overview.hold(campaign)
    _part(campaign, member)
    db.session.delete(member)
    changed(campaign, act="campaign.leave", account_id=account_id, note=member.role)


def pair(*, campaign: Campaign, asker: TeamMember, writer: TeamMember | None, account_id: UUID | None) -> Pair:
    """Two go together: one asks, the other writes. One alone is possible. The same two again are the pair they are."""
    overview.hold(campaign)
    phases.check_running(campaign.state)
    rules.check_pair(asker.role, writer.role if writer else None, are_same=writer is not None and writer.id == asker.id)
    writer_id = writer.id if writer else None
    if there := queries.find_pair(campaign, asker.id, writer_id):
        return there
    made = Pair(campaign_id=campaign.id, asker_id=asker.id, writer_id=writer_id)
    db.session.add(made)
    changed(campaign, act="campaign.pair", account_id=account_id)
    return made


def part(*, campaign: Campaign, pair: Pair, account_id: UUID | None) -> None:
    """A pair no longer goes together; its doors wait for another one."""
    db.session.delete(pair)
    changed(campaign, act="campaign.part", account_id=account_id)


def person_of(member: TeamMember) -> Person:
    """What is known of somebody now."""
    return Person(languages=tuple(member.languages), **{name: getattr(member, name) for name in FACTS})


def _check(campaign: Campaign, person: Person, member: TeamMember | None = None) -> None:
    overview.hold(campaign)
    phases.check_running(campaign.state)
    rules.check_person(person, today=clock.today())
    if person.account_id is None:
        return
    account = queries.find_account(person.account_id)
    if account is None:
        raise RuleBroken(_("Wählen Sie bitte nur aus, was hier steht."), field="account")
    others = queries.roles_of_account(campaign, account.id, besides=member.id if member else None)
    rules.check_account(person.role, held=account.held_roles, others=others)


def _take_over(member: TeamMember, person: Person) -> None:
    for name in FACTS:
        setattr(member, name, getattr(person, name))
    member.languages = list(person.languages)


def _part(campaign: Campaign, member: TeamMember) -> None:
    for each in queries.pairs_in(campaign, member.id):
        db.session.delete(each)
    db.session.flush()
