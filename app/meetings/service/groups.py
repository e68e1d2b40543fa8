"""Action groups are founded, say anew what they do, rest, and are looked after when they have no next date."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

import sqlalchemy as sa

from app.directory.rules import slug_of
from app.forums.models import Forum
from app.kernel import clock, codes, page_store
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.mailing import service as mailing
from app.mailing.rules import Purpose
from app.meetings.models import ActionGroup, DotOption, Meeting
from app.meetings.queries import groups as queries
from app.meetings.queries.groups import GroupStanding
from app.meetings.rules import groups as rules
from app.meetings.rules.groups import Facts
from app.meetings.service import letters_of_tasks
from app.meetings.service.changing import SCOPE
from app.moderation import service as moderation


def found(
    *,
    facts: Facts,
    account_id: UUID | None,
    meeting: Meeting | None = None,
    client_id: str = "",
    is_role_address: bool = False,
) -> ActionGroup:
    """Let a group begin, perhaps in a meeting. The same form again (by its `client_id`) founds nothing new."""
    client_key = codes.digest(client_id) if client_id else None
    if client_key and (there := queries.find_by_client_key(client_key)):
        return there
    _check(facts, is_role_address=is_role_address)
    rules.check_next(before=None, after=facts.next_on, today=clock.today())
    group = ActionGroup(
        slug=slug_of(facts.name, queries.slugs(), otherwise="gruppe"), client_key=client_key, **asdict(facts)
    )
    db.session.add(group)
    db.session.flush()
    if meeting is not None:
        meeting.groups = [*meeting.groups, group]
    _changed(group, act="group.found", account_id=account_id)
    return group


def found_from(*, option: DotOption, meeting: Meeting, account_id: UUID | None) -> ActionGroup:
    """Let a group begin with a theme that a meeting chose by dots. The same theme again founds nothing new."""
    facts = Facts(
        name=option.title,
        theme=option.title,
        topic_key=option.topic_key,
        founded_on=min(meeting.first_day, clock.today()),
        forum_id=meeting.forums[0].id if meeting.forums else None,
    )
    return found(facts=facts, account_id=account_id, meeting=meeting, client_id=option.subject)


def change(*, group: ActionGroup, facts: Facts, account_id: UUID | None, is_role_address: bool = False) -> None:
    """Say anew what a group is, how it is doing, when it meets next. The log keeps how it was doing before."""
    is_same_address = is_role_address or facts.contact == group.contact
    _check(facts, is_role_address=is_same_address)
    rules.check_next(before=group.next_on, after=facts.next_on, today=clock.today())
    before = group.status
    for name, value in asdict(facts).items():
        setattr(group, name, value)
    if before is not facts.status:
        _log(group, "group.status", account_id, note=f"{before.value} → {facts.status.value}")
    _changed(group, act="group.change", account_id=account_id)


def facts_of(group: ActionGroup) -> Facts:
    """What is known of a group now."""
    return Facts(**{name: getattr(group, name) for name in Facts.__dataclass_fields__})


def remind_restless() -> int:
    """Tell those who look after groups which of them have no next date: each group at most once a month.

    Says how many mails wait now.
    """
    today = clock.today()
    due = [each for each in queries.all_restless(today=today) if _is_due(each)]
    by_account: dict[UUID, list[GroupStanding]] = defaultdict(list)
    for each in due:
        for account_id in queries.who_looks_after(each.group):
            by_account[account_id].append(each)
    count = 0
    for account_id, theirs in by_account.items():
        if _tell(account_id, theirs):
            count += 1
            for each in theirs:
                each.group.reminded_on = today
    db.session.flush()
    return count


def _tell(account_id: UUID, theirs: Sequence[GroupStanding]) -> bool:
    """One mail a day about all groups that somebody looks after."""
    return mailing.tell_account(
        account_id=account_id,
        purpose=Purpose.TASKS,
        letter=lambda _language: letters_of_tasks.restless(theirs),
        dedupe=f"groups:{clock.today()}",
    )


def _is_due(standing: GroupStanding) -> bool:
    last = standing.group.reminded_on
    return last is None or clock.today() - last >= rules.REMINDED_EVERY


def _check(facts: Facts, *, is_role_address: bool) -> None:
    rules.check(facts, today=clock.today(), is_role_address=is_role_address)
    if facts.forum_id is not None and db.session.scalar(sa.select(Forum.id).where(Forum.id == facts.forum_id)) is None:
        raise RuleBroken(_("Wählen Sie bitte nur aus, was hier steht."), field="forum_id")


def _changed(group: ActionGroup, *, act: str, account_id: UUID | None) -> None:
    db.session.flush()
    _log(group, act, account_id)
    page_store.raise_stamp(SCOPE)


def _log(group: ActionGroup, act: str, account_id: UUID | None, note: str = "") -> None:
    moderation.log(act=act, subject=group.subject, note=note, account=account_id)
