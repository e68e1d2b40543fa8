"""What staff say about the team of a campaign, its pairs and its doors."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from wtforms import BooleanField
from wtforms.validators import InputRequired, Optional

from app.accounts.labels import ROLES
from app.accounts.models import Account
from app.kernel.errors import RuleBroken
from app.kernel.fields import Choice, Day, Number, OnceForm, Tiles, line, text, ticks
from app.kernel.form import BaseForm
from app.kernel.i18n import current_language
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import KNOWN, PLAIN
from app.surveys import labels
from app.surveys.models import TeamMember
from app.surveys.queries.team import Going
from app.surveys.rules import team as rules
from app.surveys.rules.kinds import TeamRole
from app.surveys.rules.team import Person


def languages() -> dict[str, str]:
    """The languages that somebody may speak, by their codes."""
    names = current_language().locale.languages
    return {each.code: names.get(each.code, each.name) for each in KNOWN if each is not PLAIN}


class MemberForm(OnceForm):
    """Somebody of the team."""

    name = line(_("Name"))
    role = Tiles(
        _("Was macht die Person?"),
        validators=[InputRequired(_("Wählen Sie bitte eine Aufgabe."))],
        coerce=TeamRole,
        default=TeamRole.INTERVIEWER,
    )
    account = Choice(_("Konto"), [Optional()])
    languages = ticks(_("Welche Sprachen spricht sie?"))
    trained_on = Day(_("Wann wurde sie geschult?"))
    trained_in = line(_("Worin, und von wem?"))
    declared = line(_("Welches Amt hat sie, das Macht über andere gibt?"))

    def offer(self, accounts: Iterable[Account]) -> None:
        """Put the choices in."""
        self.role.choices = {role.value: str(words) for role, words in labels.TEAM_ROLES.items()}
        self.account.choices = {"": str(_("Kein Konto")), **{str(each.id): _said_of(each) for each in accounts}}
        self.languages.choices = languages()

    def fill_from(self, person: Person) -> None:
        """What the form shows at first."""
        for name in ("name", "role", "trained_on", "trained_in", "declared"):
            self[name].data = getattr(person, name)
        self.account.data = str(person.account_id) if person.account_id else ""
        self.languages.data = list(person.languages)

    def person(self) -> Person:
        """What was said, for the service."""
        return Person(
            account_id=UUID(self.account.data) if self.account.data else None,
            languages=tuple(self.languages.data or ()),
            role=self.role.data,
            trained_on=self.trained_on.data,
            **{name: self[name].data or "" for name in ("name", "trained_in", "declared")},
        )


def _said_of(account: Account) -> str:
    roles = ", ".join(str(ROLES[role]) for role in sorted(account.held_roles))
    return f"{account.name} <{account.email}> · {roles}"


class PairForm(BaseForm):
    """Two who go together."""

    asker = Choice(_("Wer fragt?"), [InputRequired(_("Wählen Sie bitte, wer fragt."))])
    writer = Choice(_("Wer schreibt?"), [Optional()])

    def offer(self, members: Sequence[TeamMember]) -> None:
        asking = {str(each.id): each.name for each in members if each.role in rules.ASKING}
        self.asker.choices = {"": str(_("Bitte wählen")), **asking}
        self.writer.choices = {"": str(_("Niemand, sie geht allein")), **asking}


class HouseForm(BaseForm):
    """A house with its bells."""

    house = line(_("Welches Haus?"))
    count = Number(_("Wie viele Klingeln?"))
    bells = text(_("Oder jede Klingel einzeln"))
    is_no_name = BooleanField(_("Das sind keine Namen"))
    asks_about_names = False
    """Whether a line looks like a name, so that the form asks about it."""

    def said(self) -> dict[str, Any]:
        """What was said, for the service."""
        return {"house": self.house.data or "", "count": self.count.data, "lines": self.bells.data or ""}

    def check_names(self) -> None:
        """Raise RuleBroken when something looks like a name and nobody has said that it is none."""
        lines = (self.bells.data or "").splitlines()
        found = rules.names_among(line for line in map(rules.tidy, lines) if line)
        found += rules.people_in(self.house.data or "")
        self.asks_about_names = bool(found)
        if found and not self.is_no_name.data:
            message = _("„%(line)s“ sieht nach einem Namen aus. Schreiben Sie bitte, wo die Klingel ist.", line=found[0])
            raise RuleBroken(message, field="bells" if found[0] not in (self.house.data or "") else "house")


class GiveForm(BaseForm):
    """Who rings where: houses as a whole, or single doors."""

    doors = ticks(_("Welche?"))
    pair = Choice(_("Wer klingelt dort?"), [Optional()])

    def offer(self, *, doors: Mapping[str, str], pairs: Sequence[Going]) -> None:
        self.doors.choices = dict(doors)
        self.pair.choices = {"": str(_("Noch niemand")), **{str(each.id): each.names for each in pairs}}

    @property
    def chosen(self) -> set[UUID]:
        return {UUID(each) for each in self.doors.data or ()}

    @property
    def pair_id(self) -> UUID | None:
        return UUID(self.pair.data) if self.pair.data else None


class MoveForm(BaseForm):
    """Up or down."""

    move = Choice(_("Richtung"), choices={"hoch": "hoch", "runter": "runter"})

    @property
    def is_up(self) -> bool:
        return str(self.move.data) == "hoch"
