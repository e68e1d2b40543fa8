"""The way of a meeting as staff see it: six stages, and the one thing to do next."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for

from app.kernel.i18n import lazy_gettext as _
from app.meetings.models import Meeting
from app.meetings.rules import path
from app.meetings.rules.path import Stage, Standing

NAMES: dict[Stage, str] = {
    Stage.PREPARE: _("Vorbereiten"),
    Stage.INVITE: _("Einladen"),
    Stage.WRITE: _("Protokoll schreiben"),
    Stage.AGREE: _("Abstimmen"),
    Stage.APPROVE: _("Genehmigen"),
    Stage.PUBLISH: _("Veröffentlichen"),
}
NEXT: dict[Stage, tuple[str, str]] = {
    Stage.PREPARE: (_("Tagesordnung machen"), "meetings_work.agenda"),
    Stage.INVITE: (_("Ankündigen und einladen"), "meetings_work.invite"),
    Stage.WRITE: (_("Protokoll schreiben"), "meetings_work.minutes"),
    Stage.AGREE: (_("Protokoll abstimmen"), "meetings_work.approval"),
    Stage.APPROVE: (_("Protokoll genehmigen"), "meetings_work.approval"),
    Stage.PUBLISH: (_("Protokoll veröffentlichen"), "meetings_work.approval"),
}
"""What the one main button says and where it leads."""


@dataclass(frozen=True, kw_only=True)
class Todo:
    """The next thing to do."""

    text: str
    href: str


def way_of(standing: Standing) -> list[dict[str, str]]:
    """The stages for the component `path`: behind, now, or ahead."""
    now = path.stage_now(standing)
    return [{"text": str(NAMES[stage]), "kind": _kind(stage, now)} for stage in Stage]


def todo_of(meeting: Meeting, standing: Standing) -> Todo | None:
    """What is to be done next, if anything is."""
    if (now := path.stage_now(standing)) is None:
        return None
    text, endpoint = NEXT[now]
    address = address_if_there(endpoint, meeting_id=meeting.id)
    return Todo(text=str(text), href=address) if address else None


def address_if_there(endpoint: str, **values: Any) -> str | None:
    """The address of a page, if this house has it."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None


def _kind(stage: Stage, now: Stage | None) -> str:
    if stage is now:
        return "now"
    return "done" if path.is_done(stage, now) else "coming"
