"""Meetings are planned, changed, announced, cancelled, and called again after all."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.directory.models import Gremium
from app.forums.models import Forum
from app.kernel import clock, codes
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import ActionGroup, Meeting, MeetingSeries
from app.meetings.queries import planning as queries
from app.meetings.rules import plan as rules
from app.meetings.rules.kinds import InvitationChannel, MeetingState
from app.meetings.rules.plan import Plan
from app.meetings.rules.when import Span
from app.meetings.service import agenda, carrying, changing, inviting
from app.places.models import Ortsteil

WHEN = ("first_day", "last_day", "starts_at", "ends_at", "precision")
WHERE = ("place", "address", "online_link")
CALENDARS_HEAR_OF = (*WHEN, *WHERE, "title")


def plan(
    *,
    said: Plan,
    span: Span,
    account_id: UUID | None,
    client_id: str = "",
    series: MeetingSeries | None = None,
) -> Meeting:
    """Plan a meeting, as a draft that staff alone know. The same form again (by its `client_id`) plans nothing new."""
    client_key = codes.digest(client_id) if client_id else None
    if client_key and (planned := queries.find_by_client_key(client_key)):
        return planned
    rules.check(said)
    meeting = Meeting(created_by_id=account_id, client_key=client_key)
    if series is not None:
        meeting.series_id, meeting.series_day = series.id, span.first_day
    _take_over(meeting, said, span)
    db.session.add(meeting)
    db.session.flush()
    changing.changed(meeting, act="meeting.plan", account=account_id)
    carrying.bring_open_tasks(meeting)
    return meeting


def change(*, meeting: Meeting, said: Plan, span: Span, account_id: UUID | None) -> int:
    """Say anew what a meeting is. Those invited hear of a new time or place. Says how many mails wait because of it."""
    rules.check(said)
    before = {name: getattr(meeting, name) for name in CALENDARS_HEAR_OF}
    _take_over(meeting, said, span)
    different = {name for name, value in before.items() if getattr(meeting, name) != value}
    if different:
        changing.calendars_must_hear(meeting)
    changing.changed(meeting, act="meeting.change", account=account_id, note=", ".join(sorted(different)))
    agenda.tell_concerns(meeting)
    carrying.bring_open_tasks(meeting)
    if meeting.state is MeetingState.ANNOUNCED and different & {*WHEN, *WHERE}:
        return inviting.tell_changed(meeting)
    return 0


def announce(*, meeting: Meeting, account_id: UUID | None) -> None:
    """Let everybody know: from now on the meeting stands on the pages and in the calendars. Again changes nothing."""
    if meeting.state is MeetingState.CANCELLED:
        raise RuleBroken(_("Dieses Treffen ist abgesagt. Setzen Sie es bitte erst wieder an."))
    if meeting.state is MeetingState.ANNOUNCED:
        return
    meeting.state, meeting.announced_at = MeetingState.ANNOUNCED, clock.now()
    meeting.invitation_channels = [InvitationChannel.PAGE.value]
    changing.changed(meeting, act="meeting.announce", account=account_id)
    agenda.tell_concerns(meeting)


def cancel(*, meeting: Meeting, reason: str, account_id: UUID | None) -> int:
    """Say that a meeting does not take place, and why. It stays in pages and calendars. Says how many mails wait."""
    rules.check_reason(reason)
    if meeting.state is MeetingState.CANCELLED:
        return 0
    if meeting.state is MeetingState.DRAFT:
        raise RuleBroken(_("Von diesem Treffen weiß noch niemand. Sie können den Entwurf löschen."))
    meeting.state, meeting.cancelled_reason = MeetingState.CANCELLED, reason
    changing.calendars_must_hear(meeting)
    changing.changed(meeting, act="meeting.cancel", account=account_id)
    agenda.tell_concerns(meeting)
    return inviting.tell_cancelled(meeting)


def reopen(*, meeting: Meeting, account_id: UUID | None) -> int:
    """A cancelled meeting takes place after all. Those invited hear of it. Says how many mails wait because of it."""
    if meeting.state is not MeetingState.CANCELLED:
        return 0
    meeting.state, meeting.cancelled_reason = MeetingState.ANNOUNCED, ""
    changing.calendars_must_hear(meeting)
    changing.changed(meeting, act="meeting.reopen", account=account_id)
    agenda.tell_concerns(meeting)
    return inviting.tell_reopened(meeting)


def remove(*, meeting: Meeting, account_id: UUID | None) -> None:
    """Throw a draft away. What everybody has read stays: it can be cancelled."""
    if meeting.state is not MeetingState.DRAFT:
        raise RuleBroken(_("Dieses Treffen ist schon angekündigt. Sie können es absagen."))
    changing.changed(meeting, act="meeting.remove", account=account_id)
    db.session.delete(meeting)
    db.session.flush()


def plan_of(meeting: Meeting) -> Plan:
    """What a meeting is planned to be now."""
    hosts: dict[str, Sequence[Forum | Gremium | ActionGroup]] = {
        "forum_ids": meeting.forums,
        "gremium_ids": meeting.gremien,
        "group_ids": meeting.groups,
    }
    return rules.from_json(
        {
            **{name: getattr(meeting, name) for name in rules.FACTS},
            **{name: [each.id for each in found] for name, found in hosts.items()},
            "ortsteil_keys": [place.key for place in meeting.ortsteile],
        }
    )


def _take_over(meeting: Meeting, said: Plan, span: Span) -> None:
    """Put a plan into its meeting. A meeting for which no Ortsteil is named gets those of its forums and bodies."""
    forums = _rows(Forum, Forum.id, said.forum_ids)
    gremien = _rows(Gremium, Gremium.id, said.gremium_ids)
    ortsteile = [] if said.is_city_wide else _rows(Ortsteil, Ortsteil.key, said.ortsteil_keys)
    is_city_wide = said.is_city_wide
    if not is_city_wide and not ortsteile:
        is_city_wide = any(each.is_city_wide for each in gremien)
        ortsteile = [] if is_city_wide else _places_of([*forums, *gremien])
    rules.check_area(is_city_wide=is_city_wide, ortsteil_keys=frozenset(place.key for place in ortsteile))
    for name, value in {**said.facts(), "is_city_wide": is_city_wide}.items():
        setattr(meeting, name, value)
    for name in WHEN:
        setattr(meeting, name, getattr(span, name))
    meeting.forums, meeting.gremien, meeting.ortsteile = forums, gremien, ortsteile
    meeting.groups = _rows(ActionGroup, ActionGroup.id, said.group_ids)


def _places_of(hosts: Sequence[Forum | Gremium]) -> list[Ortsteil]:
    return list({place.key: place for host in hosts for place in host.ortsteile}.values())


def _rows(model: Any, key: Any, wanted: Sequence[Any]) -> list[Any]:
    return list(db.session.scalars(sa.select(model).where(key.in_(wanted)))) if wanted else []
