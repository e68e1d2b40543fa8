"""What became of the themes that a campaign has shown: concerns, cards on the wall of the assembly, action groups.

Only what the newest published results say is looked at, never the live reading.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from app.coding import queries
from app.coding.models import Theme
from app.coding.rules import codebook
from app.coding.rules.results import Results, ThemeResult
from app.concerns.models import Concern, ConcernLink
from app.concerns.queries import links
from app.concerns.rules import LinkKind, Review
from app.forums import queries as forums
from app.kernel.db import db
from app.kernel.errors import NotFound
from app.meetings.models import ActionGroup, DotOption, DotPoll, Meeting
from app.meetings.queries import dots
from app.meetings.queries import public as meetings
from app.meetings.rules.kinds import MeetingState
from app.surveys.models import Campaign
from app.surveys.queries import public as surveys


@dataclass(frozen=True, kw_only=True)
class Card:
    """A theme on the wall: what stands there, and how many dots each person had."""

    poll: DotPoll
    option: DotOption


@dataclass(frozen=True, kw_only=True)
class Became:
    """What became of one theme. For everybody it holds only what everybody may read."""

    concerns: Sequence[Concern] = ()
    is_waiting: bool = False
    """Whether a concern was made of it that staff still read before others do."""
    links: Sequence[ConcernLink] = ()
    cards: Sequence[Card] = ()
    groups: Sequence[ActionGroup] = ()

    @property
    def is_nothing(self) -> bool:
        return not (self.concerns or self.is_waiting or self.links or self.cards or self.groups)


@dataclass(frozen=True, kw_only=True)
class Assembly:
    """The assembly as everybody may know it. `has_told`: its minutes are published, so its dots may be shown."""

    meeting: Meeting
    has_told: bool


@dataclass(frozen=True, kw_only=True)
class _Root:
    """A shown theme with all it was before: merged and split themes keep what had become of them."""

    names: frozenset[str]
    concern_ids: frozenset[UUID] = field(default_factory=frozenset)

    def is_on(self, option: DotOption) -> bool:
        return option.concern_id in self.concern_ids or option.title.casefold() in self.names


def get_shown(campaign: Campaign, theme_id: UUID) -> tuple[ThemeResult, Theme]:
    """A theme that everybody can read in the newest results, and its row. Raises NotFound."""
    found = queries.newest_results(campaign)
    shown = next((each for each in found.themes if each.theme_id == str(theme_id)), None) if found else None
    if shown is None:
        raise NotFound
    return shown, queries.get_theme(campaign, theme_id)


def find_assembly(campaign: Campaign) -> Assembly | None:
    """The assembly, as soon as everybody may know of it."""
    meeting = surveys.find_assembly(campaign)
    return Assembly(meeting=meeting, has_told=meeting.id in meetings.published([meeting])) if meeting else None


def became(campaign: Campaign, found: Results, assembly: Assembly | None) -> dict[str, Became]:
    """What everybody may know of what became of each shown theme, by the ids of themes."""
    roots = _roots(campaign, found)
    concern_ids = _ids(roots.values())
    readable, waiting = links.readable_of(concern_ids), _waiting(concern_ids)
    takes_place = assembly is not None and assembly.meeting.state is MeetingState.ANNOUNCED
    polls = meetings.dot_polls(assembly.meeting) if assembly and takes_place else ()
    groups = _groups(polls)
    result = {}
    for key, root in roots.items():
        concerns = list({readable[each].id: readable[each] for each in root.concern_ids if each in readable}.values())
        cards = _cards(polls, root)
        found_links = (link for concern in concerns for link in links.links_of(concern.id))
        hidden = {assembly.meeting.subject} if assembly and cards else set()
        result[key] = Became(
            concerns=sorted(concerns, key=lambda concern: concern.sequence),
            is_waiting=bool(waiting & root.concern_ids),
            links=[link for link in found_links if link.kind is not LinkKind.SURVEY and link.source not in hidden],
            cards=cards,
            groups=[group for group in _of_cards(groups, cards) if group.is_public],
        )
    return result


def became_for_staff(campaign: Campaign, found: Results, meeting: Meeting | None) -> dict[str, Became]:
    """The same for those who lead the campaign: concerns in every state, and all cards and groups of the assembly."""
    roots = _roots(campaign, found)
    ids = _ids(roots.values())
    concerns = {each.id: each for each in db.session.scalars(sa.select(Concern).where(Concern.id.in_(ids)))}
    polls = dots.polls_of(meeting) if meeting else ()
    groups = _groups(polls)
    result = {}
    for key, root in roots.items():
        cards = _cards(polls, root)
        ours = sorted((concerns[each] for each in root.concern_ids), key=lambda concern: concern.sequence)
        result[key] = Became(concerns=ours, cards=cards, groups=_of_cards(groups, cards))
    return result


def cards_of(campaign: Campaign, found: Results, meeting: Meeting) -> dict[str, list[Card]]:
    """The cards of each shown theme on all walls of a meeting, hidden ones too."""
    polls = dots.polls_of(meeting)
    return {key: _cards(polls, root) for key, root in _roots(campaign, found).items()}


def who_cares(campaign: Campaign) -> str:
    """Who answers for a campaign towards residents; empty if nobody has said it."""
    who = campaign.sponsor or (forums.get_forum(campaign.forum_id).name if campaign.forum_id else "")
    return ", ".join(part for part in (who, campaign.phone) if part)


def _roots(campaign: Campaign, found: Results) -> dict[str, _Root]:
    """Every shown theme with the themes of earlier versions that live on in it."""
    steps, before = queries.steps(campaign), {each.theme_id: list[Theme]() for each in found.themes}
    for theme in queries.every_theme(campaign):
        for now in codebook.became(theme.id, version=found.codebook_version, steps=steps):
            before.get(str(now), []).append(theme)
    return {
        shown.theme_id: _Root(
            names=frozenset(name.casefold() for name in (shown.label, *(each.label for each in before[shown.theme_id]))),
            concern_ids=frozenset(each.concern_id for each in before[shown.theme_id] if each.concern_id),
        )
        for shown in found.themes
    }


def _ids(roots: Iterable[_Root]) -> set[UUID]:
    return {concern_id for root in roots for concern_id in root.concern_ids}


def _waiting(ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these concerns that staff have not read yet."""
    wanted = sa.select(Concern.id).where(Concern.id.in_(ids), Concern.review == Review.WAITING)
    return frozenset(db.session.scalars(wanted))


def _cards(polls: Iterable[DotPoll], root: _Root) -> list[Card]:
    return [Card(poll=poll, option=option) for poll in polls for option in poll.options if root.is_on(option)]


def _groups(polls: Iterable[DotPoll]) -> Mapping[UUID, ActionGroup]:
    return dots.founded_from([option for poll in polls for option in poll.options])


def _of_cards(groups: Mapping[UUID, ActionGroup], cards: Iterable[Card]) -> list[ActionGroup]:
    return [groups[card.option.id] for card in cards if card.option.id in groups]
