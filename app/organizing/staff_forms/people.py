"""What staff say about people: after a one-to-one, on the list of names to visit, and when somebody asks what is stored."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired, Optional

from app.kernel.fields import Choice, Day, Number, OnceForm, Tiles, line, text, ticks
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.organizing import labels
from app.organizing.exports import Leaf
from app.organizing.models import Listener
from app.organizing.rules.kinds import Interest
from app.organizing.rules.people import Talk, themes_in

FORMATS = {"txt": _("Text zum Lesen"), "json": _("JSON für Programme")}
PLAIN = ("name", "reach", "day", "minutes", "interest", "next_step", "next_contact_on", "last_contact_on", "notes")
DAYS = ("day", "next_contact_on", "last_contact_on", "agreed_on", "agreed_until")
WORDS = ("name", "reach", "next_step", "notes")


class OneToOneForm(OnceForm):
    """What was said in a one-to-one, and what comes next."""

    name = line(_("Name"))
    reach = line(_("Wie ist die Person erreichbar? (freiwillig)"))
    listener = Choice(_("Wer hat das Gespräch geführt?"), [Optional()])
    day = Day(_("Wann war das Gespräch?"))
    minutes = Number(_("Wie viele Minuten hat es gedauert?"))
    themes = text(_("Welche Themen waren ihr wichtig?"))
    interest = Tiles(
        _("Möchte sie mitmachen?"),
        validators=[InputRequired(_("Wählen Sie bitte aus."))],
        coerce=Interest,
        default=Interest.OPEN,
    )
    notes = text(_("Notizen"))
    next_step = line(_("Was ist der nächste Schritt?"))
    next_contact_on = Day(_("Wann melden Sie sich wieder?"))
    last_contact_on = Day(_("Wann war der letzte Kontakt?"))
    agreed_on = Day(_("An welchem Tag hat die Person zugestimmt?"))
    agreed_until = Day(_("Bis zu welchem Tag dürfen wir die Notizen aufheben?"))

    def offer(self, listeners: Iterable[Listener]) -> None:
        """Put the choices in."""
        self.listener.choices = {"": str(_("Nicht angegeben")), **{str(each.id): each.name for each in listeners}}
        self.interest.choices = {each.value: str(said) for each, said in labels.INTERESTS.items()}

    def fill_from(self, talk: Talk) -> None:
        """What the form shows at first."""
        for name in (*PLAIN, "agreed_on", "agreed_until"):
            self[name].data = getattr(talk, name)
        self.themes.data = "\n".join(talk.themes)
        self.listener.data = str(talk.listener_id) if talk.listener_id else ""

    def talk(self) -> Talk:
        """What was said, for the service."""
        words: dict[str, Any] = {name: self[name].data or "" for name in WORDS}
        days: dict[str, Any] = {name: self[name].data for name in DAYS}
        return Talk(
            themes=themes_in(self.themes.data or ""),
            minutes=self.minutes.data,
            interest=self.interest.data,
            listener_id=UUID(self.listener.data) if self.listener.data else None,
            **words,
            **days,
        )


class NewOneToOneForm(OneToOneForm):
    """The first notes: only if the person knows of them and agrees."""

    is_agreed = BooleanField(
        _("Die Person weiß, dass wir das aufschreiben, und ist einverstanden"),
        [InputRequired(_("Ohne Zustimmung heben wir nichts auf."))],
    )
    prospect = HiddenField()
    """Which name on the list of visits is done with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.prospect_id is None:
            self.prospect.data = ""

    @property
    def prospect_id(self) -> UUID | None:
        try:
            return UUID(self.prospect.data) if self.prospect.data else None
        except ValueError:
            return None


class ProspectForm(OnceForm):
    """Somebody who might be visited: a name, nothing else."""

    name = line(_("Wen möchten Sie besuchen?"))
    listener = Choice(_("Wer fragt nach einem Gespräch?"), [Optional()])

    def offer(self, listeners: Iterable[Listener]) -> None:
        self.listener.choices = {"": str(_("Noch offen")), **{str(each.id): each.name for each in listeners}}

    @property
    def listener_id(self) -> UUID | None:
        return UUID(self.listener.data) if self.listener.data else None


class NameForm(BaseForm):
    """Under which name something might be stored."""

    name = line(_("Name"))

    @property
    def asked(self) -> str:
        return self.name.data or ""


class FileForm(NameForm):
    """Which of the things under a name somebody takes along, and in which form."""

    name = HiddenField()
    taken = ticks(_("Was gehört zu dieser Person?"))
    format = Choice(_("Format"), [InputRequired(_("Wählen Sie aus der Liste."))])

    def offer(self, leaves: Sequence[Leaf]) -> None:
        """Put the choices in: what is stored, told apart by its facts."""
        self.taken.choices = {each.key: each.choice for each in leaves}
        self.format.choices = {value: str(said) for value, said in FORMATS.items()}


class GoneForm(NameForm):
    """Which of the things under a name are deleted."""

    name = HiddenField()
    gone = ticks(_("Was soll gelöscht werden?"))

    def offer(self, leaves: Sequence[Leaf]) -> None:
        """Put the choices in: what is stored, told apart by its facts."""
        self.gone.choices = {each.key: each.choice for each in leaves}
