"""Concerns hear of meetings: when they are talked about, what was said, what was decided, who does something about it."""

from collections.abc import Sequence
from uuid import UUID

from app.concerns.queries import links as concern_links
from app.concerns.rules import LinkKind
from app.concerns.service import linking, progress
from app.kernel import clock
from app.meetings import labels
from app.meetings.models import AgendaItem, Decision, Meeting, Task
from app.meetings.queries import agenda, dots, minutes, planning
from app.meetings.queries import tasks as task_queries
from app.meetings.queries import telling as queries
from app.meetings.rules import minutes as minutes_rules
from app.meetings.rules import telling as rules
from app.meetings.rules.kinds import MeetingState, MinutesState, Part, TaskStatus
from app.moderation import service as moderation


def publish(*, meeting: Meeting, account_id: UUID | None) -> int:
    """Minutes are there for all: say at every concern of an open item what the meeting said about it. Once.

    A concern that lives on in another one is told there. One that nobody can read any more is noted in the log and left
    out. Says how many concerns were told.
    """
    waiting = queries.untold(meeting)
    readable = concern_links.readable_of({each.concern_id for each in waiting})
    items = {item.id: item for item in agenda.items_of(meeting)}
    words = {item_id: _words(meeting, items[item_id]) for item_id in {each.item_id for each in waiting}}
    told: set[tuple[UUID, UUID]] = set()
    for each in waiting:
        concern = readable.get(each.concern_id)
        if concern is None:
            moderation.log(act="meeting.untold", subject=meeting.subject, note=each.concern.subject, account=account_id)
            continue
        each.told_at = clock.now()
        if (each.item_id, concern.id) not in told:
            told.add((each.item_id, concern.id))
            progress.add_entry(
                concern=concern,
                step=each.moves_to,
                happened_on=min(meeting.last_day, clock.today()),
                text=words[each.item_id],
                link=path_of(meeting),
                account=account_id,
            )
    link(meeting)
    return len({concern_id for _item, concern_id in told})


def link(meeting: Meeting) -> None:
    """Let the pages of concerns lead to what readers may know of this meeting. The same again changes nothing."""
    is_published = planning.minutes_states([meeting]).get(meeting.id) is MinutesState.PUBLISHED
    items = _open_items(meeting)
    on_the_wall = dots.concerns_on_the_wall(meeting) if is_published else set()
    linking.link(
        source=meeting.subject,
        kind=LinkKind.DISCUSSED if is_published else LinkKind.MEETING,
        day=meeting.first_day,
        title=meeting.title,
        path=path_of(meeting),
        concern_ids={each.concern_id for item in items for each in item.concerns} | on_the_wall,
    )
    decisions = minutes.decisions_of(meeting) if is_published else {}
    for item in items:
        for decision in decisions.get(item.id, ()):
            _link_decision(meeting, item, decision)
    for task in task_queries.all_of(meeting) if is_published else ():
        link_task(task)


def link_task(task: Task) -> None:
    """Let the pages of concerns lead to what somebody does about them, as far as readers may know of it."""
    if task.status is TaskStatus.DROPPED or not task_queries.is_readable(task):
        linking.unlink(task.subject)
        return
    is_done = task.status is TaskStatus.DONE
    linking.link(
        source=task.subject,
        kind=LinkKind.TASK_DONE if is_done else LinkKind.TASK,
        day=task.closed_on or task.due_on,
        title=rules.cut(task.what),
        path=queries.path_of_task(task),
        concern_ids=task_queries.concerns_of(task),
    )


def path_of(meeting: Meeting) -> str:
    """Where everybody reads a meeting, without a language."""
    return queries.path_of(meeting.id)


def _open_items(meeting: Meeting) -> Sequence[AgendaItem]:
    """What everybody may know about: the open items of an announced meeting that it had time for."""
    if meeting.state is not MeetingState.ANNOUNCED:
        return []
    return [item for item in agenda.items_of(meeting) if item.is_public and not item.is_left_out]


def _link_decision(meeting: Meeting, item: AgendaItem, decision: Decision) -> None:
    linking.link(
        source=f"decision:{decision.id}",
        kind=LinkKind.DECISION,
        day=meeting.first_day,
        title=rules.cut(decision.plain or decision.wording),
        path=path_of(meeting),
        concern_ids={each.concern_id for each in item.concerns},
    )


def _words(meeting: Meeting, item: AgendaItem) -> str:
    """What a meeting said under an item, in a few sentences: what was decided, or else the result."""
    decided = minutes.decisions_of(meeting).get(item.id, [])
    if decided:
        return rules.in_short("\n".join(each.plain or each.wording for each in decided))
    result = minutes.find_part(meeting, minutes_rules.slot(Part.RESULT, item.id.hex))
    return (rules.in_short(result.text) if result else "") or labels.TALKED_ABOUT
