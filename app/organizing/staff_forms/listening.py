"""What staff say about a listening campaign: what it is, how it goes on, who leads it, who listens."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from wtforms import HiddenField
from wtforms.validators import InputRequired, Optional

from app.accounts.models import Account
from app.kernel.errors import RuleBroken
from app.kernel.fields import Choice, Day, OnceForm, line, ticks
from app.kernel.form import BaseForm
from app.kernel.i18n import lazy_gettext as _
from app.organizing.rules.kinds import ListeningPhase
from app.organizing.rules.plan import Facts, Stand
from app.surveys.models import Campaign


class ListeningForm(OnceForm):
    """What it is, where and when."""

    title = line(_("Wie heißt der Zuhörprozess?"))
    ortsteil_keys = ticks(_("In welchen Ortsteilen?"))
    starts_on = Day(_("Erster Tag des Zuhörens"))
    ends_on = Day(_("Letzter Tag des Zuhörens"))
    campaign = Choice(_("Zu welcher Befragung gehört er?"), [Optional()])
    _own: frozenset[str] = frozenset()

    def offer(self, ortsteile: Mapping[str, str], *, own: frozenset[str], campaigns: Iterable[Campaign]) -> None:
        """Put the choices in: only what somebody looks after, and what it has already."""
        self.ortsteil_keys.choices = dict(ortsteile)
        named = {str(each.id): each.title for each in campaigns}
        self.campaign.choices = {"": str(_("Zu keiner")), **named}
        self._own = own

    def choose_only_one(self) -> None:
        """Tick the Ortsteil of somebody who looks after a single one."""
        if len(self._own) == 1:
            self.ortsteil_keys.data = list(self._own)

    def fill_from(self, facts: Facts) -> None:
        """What the form shows at first."""
        for name in ("title", "starts_on", "ends_on"):
            self[name].data = getattr(facts, name)
        self.ortsteil_keys.data = list(facts.ortsteil_keys)
        self.campaign.data = str(facts.campaign_id) if facts.campaign_id else ""

    def facts(self) -> Facts:
        """What was said, for the service. Raises RuleBroken for one that its maker would never see again."""
        keys = tuple(self.ortsteil_keys.data or ())
        if keys and not set(keys) & self._own:
            raise RuleBroken(_("Mindestens ein Ortsteil muss zu Ihrem Gebiet gehören."), field="ortsteil_keys")
        return Facts(
            title=self.title.data or "",
            ortsteil_keys=keys,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            campaign_id=UUID(self.campaign.data) if self.campaign.data else None,
        )


class StepForm(BaseForm):
    """One phase on or back, from the one that was seen."""

    phase = HiddenField()
    round = HiddenField()
    way = HiddenField()

    @property
    def seen(self) -> Stand:
        """Where it was when the page was made. Raises RuleBroken for what no page says."""
        try:
            return Stand(phase=ListeningPhase(self.phase.data or ""), round=int(self.round.data or ""))
        except ValueError:
            raise RuleBroken(_("Sehen Sie bitte nach, in welcher Phase es jetzt ist.")) from None

    @property
    def is_back(self) -> bool:
        return str(self.way.data) == "zurueck"


class LeadForm(BaseForm):
    """Who leads it from now on."""

    lead = Choice(_("Wer leitet den Zuhörprozess?"), [InputRequired(_("Wählen Sie aus der Liste."))])

    def offer(self, accounts: Sequence[Account]) -> None:
        self.lead.choices = {"": str(_("Bitte wählen")), **{str(each.id): each.name for each in accounts}}

    @property
    def lead_id(self) -> UUID:
        return UUID(self.lead.data)


class ListenerForm(OnceForm):
    """Somebody who listens."""

    name = line(_("Name"))
    account = Choice(_("Konto"), [Optional()])

    def offer(self, accounts: Iterable[Account]) -> None:
        named = {str(each.id): f"{each.name} <{each.email}>" for each in accounts}
        self.account.choices = {"": str(_("Kein Konto")), **named}

    @property
    def listener_account_id(self) -> UUID | None:
        return UUID(self.account.data) if self.account.data else None
