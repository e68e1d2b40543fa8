"""What of the activating surveys waits for those who lead them, ask, read answers and keep slips. Running ones alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.accounts.rules import Asker
from app.coding.models import ReadAnswer, ResultRelease
from app.contacts import queries as contacts
from app.contacts.models import ContactSlip
from app.contacts.rules import Purpose
from app.conversations.models import Answer, PaperEntry
from app.desk.rules import TOLD_WITHIN, Kind, Waiting, can_go_on
from app.kernel import clock
from app.kernel.db import db
from app.meetings.models import Meeting
from app.meetings.rules.kinds import MeetingState
from app.moderation.rules import WARNED_BEFORE
from app.surveys.models import Campaign
from app.surveys.queries import campaigns, overview
from app.surveys.rules import intake, phases
from app.surveys.rules.kinds import CampaignState, Phase, TeamRole
from app.surveys.rules.phases import Hint

IS_RUNNING = Campaign.state == CampaignState.RUNNING


def waiting_for(asker: Asker) -> Iterator[Waiting]:
    """Everything in surveys that waits for the one who asks."""
    if asker.may("surveys.ask"):
        own, all_to_ask = _own_and_to_ask(asker)
        if asker.may("surveys.manage"):
            yield from _to_lead(own)
        yield from _to_ask(asker, all_to_ask)
    if asker.may("conversations.read"):
        yield from _to_read(asker)
    if asker.may("contacts.keep"):
        yield from _to_keep(asker)


def _own_and_to_ask(asker: Asker) -> tuple[Sequence[Campaign], Sequence[Campaign]]:
    """The campaigns that this account leads, and all for which it may lead talks, in one query."""
    is_own = campaigns.looked_after_by(asker)
    may_ask = sa.or_(is_own, campaigns.belongs_to(asker, TeamRole.INTERVIEWER, TeamRole.LEAD))
    wanted = sa.select(Campaign, is_own).where(IS_RUNNING, may_ask).order_by(Campaign.title, Campaign.id)
    found = db.session.execute(wanted).all()
    return [campaign for campaign, own in found if own], [campaign for campaign, _own in found]


def _to_lead(own: Sequence[Campaign]) -> Iterator[Waiting]:
    today, where = clock.today(), "surveys_work.campaigns"
    standings = overview.standings(own, today=today) if own else {}
    shown = _with_results([each.id for each in own if each.phase is Phase.EVALUATION])
    hints = {each.id: phases.hints(standings[each.id], today=today) for each in own}
    ready = sum(can_go_on(standings[each.id], has_results=each.id in shown) for each in own)
    over = [each.ends_on for each in own if each.ends_on and Hint.OVERDUE in hints[each.id]]
    without = sum(Hint.NO_ASSEMBLY in found for found in hints.values())
    yield Waiting(kind=Kind.NEXT_STEP, count=ready, day=today, endpoint=where)
    yield Waiting(kind=Kind.SURVEYS_OVER, count=len(over), day=min(over, default=today), endpoint=where)
    yield Waiting(kind=Kind.NO_ASSEMBLY, count=without, day=today, endpoint=where)


def _with_results(ids: Sequence[UUID]) -> frozenset[UUID]:
    """Those of these campaigns whose results everybody can read."""
    wanted = sa.select(ResultRelease.campaign_id).where(ResultRelease.campaign_id.in_(ids))
    return frozenset(db.session.scalars(wanted)) if ids else frozenset()


def _to_ask(asker: Asker, all_to_ask: Sequence[Campaign]) -> Iterator[Waiting]:
    taking = {each.id: each for each in all_to_ask if _takes_talks(each)}
    talks = sum(each.phase is Phase.MAIN_SURVEY for each in taking.values())
    yield Waiting(kind=Kind.TALKS, count=talks, day=clock.today(), endpoint="door_work.listing")
    for campaign_id, count, day in _papers(asker, list(taking)):
        yield Waiting(
            kind=Kind.PAPERS,
            count=count,
            day=day,
            endpoint="conversations_work.second_entries",
            values={"campaign_id": str(campaign_id)},
            about=taking[campaign_id].title,
        )


def _takes_talks(campaign: Campaign) -> bool:
    has_version = campaign.version_id is not None
    return intake.why_closed(state=campaign.state, phase=campaign.phase, has_version=has_version) is None


def _papers(asker: Asker, ids: Sequence[UUID]) -> Sequence[tuple[UUID, int, date]]:
    """How many papers this account can type in again or decide about, and since when the first of them lies there."""
    others = sa.or_(PaperEntry.first_by != asker.account_id, PaperEntry.second_by.is_not(None))
    wanted = sa.select(PaperEntry.campaign_id, sa.func.count(), sa.func.min(PaperEntry.day))
    wanted = wanted.where(PaperEntry.campaign_id.in_(ids), others).group_by(PaperEntry.campaign_id)
    return [(row[0], row[1], row[2]) for row in db.session.execute(wanted)] if ids else []


def _to_read(asker: Asker) -> Iterator[Waiting]:
    """When an answer came is nobody's business: they wait as of today."""
    was_read = sa.exists().where(
        ReadAnswer.conversation_id == Answer.conversation_id, ReadAnswer.key == Answer.key, ReadAnswer.turn == 1
    )
    wanted = (
        sa.select(Campaign.slug, Campaign.title, sa.func.count())
        .join(Answer, Answer.campaign_id == Campaign.id)
        .where(IS_RUNNING, campaigns.belongs_to(asker, TeamRole.EVALUATOR), Answer.is_text, ~was_read)
        .group_by(Campaign.id, Campaign.slug, Campaign.title)
        .order_by(Campaign.title, Campaign.id)
    )
    for slug, title, count in db.session.execute(wanted):
        where, today = {"slug": slug}, clock.today()
        yield Waiting(kind=Kind.UNREAD, count=count, day=today, endpoint="coding_work.read", values=where, about=title)


