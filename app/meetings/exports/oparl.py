"""Meetings for programs of the council world: objects in the shape of OParl 1.1, read only.

We are no whole OParl server (docs/decisions/0016-oparl-in-part.md). What only we have carries our prefix.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from app.directory.models import Gremium
from app.forums.models import Forum
from app.kernel import clock
from app.kernel.pages import address_of
from app.meetings import labels
from app.meetings.exports import words
from app.meetings.models import AgendaItem, Decision, Meeting
from app.meetings.queries.records import Record
from app.meetings.rules.kinds import MeetingState, Part, Precision

Object = dict[str, Any]
SCHEMA = "https://schema.oparl.org/1.1/"
PLANNED, INVITED, HELD = "terminiert", "eingeladen", "durchgeführt"


def meeting(shown: Meeting, record: Record | None) -> Object:
    """A meeting with its public agenda and, once they are out, its minutes."""
    found: Object = {
        **_head("Meeting", "meeting", meeting_id=shown.id),
        "name": shown.title,
        "meetingState": _state(shown, record),
        "cancelled": shown.state is MeetingState.CANCELLED,
        **_times(shown),
        "organization": [_link("forum", slug=each.slug) for each in shown.forums]
        + [_link("gremium", slug=each.slug) for each in shown.gremien],
        "agendaItem": [_item(item, shown, record) for item in shown.items if item.is_public],
        "keyword": [str(labels.KINDS[shown.kind])],
        **_foot(shown, record),
    }
    if has_location(shown):
        found["location"] = location(shown)
    if record is not None:
        found["resultsProtocol"] = protocol(record)
    return found


def item(shown: AgendaItem, of: Meeting, record: Record | None) -> Object:
    """An item on its own: it names its meeting."""
    return {**_item(shown, of, record), "meeting": _link("meeting", meeting_id=of.id)}


def _item(shown: AgendaItem, of: Meeting, record: Record | None) -> Object:
    found: Object = {
        **_head("AgendaItem", "item", item_id=shown.id),
        "number": str(shown.position),
        "order": shown.position,
        "name": shown.title,
        "public": True,
        **_foot(of, record),
    }
    if record is not None:
        found |= _results(record.text(Part.RESULT, shown), record.decisions.get(shown.id, []))
    return found


def _results(text: str, decisions: Sequence[Decision]) -> Object:
    found: Object = {"ortsstimme:resultText": text} if text else {}
    if decisions:
        found["result"] = ", ".join(dict.fromkeys(str(labels.MODES[decision.mode]) for decision in decisions))
        found["resolutionText"] = "\n\n".join(decision.wording for decision in decisions)
    return found


def has_location(shown: Meeting) -> bool:
    return words.where(shown) != ""


def location(shown: Meeting) -> Object:
    """Where a meeting is, in words: nobody has measured its place, so there is no GeoJSON."""
    found: Object = {**_head("Location", "location", meeting_id=shown.id), "description": words.where(shown)}
    if shown.address:
        found["streetAddress"] = shown.address
    if shown.place:
        found["room"] = shown.place
    if len(shown.ortsteile) == 1:
        found["subLocality"] = shown.ortsteile[0].name
    return {**found, "created": _moment(shown.created_at), "modified": _moment(shown.changed_at)}


def protocol(record: Record) -> Object:
    """The minutes as a file."""
    shown = record.meeting
    paper = address_of("meetings.pdf", meeting_id=shown.id)
    return {
        **_head("File", "protocol", meeting_id=shown.id),
        "name": f"Protokoll: {shown.title}",
        "fileName": f"protokoll-{shown.first_day}.pdf",
        "mimeType": "application/pdf",
        "accessUrl": paper,
        "downloadUrl": paper,
        "meeting": [_link("meeting", meeting_id=shown.id)],
        "created": _moment(record.minutes.published_at or record.changed_at),
        "modified": _moment(record.changed_at),
    }


def forum(shown: Forum) -> Object:
    """A forum as a group that meets."""
    return {
        **_head("Organization", "forum", slug=shown.slug),
        "name": shown.name,
        "organizationType": "Sonstiges",
        "classification": "Nachbarschaftsforum",
        "meeting": _link("meetings", forum=shown.slug),
        "web": address_of("pages.forum", slug=shown.slug),
    }


def gremium(shown: Gremium) -> Object:
    """A body as a group that meets."""
    return {
        **_head("Organization", "gremium", slug=shown.slug),
        "name": shown.name,
        "organizationType": "Gremium",
        **({"classification": shown.kind} if shown.kind else {}),
        "meeting": _link("meetings", gremium=shown.slug),
        "web": address_of("pages.gremium", slug=shown.slug),
    }


def page(
    found: Sequence[Meeting],
    records: Mapping[UUID, Record],
    *,
    number: int,
    size: int,
    total: int,
    asked: Mapping[str, str],
) -> Object:
    """One page of a list with the ways to the others. `asked`: the filters, which every link carries on."""
    last = max(1, -(-total // size))
    numbers = {"first": 1, "self": number, "last": last}
    if number > 1:
        numbers["prev"] = number - 1
    if number < last:
        numbers["next"] = number + 1
    return {
        "data": [meeting(each, records.get(each.id)) for each in found],
        "pagination": {"totalElements": total, "elementsPerPage": size, "currentPage": number, "totalPages": last},
        "links": {name: f"{_link('meetings')}?{urlencode({**asked, 'seite': at})}" for name, at in numbers.items()},
    }


def _state(shown: Meeting, record: Record | None) -> str:
    if record is not None or shown.last_day < clock.today():
        return HELD
    return INVITED if shown.invited_on else PLANNED


def _times(shown: Meeting) -> Object:
    """Hours where they are known. Otherwise the days, and how exactly they are meant: OParl has no word for that."""
    if shown.starts_at is not None:
        ends = {"end": _moment(shown.ends_at)} if shown.ends_at else {}
        return {"start": _moment(shown.starts_at), **ends}
    return {
        "ortsstimme:firstDay": shown.first_day.isoformat(),
        "ortsstimme:lastDay": shown.last_day.isoformat(),
        "ortsstimme:precision": (shown.precision if shown.precision is not Precision.TIME else Precision.DAY).value,
    }


def _head(kind: str, view: str, **values: object) -> Object:
    return {"id": _link(view, **values), "type": SCHEMA + kind}


def _foot(shown: Meeting, record: Record | None) -> Object:
    changed = max(shown.changed_at, record.changed_at) if record else shown.changed_at
    return {
        "web": address_of("meetings.show", meeting_id=shown.id),
        "created": _moment(shown.created_at),
        "modified": _moment(changed),
    }


def _link(view: str, **values: object) -> str:
    return address_of(f"oparl.{view}", **values)


def _moment(moment: datetime) -> str:
    return clock.local(moment).isoformat(timespec="seconds")
