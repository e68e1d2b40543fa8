"""What stands on the poster of a meeting: what, when, where, what helps to come, and a short address."""

from collections.abc import Sequence
from typing import Any

from app.kernel import posters
from app.kernel.i18n import gettext as _
from app.kernel.i18n import speaking
from app.kernel.languages import Language
from app.kernel.pages import whole
from app.kernel.posters import Poster, Said
from app.meetings import labels
from app.meetings.exports.words import where
from app.meetings.models import Meeting
from app.meetings.rules.kinds import Access, MeetingKind, MeetingState
from app.meetings.rules.short import short_of


def poster(meeting: Meeting, languages: Sequence[Language]) -> Poster:
    """In these languages, under its German title. The short address leads on in the language of the phone."""
    with speaking(languages[0]):
        facts = [(_("Wo"), where(meeting))]
    return posters.made(
        title=Said(text=meeting.title),
        about=" · ".join(_hosts(meeting)),
        note=meeting.purpose,
        words=posters.in_each(languages, lambda: _said(meeting)),
        facts=facts,
        address=whole(f"/t/{short_of(meeting.id)}"),
    )


def _hosts(meeting: Meeting) -> list[str]:
    return [
        *(forum.name for forum in meeting.forums),
        *(gremium.name for gremium in meeting.gremien),
        *(group.name for group in meeting.groups),
    ]


def _said(meeting: Meeting) -> dict[str, Any]:
    is_cancelled = meeting.state is MeetingState.CANCELLED
    return {
        "heading": _("Treffen") if meeting.kind is MeetingKind.OTHER else str(labels.KINDS[meeting.kind]),
        "when": labels.when(meeting),
        "text": "" if is_cancelled else _("Alle sind willkommen. Sie müssen sich nicht anmelden."),
        "warning": _("Dieses Treffen fällt aus.") if is_cancelled else "",
        "helps": [] if is_cancelled else _helps(meeting),
    }


def _helps(meeting: Meeting) -> list[tuple[str, str]]:
    """What makes it easy to come, each with its picture."""
    helps = [(str(labels.ACCESS[Access(each)]), labels.ACCESS_ICONS[Access(each)]) for each in meeting.access]
    if meeting.interpreting:
        helps.append((_("Es wird gedolmetscht: %(languages)s", languages=labels.interpreted(meeting)), "globe"))
    return helps
