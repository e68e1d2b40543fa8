"""Everything that is stored here about a name (product rule 12): as far as somebody may see it, or for the operator all."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.accounts.models import Account
from app.accounts.rules import Asker
from app.kernel.db import db
from app.kernel.search import folded
from app.organizing.models import Listener, ListeningCampaign, OneToOne, Prospect, ResearchItem
from app.organizing.queries.listening import looked_after_by, reached_by
from app.organizing.queries.people import one_to_ones_seen_by, prospects_seen_by
from app.organizing.rules.kinds import StoredKind

Row = OneToOne | Prospect | Listener


@dataclass(frozen=True, kw_only=True)
class Stored:
    """One thing that is kept under a name."""

    kind: StoredKind
    row: Row
    listening: ListeningCampaign
    written_by: str
    """Who wrote it down; empty where nobody is noted."""
    listener: str
    """Who led the talk, or is to ask for it."""

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"{self.kind}:{self.row.id}"


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A page on which the name stands among the words about something else."""

    kind: StoredKind | None
    """None: the research list."""
    id: UUID
    listening: ListeningCampaign


@dataclass(frozen=True, kw_only=True)
class _Sight:
    """What is looked through, as conditions for a WHERE."""

    one_to_ones: sa.ColumnElement[bool]
    prospects: sa.ColumnElement[bool]
    listeners: sa.ColumnElement[bool]
    research: sa.ColumnElement[bool]


def under_name(asker: Asker, name: str) -> list[Stored]:
    """What is kept under a name: each of its words begins one of those that somebody is called by."""
    return _under_name(_sight_of(asker), name)


def under_name_anywhere(name: str) -> list[Stored]:
    """The same, whoever wrote it down. For the operator alone, when somebody asks what is stored about them."""
    return _under_name(_everything(), name)


def named(asker: Asker, name: str, keys: Collection[str]) -> list[Stored]:
    """Those of them that somebody has ticked."""
    return [each for each in under_name(asker, name) if each.key in keys]


def mentions(asker: Asker, name: str) -> list[Mention]:
    """Where the name stands in notes about others, or in the research list."""
    return _mentions(_sight_of(asker), name)


def mentions_anywhere(name: str) -> list[Mention]:
    """The same, whoever wrote it down. For the operator alone."""
    return _mentions(_everything(), name)


def _sight_of(asker: Asker) -> _Sight:
    return _Sight(
        one_to_ones=one_to_ones_seen_by(asker),
        prospects=prospects_seen_by(asker),
        listeners=looked_after_by(asker),
        research=reached_by(asker),
    )


def _everything() -> _Sight:
    return _Sight(one_to_ones=sa.true(), prospects=sa.true(), listeners=sa.true(), research=sa.true())


def _under_name(sight: _Sight, name: str) -> list[Stored]:
    return [each for each in _all(sight) if _is_called(each.row.name, name)]


def _mentions(sight: _Sight, name: str) -> list[Mention]:
    wanted = set(folded(name).split())
    if not wanted:
        return []
    return [
        mention
        for mention, own_name, words in _texts(sight)
        if wanted <= set(folded(words).split()) and not _is_called(own_name, name)
    ]


def _is_called(own: str, name: str) -> bool:
    wanted, words = folded(name).split(), folded(own).split()
    return bool(wanted) and all(any(word.startswith(begun) for word in words) for begun in wanted)


def _all(sight: _Sight) -> Iterator[Stored]:
    """Whatever is looked through, by kind and name."""
    for talk, listening, by, led_by in db.session.execute(_one_to_ones(sight)):
        yield Stored(kind=StoredKind.ONE_TO_ONE, row=talk, listening=listening, written_by=by, listener=led_by or "")
    for prospect, listening, by, asking in db.session.execute(_prospects(sight)):
        yield Stored(kind=StoredKind.PROSPECT, row=prospect, listening=listening, written_by=by, listener=asking or "")
    wanted = sa.select(Listener, ListeningCampaign).join(ListeningCampaign, ListeningCampaign.id == Listener.listening_id)
    for person, listening in db.session.execute(wanted.where(sight.listeners).order_by(Listener.name, Listener.id)):
        yield Stored(kind=StoredKind.LISTENER, row=person, listening=listening, written_by="", listener="")


def _one_to_ones(sight: _Sight) -> sa.Select[OneToOne, ListeningCampaign, str, str]:
    wanted = (
        sa.select(OneToOne, ListeningCampaign, Account.name, Listener.name)
        .join(ListeningCampaign, ListeningCampaign.id == OneToOne.listening_id)
        .join(Account, Account.id == OneToOne.account_id)
        .outerjoin(Listener, Listener.id == OneToOne.listener_id)
    )
    return wanted.where(sight.one_to_ones).order_by(OneToOne.name, OneToOne.id)


def _prospects(sight: _Sight) -> sa.Select[Prospect, ListeningCampaign, str, str]:
    wanted = (
        sa.select(Prospect, ListeningCampaign, Account.name, Listener.name)
        .join(ListeningCampaign, ListeningCampaign.id == Prospect.listening_id)
        .join(Account, Account.id == Prospect.account_id)
        .outerjoin(Listener, Listener.id == Prospect.listener_id)
    )
    return wanted.where(sight.prospects).order_by(Prospect.name, Prospect.id)


def _texts(sight: _Sight) -> Iterator[tuple[Mention, str, str]]:
    """All words that may tell of somebody: where they stand, under whose name, and what they are."""
    for talk, listening, *_names in db.session.execute(_one_to_ones(sight)):
        words = " ".join((talk.reach, talk.next_step, talk.notes, *talk.themes))
        yield Mention(kind=StoredKind.ONE_TO_ONE, id=talk.id, listening=listening), talk.name, words
    joined = sa.select(ResearchItem, ListeningCampaign).join(
        ListeningCampaign, ListeningCampaign.id == ResearchItem.listening_id
    )
    for item, listening in db.session.execute(joined.where(sight.research).order_by(ResearchItem.id)):
        words = " ".join((item.theme, item.responsible, item.request, item.answer))
        yield Mention(kind=None, id=item.id, listening=listening), "", words
