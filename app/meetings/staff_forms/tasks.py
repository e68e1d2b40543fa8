"""What staff say about tasks, and which of them they want to see."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from wtforms import BooleanField, EmailField, HiddenField, StringField
from wtforms.validators import Length, Optional

from app.accounts.models import Account
from app.concerns.rules import sequence_of
from app.kernel.errors import RuleBroken
from app.kernel.fields import Choice, Day, OnceForm, Tiles, line
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import GERMAN, OFFERED
from app.kernel.mail import LONGEST_ADDRESS
from app.meetings import labels
from app.meetings.models import Task
from app.meetings.queries.planning import Reach
from app.meetings.queries.tasks import Place, Show, Wish
from app.meetings.rules.kinds import TaskStatus
from app.meetings.service.tasks import Owner

SHOWN: dict[Show, str] = {
    Show.UNDONE: _("Zu erledigen"),
    Show.OVERDUE: _("Überfällig"),
    Show.CLOSED: _("Abgeschlossen"),
}


class TaskForm(OnceForm):
    """What somebody does until a day, and where a reminder goes."""

    what = line(_("Was ist zu tun?"))
    owner = line(_("Wer kümmert sich?"))
    due_on = Day(_("Bis wann?"))
    owner_account = Choice(_("Erinnerung an dieses Konto"), [Optional()])
    owner_email = EmailField(
        _("Oder an diese E-Mail-Adresse"),
        [Length(max=LONGEST_ADDRESS, message=_("Diese Adresse ist zu lang."))],
        render_kw={"autocomplete": "off", "dir": "ltr"},
    )
    owner_language = Choice(_("In welcher Sprache?"), default=GERMAN.code)
    concern = StringField(
        _("Nummer des Anliegens (freiwillig)"), [Length(max=20)], render_kw={"dir": "ltr", "placeholder": "2026-00042"}
    )

    def offer(self, accounts: Iterable[Account], *, own_id: UUID) -> None:
        """Put the choices in; oneself first."""
        named = {str(each.id): each.name for each in accounts}
        own = {str(own_id): str(_("Ich selbst"))} if str(own_id) in named else {}
        self.owner_account.choices = {
            "": str(_("Kein Konto")),
            **own,
            **{key: named[key] for key in named if key not in own},
        }
        self.owner_language.choices = {language.code: language.name for language in OFFERED}

    def owner_said(self) -> Owner:
        """Who does it."""
        chosen = self.owner_account.data
        return Owner(
            name=self.owner.data or "",
            account_id=UUID(chosen) if chosen else None,
            email=self.owner_email.data or "",
            language=self.owner_language.data or GERMAN.code,
        )

    def concern_sequence(self) -> int | None:
        """The sequence of the concern that is named, if one is. Raises RuleBroken for what is no number of a concern."""
        if not self.concern.data:
            return None
        if (found := sequence_of(self.concern.data)) is None:
            raise RuleBroken(_("Das ist keine Nummer eines Anliegens. Sie sieht so aus: 2026-00042"), field="concern")
        return found


class ChangeTaskForm(TaskForm):
    """A task anew. The address stands here no more; it stays until somebody takes it out."""

    forgets_email = BooleanField(_("Die E-Mail-Adresse löschen"))
    word = line(_("Warum ein anderer Tag?"))

    def fill_from(self, task: Task) -> None:
        """What the form shows at first."""
        self.what.data, self.owner.data, self.due_on.data = task.what, task.owner, task.due_on
        self.owner_account.data = str(task.owner_account_id) if task.owner_account_id else ""
        self.owner_language.data = task.owner_language


class StepForm(BaseForm):
    """How far a task is, and what came of it."""

    status = Tiles(_("Wie weit ist es?"), coerce=TaskStatus)
    outcome = line(_("Was kam dabei heraus?"))
    back = HiddenField()
    """Where the form stood: "liste" for the list of tasks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.status.choices = {status.value: str(words) for status, words in labels.TASK_STATUSES.items()}


class TasksForm(BaseForm):
    """Which tasks somebody wants to see."""

    zeigen = Choice(_("Welche?"), [Optional()], coerce=Show, default=Show.UNDONE)
    stand = Choice(_("Stand"), [Optional()])
    forum = Choice(_("Forum"), [Optional()])
    gremium = Choice(_("Gremium"), [Optional()])
    gruppe = Choice(_("Aktionsgruppe"), [Optional()])
    wer = line(_("Wer kümmert sich?"))
    meine = BooleanField(_("Nur meine eigenen"))
    nach = StringField(validators=[Optional(), Length(max=60)])

    def offer(self, reach: Reach) -> None:
        self.zeigen.choices = {show.value: str(words) for show, words in SHOWN.items()}
        statuses = {status.value: str(words) for status, words in labels.TASK_STATUSES.items()}
        self.stand.choices = {"": str(_("Alle")), **statuses}
        self.forum.choices = {"": str(_("Alle Foren")), **reach.forums}
        self.gremium.choices = {"": str(_("Alle Gremien")), **reach.gremien}
        self.gruppe.choices = {"": str(_("Alle Gruppen")), **reach.groups}

    def wish(self, account_id: UUID) -> Wish:
        """What was asked for. A state that ends tasks is looked for among those that are closed."""
        status = TaskStatus(self.stand.data) if self.stand.data else None
        is_closing = status in {TaskStatus.DONE, TaskStatus.DROPPED}
        return Wish(
            show=Show.CLOSED if is_closing else self.zeigen.data or Show.UNDONE,
            status=status,
            forum_id=_id(self.forum.data),
            gremium_id=_id(self.gremium.data),
            group_id=_id(self.gruppe.data),
            owner=self.wer.data or "",
            owner_account_id=account_id if self.meine.data else None,
        )

    @property
    def place(self) -> Place | None:
        """Behind which task the page begins: `2026-12-01.<id>`."""
        day, _dot, task_id = (self.nach.data or "").partition(".")
        try:
            return date.fromisoformat(day), UUID(task_id)
        except ValueError:
            return None

    def address(self) -> dict[str, str]:
        """What was asked for, as it stands in addresses."""
        names = ("stand", "forum", "gremium", "gruppe", "wer")
        asked = {name: self[name].data for name in names if self[name].data}
        if self.zeigen.data not in {None, Show.UNDONE}:
            asked["zeigen"] = self.zeigen.data.value
        return {**asked, **({"meine": "ja"} if self.meine.data else {})}


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
