"""The agenda of a meeting: items come from people, concerns, topics and ready-made schemes, and find their order."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from app.concerns.models import Concern, Topic
from app.kernel import codes
from app.kernel.db import db
from app.meetings import labels
from app.meetings.models import AgendaConcern, AgendaItem, Meeting
from app.meetings.queries import agenda as queries
from app.meetings.queries import leftovers
from app.meetings.rules import agenda as rules
from app.meetings.rules.agenda import Move, Scheme
from app.meetings.rules.kinds import ItemKind, Origin
from app.meetings.service import changing, telling


def add(
    *,
    meeting: Meeting,
    title: str,
    text: str,
    kind: ItemKind,
    is_public: bool,
    minutes_planned: int | None,
    account_id: UUID | None,
    client_id: str = "",
) -> AgendaItem:
    """Put a typed item at the end. The same form again (by its `client_id`) adds nothing."""
    client_key = codes.digest(client_id) if client_id else None
    if client_key and (there := queries.find_by_client_key(client_key)):
        return there
    rules.check_item(title=title, text=text, minutes_planned=minutes_planned)
    item = AgendaItem(
        title=title,
        text=text,
        kind=kind,
        is_public=is_public,
        minutes_planned=minutes_planned,
        origin=Origin.TYPED,
        client_key=client_key,
    )
    append(meeting, [item], account_id=account_id)
    return item


def add_concerns(
    *, meeting: Meeting, concerns: Sequence[Concern], together_as: str = "", account_id: UUID | None
) -> list[AgendaItem]:
    """Put concerns on the agenda: each as an item of its own, or all of them under one title."""
    groups = [(together_as, concerns)] if together_as else [(concern.headline, [concern]) for concern in concerns]
    items = []
    for title, together in groups:
        rules.check_item(title=title, text="", minutes_planned=None)
        item = AgendaItem(title=title, kind=ItemKind.ADVICE, origin=Origin.CONCERN)
        item.topic_key = together[0].topic_key if together else None
        item.concerns = [AgendaConcern(concern_id=concern.id) for concern in together]
        items.append(item)
    append(meeting, items, account_id=account_id)
    return items


def add_topic(*, meeting: Meeting, topic: Topic, account_id: UUID | None) -> AgendaItem:
    """Put a topic of the city on the agenda."""
    item = AgendaItem(title=topic.label, kind=ItemKind.ADVICE, origin=Origin.TOPIC, topic_key=topic.key)
    append(meeting, [item], account_id=account_id)
    return item


def add_scheme(*, meeting: Meeting, scheme: Scheme, account_id: UUID | None) -> list[AgendaItem]:
    """Put a ready-made agenda behind what stands there."""
    items = [
        AgendaItem(
            title=planned.title,
            text=planned.text,
            kind=planned.kind,
            minutes_planned=planned.minutes,
            phase=planned.phase,
            origin=Origin.PHASE if planned.phase else Origin.TYPED,
        )
        for planned in labels.SCHEMES[scheme]
    ]
    append(meeting, items, account_id=account_id)
    return items


def change(
    *,
    meeting: Meeting,
    item: AgendaItem,
    title: str,
    text: str,
    kind: ItemKind,
    is_public: bool,
    minutes_planned: int | None,
    account_id: UUID | None,
) -> None:
    """Say anew what an item is."""
    rules.check_open(meeting.state)
    rules.check_item(title=title, text=text, minutes_planned=minutes_planned)
    item.title, item.text, item.kind = title, text, kind
    item.is_public, item.minutes_planned = is_public, minutes_planned
    _changed(meeting, account_id)


def remove(*, meeting: Meeting, item: AgendaItem, account_id: UUID | None) -> None:
    """Take an item off the agenda. A parked or carried point waits again."""
    rules.check_open(meeting.state)
    has_open_tasks = item.origin is Origin.OPEN_TASKS and bool(leftovers.open_tasks(meeting))
    rules.check_may_go(item.origin, has_record=queries.has_record(item), has_open_tasks=has_open_tasks)
    order = queries.items_to_change(meeting)
    order.remove(item)
    db.session.delete(item)
    _number(order)
    db.session.flush()
    _reload(meeting)
    _changed(meeting, account_id)


def move(*, meeting: Meeting, item: AgendaItem, move: Move, account_id: UUID | None) -> None:
    """Let an item change places with its neighbour. Two people who do so at once wait for each other."""
    rules.check_open(meeting.state)
    order = queries.items_to_change(meeting)
    if item in order:
        _number(rules.moved(order, item, move))
        db.session.flush()
        _reload(meeting)
        _changed(meeting, account_id)


def append(meeting: Meeting, items: Iterable[AgendaItem], *, account_id: UUID | None, at_head: bool = False) -> None:
    """Put new items behind the others, or in front of them."""
    rules.check_open(meeting.state)
    there, new = queries.items_to_change(meeting), list(items)
    rules.check_room(len(there), len(new))
    for item in new:
        item.meeting_id = meeting.id
    _number([*new, *there] if at_head else [*there, *new])
    db.session.add_all(new)
    db.session.flush()
    _reload(meeting)
    _changed(meeting, account_id)


def tell_concerns(meeting: Meeting) -> None:
    """Let the concerns on the public agenda of an announced meeting know when they are talked about; no others."""
    telling.link(meeting)


def _number(order: Iterable[AgendaItem]) -> None:
    for position, item in enumerate(order, start=1):
        item.position = position


def _reload(meeting: Meeting) -> None:
    db.session.expire(meeting, ["items"])


def _changed(meeting: Meeting, account_id: UUID | None) -> None:
    changing.changed(meeting, act="meeting.agenda", account=account_id)
    tell_concerns(meeting)
