"""What staff say about an action group."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from wtforms import BooleanField
from wtforms.validators import Optional

from app.concerns.models import Topic
from app.kernel import clock
from app.kernel.fields import Choice, Day, OnceForm, Tiles, line, text
from app.kernel.i18n import lazy_gettext as _
from app.kernel.i18n import translated
from app.meetings import labels
from app.meetings.rules.groups import LINES, Facts
from app.meetings.rules.kinds import GroupStatus


class GroupForm(OnceForm):
    """A group, how one reaches it, and when it meets next."""

    name = line(_("Wie heißt die Gruppe?"))
    theme = line(_("Worum geht es ihr?"))
    topic = Choice(_("Thema"), [Optional()])
    description = text(_("Was sie vorhat (freiwillig)"))
    contact = line(_("Wie erreicht man die Gruppe?"))
    is_role_address = BooleanField(_("Die Adresse gehört der Gruppe, nicht einem einzelnen Menschen"))
    next_on = Day(_("Nächster Termin"))
    next_note = line(_("Wo und wann genau?"))
    founded_on = Day(_("Gegründet am"))
    status = Tiles(_("Wie geht es der Gruppe?"), coerce=GroupStatus, default=GroupStatus.FOUNDED)
    forum = Choice(_("Forum"), [Optional()])
    is_public = BooleanField(_("Alle können die Gruppe finden"), default=True)
    own_forums: list[str]
    asks_about_address = False
    """Whether the address looks like somebody's own, so that the form asks about it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.status.choices = {status.value: str(words) for status, words in labels.GROUP_STATUSES.items()}

    def offer(self, *, topics: Iterable[Topic], forums: Mapping[str, str]) -> None:
        """Put the choices in."""
        self.topic.choices = {"": str(_("Keins davon")), **{topic.key: translated(topic.label) for topic in topics}}
        self.forum.choices = {"": str(_("Kein Forum")), **forums}
        self.own_forums = list(forums)

    def fill_from(self, facts: Facts) -> None:
        """What the form shows at first."""
        for name in (*LINES, "description", "founded_on", "next_on", "status", "is_public"):
            self[name].data = getattr(facts, name)
        self.topic.data = facts.topic_key or ""
        self.forum.data = str(facts.forum_id) if facts.forum_id else ""

    def facts(self) -> Facts:
        """What was said, for the service."""
        return Facts(
            **{name: self[name].data or "" for name in (*LINES, "description")},
            topic_key=self.topic.data or None,
            status=self.status.data,
            founded_on=self.founded_on.data or clock.today(),
            next_on=self.next_on.data,
            forum_id=UUID(self.forum.data) if self.forum.data else None,
            is_public=bool(self.is_public.data),
        )
