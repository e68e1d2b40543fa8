"""What staff say about a vote with dots: what hangs on the wall, how many dots there are, what becomes of a theme."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from wtforms import HiddenField

from app.concerns.rules import sequence_of
from app.kernel.errors import RuleBroken
from app.kernel.fields import Choice, Number, OnceForm, line, text, ticks
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.kernel.i18n import translated
from app.meetings import labels
from app.meetings.models import AgendaItem, DotPoll, Meeting
from app.meetings.queries.dots import Offer


class OptionsForm(OnceForm):
    """Themes that go on the wall: from the agenda, from the topics of the city, or typed."""

    from_agenda = ticks(_("Von der Tagesordnung"))
    topics = ticks(_("Aus den Themen der Stadt"))
    options = text(_("Eigene Themen, jedes in einer Zeile"))

    def offer(self, *, agenda: Sequence[Offer], topics: Sequence[Offer]) -> None:
        self._offers = {offer.key: offer for offer in (*agenda, *topics)}
        self.from_agenda.choices = {offer.key: offer.title for offer in agenda}
        self.topics.choices = {offer.key: translated(offer.title) for offer in topics}

    def offers(self) -> list[Offer]:
        """What was ticked, and what was typed."""
        ticked = [self._offers[key] for key in (*(self.from_agenda.data or ()), *(self.topics.data or ()))]
        lines = (words.strip() for words in (self.options.data or "").splitlines())
        return [*ticked, *(Offer(key="", title=words) for words in lines if words)]


class PollForm(OptionsForm):
    """A question, its dots and its themes."""

    question = line(_("Welche Frage steht darüber?"), default=labels.WALL)
    dots_per_person = Number(_("Wie viele Punkte bekommt jeder Mensch?"), default=3)
    item = Choice(_("Zu welchem Punkt der Tagesordnung gehört das?"), default="")

    def offer_items(self, items: Iterable[AgendaItem]) -> None:
        self.item.choices = {"": str(_("Zu keinem")), **{str(item.id): item.title for item in items}}

    def item_id(self) -> UUID | None:
        return UUID(self.item.data) if self.item.data else None


class CountForm(BaseForm):
    """The dots of each theme, who took part, and what the meeting takes on. `seen` is the print of what was shown."""

    voters = Number(_("Wie viele Menschen haben Punkte geklebt?"))
    chosen = ticks(_("Das gehen wir an"))
    seen = HiddenField(default="")

    def count_of(self, option_id: UUID) -> Any:
        """The field that counts the dots of a theme."""
        return self[_name_of(option_id)]

    def counts(self, poll: DotPoll) -> dict[UUID, int]:
        """The dots by theme. A field that was left empty says 0."""
        return {option.id: self.count_of(option.id).data or 0 for option in poll.options}

    def chosen_ids(self) -> set[UUID]:
        return {UUID(each) for each in self.chosen.data or ()}


def count_form(poll: DotPoll) -> type[CountForm]:
    """The form for this vote: it asks one number for each theme."""
    fields = {_name_of(option.id): Number(option.title, default=option.dots) for option in poll.options}
    return type("CountFormOfPoll", (CountForm,), fields)


class OptionForm(BaseForm):
    """What stands on the card of a theme."""

    title = line(_("Wie heißt das Thema?"))
    concern = line(_("Um welches Anliegen geht es?"), render_kw={"dir": "ltr", "placeholder": "2026-00042"})

    def sequence(self) -> int | None:
        """The sequence of the concern, if there is one. Raises RuleBroken for a number that no concern can have."""
        if not self.concern.data:
            return None
        if (found := sequence_of(self.concern.data)) is None:
            raise RuleBroken(_("Eine Nummer sieht so aus: 2026-00042"), field="concern")
        return found


class NextMeetingForm(BaseForm):
    """On which agenda a theme goes."""

    meeting = Choice(_("In welchem Treffen?"))

    def offer(self, meetings: Iterable[Meeting]) -> None:
        self.meeting.choices = {str(each.id): f"{each.title}, {labels.when(each)}" for each in meetings}


def _name_of(option_id: UUID) -> str:
    return f"dots_{option_id.hex}"