@dataclass(kw_only=True)
class _Slips:
    """The slips of a campaign: what those without a mail address want to hear and know already, and which are gone soon."""

    without_mail: list[tuple[list[str], list[str]]] = field(default_factory=list)
    gone: list[date] = field(default_factory=list)

    def asking_for(self, purpose: Purpose, word: str) -> int:
        """How many still wait for a letter or a call."""
        return sum(purpose.value in purposes and word not in told for purposes, told in self.without_mail)


def _to_keep(asker: Asker) -> Iterator[Waiting]:
    today = clock.today()
    kept = _kept(asker, today)
    slips = _slips([campaign.id for campaign, _assembly, _results in kept], today)
    for campaign, assembly, results in kept:
        found = slips.get(campaign.id, _Slips())
        if assembly is not None:
            purpose, word = Purpose.ASSEMBLY_INVITATION, contacts.invitation_word(assembly)
            waiting, day = found.asking_for(purpose, word), assembly.first_day
            yield _with_slips(campaign, Kind.TO_INVITE, waiting, day, zweck=purpose.value)
        if results is not None:
            waiting = found.asking_for(Purpose.RESULTS, contacts.RESULTS_WORD)
            yield _with_slips(campaign, Kind.TO_TELL, waiting, results, zweck=Purpose.RESULTS.value)
        yield _with_slips(campaign, Kind.SLIPS, len(found.gone), min(found.gone, default=today))


def _with_slips(campaign: Campaign, kind: Kind, count: int, day: date, **wish: str) -> Waiting:
    where = {"slug": campaign.slug, **wish}
    return Waiting(kind=kind, count=count, day=day, endpoint="contacts_work.slips", values=where, about=campaign.title)


def _kept(asker: Asker, today: date) -> Sequence[tuple[Campaign, Meeting | None, date | None]]:
    """The campaigns whose slips this account keeps, with an assembly ahead and the day of results shown lately."""
    is_ahead = sa.and_(Meeting.state == MeetingState.ANNOUNCED, Meeting.last_day >= today)
    results = sa.select(sa.func.max(ResultRelease.made_on)).where(
        ResultRelease.campaign_id == Campaign.id, ResultRelease.made_on >= today - TOLD_WITHIN, Campaign.is_public
    )
    wanted = (
        sa.select(Campaign, Meeting, results.scalar_subquery())
        .outerjoin(Meeting, sa.and_(Meeting.id == Campaign.assembly_id, is_ahead))
        .where(IS_RUNNING, campaigns.belongs_to(asker, TeamRole.CONTACT_KEEPER))
        .order_by(Campaign.title, Campaign.id)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(wanted)]


def _slips(ids: Sequence[UUID], today: date) -> dict[UUID, _Slips]:
    without_mail, is_gone_soon = ContactSlip.email == "", ContactSlip.delete_on <= today + WARNED_BEFORE
    said = (ContactSlip.purposes, ContactSlip.told)
    wanted = sa.select(ContactSlip.campaign_id, *said, ContactSlip.delete_on, without_mail, is_gone_soon)
    wanted = wanted.where(ContactSlip.campaign_id.in_(ids), sa.or_(without_mail, is_gone_soon))
    found: dict[UUID, _Slips] = {}
    for campaign_id, purposes, told, delete_on, is_without_mail, is_gone in db.session.execute(wanted) if ids else ():
        slips = found.setdefault(campaign_id, _Slips())
        if is_without_mail:
            slips.without_mail.append((purposes, told))
        if is_gone:
            slips.gone.append(delete_on)
    return found
