"""Listening campaigns begin, change, go round their phases, are handed over, and end; listeners come and go."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import NotAllowed, RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation
from app.organizing.models import Listener, ListeningCampaign, ListeningStep
from app.organizing.queries import listening as queries
from app.organizing.rules import people, plan
from app.organizing.rules.kinds import ListeningPhase
from app.organizing.rules.plan import Facts, Stand
from app.places.models import Ortsteil
from app.surveys.service.campaigns import id_from


def begin(*, facts: Facts, client_id: str = "", account_id: UUID) -> ListeningCampaign:
    """Begin to listen; whoever begins it leads it. The same form again (by its `client_id`) begins nothing new."""
    own_id = id_from(f"listening\0{account_id}", client_id) if client_id else None
    if own_id and (there := queries.find(own_id)):
        if there.title != facts.title:
            raise sent_before()
        return there
    plan.check_facts(facts)
    listening = ListeningCampaign(lead_id=account_id, **({"id": own_id} if own_id else {}))
    _take_over(listening, facts)
    db.session.add(listening)
    db.session.flush()
    _log(listening, "listening.begin", account_id)
    return listening


def change(*, listening: ListeningCampaign, facts: Facts, account_id: UUID) -> None:
    """Say anew what, where and when it is. The days on which names are gone follow its end.

    Nobody gets rid of the lead by taking away their Ortsteile, and so comes to read what was written.
    """
    _hold_running(listening)
    plan.check_facts(facts)
    had_lead = queries.has_lead(listening)
    _take_over(listening, facts)
    if had_lead and not queries.has_lead(listening):
        message = _("Die Leitung sieht nach keinem dieser Ortsteile. Lassen Sie einen von ihren stehen.")
        raise RuleBroken(message, field="ortsteil_keys")
    _follow_end(listening)
    _log(listening, "listening.change", account_id)


def facts_of(listening: ListeningCampaign) -> Facts:
    """What is known of it now."""
    return Facts(
        title=listening.title,
        ortsteil_keys=tuple(each.key for each in listening.ortsteile),
        starts_on=listening.starts_on,
        ends_on=listening.ends_on,
        campaign_id=listening.campaign_id,
    )


def go_on(*, listening: ListeningCampaign, seen: Stand, account_id: UUID) -> None:
    """On to the next phase; after the last one the loop begins again (A-60)."""
    _hold_at(listening, seen)
    _step(listening, plan.coming(listening.stand), account_id)


def go_back(*, listening: ListeningCampaign, seen: Stand, account_id: UUID) -> None:
    """One phase back."""
    _hold_at(listening, seen)
    before = plan.former(listening.stand)
    if before is None:
        raise RuleBroken(_("Das ist die erste Phase."))
    _step(listening, before, account_id)


def finish(*, listening: ListeningCampaign, account_id: UUID) -> None:
    """It is over: nobody is written down any more, and the names to visit are soon gone."""
    _hold_running(listening)
    listening.finished_on = clock.today()
    same = {"before": listening.phase, "after": listening.phase, "round": listening.round}
    db.session.add(ListeningStep(listening_id=listening.id, is_end=True, account_id=account_id, **same))
    _follow_end(listening)
    _log(listening, "listening.finish", account_id)


def hand_over(*, listening: ListeningCampaign, to: UUID, account_id: UUID) -> None:
    """Somebody else leads it, and reads from now on what was written. Only the lead says so, or anybody if it has none."""
    queries.hold(listening)
    if listening.lead_id != account_id and queries.has_lead(listening):
        raise NotAllowed
    if to not in {each.id for each in queries.might_lead(listening)}:
        raise RuleBroken(_("Wählen Sie bitte nur aus, was hier steht."), field="lead")
    listening.lead_id = to
    _log(listening, "listening.lead", account_id, note=str(to))


def join(
    *,
    listening: ListeningCampaign,
    name: str,
    listener_account_id: UUID | None,
    client_id: str = "",
    account_id: UUID,
) -> Listener:
    """Somebody listens too, with an account or by name alone. The same form again makes no second one."""
    own_id = id_from(f"listener\0{listening.id}", client_id) if client_id else None
    if own_id and (there := queries.find_listener(own_id)):
        if name not in {"", there.name} or there.account_id != listener_account_id:
            raise sent_before()
        return there
    _hold_running(listening)
    if listener_account_id is not None:
        account = queries.find_account(listener_account_id)
        if account is None:
            raise RuleBroken(_("Wählen Sie bitte nur aus, was hier steht."), field="account")
        if queries.find_listening_account(listening, account.id):
            raise RuleBroken(_("Dieses Konto hört hier schon zu."), field="account")
        name = name or account.name
    people.check_name(name)
    listener = Listener(
        listening_id=listening.id, account_id=listener_account_id, name=name, **({"id": own_id} if own_id else {})
    )
    db.session.add(listener)
    db.session.flush()
    _log(listening, "listening.join", account_id)
    return listener


def leave(*, listening: ListeningCampaign, listener: Listener, account_id: UUID) -> None:
    """Somebody listens no more. Their notes stay; somebody else may ask those whom they wanted to visit."""
    db.session.execute(sa.delete(Listener).where(Listener.id == listener.id))
    db.session.flush()
    db.session.expire_all()
    _log(listening, "listening.leave", account_id)


def forget_listeners() -> int:
    """The job: delete who listened, twelve months after the listening. Says how many."""
    today = clock.today()
    over = [each.id for each in queries.with_listeners() if people.a_year_after(each.last_day) <= today]
    count: int = db.session.execute(  # type: ignore[attr-defined]
        sa.delete(Listener).where(Listener.listening_id.in_(over))
    ).rowcount
    db.session.flush()
    return count


def check_running(listening: ListeningCampaign) -> None:
    """Raise RuleBroken when nobody is written down any more."""
    if listening.finished_on is not None:
        raise RuleBroken(_("Dieser Zuhörprozess ist abgeschlossen. Er bleibt, wie er ist."))


def sent_before() -> RuleBroken:
    """What is said when a form comes a second time with other words: they would be lost without a word."""
    return RuleBroken(_("Dieses Formular haben Sie schon mit anderen Angaben gesendet. Öffnen Sie bitte ein neues."))


def _hold_running(listening: ListeningCampaign) -> None:
    queries.hold(listening)
    check_running(listening)


def _hold_at(listening: ListeningCampaign, seen: Stand) -> None:
    _hold_running(listening)
    if listening.stand != seen:
        raise RuleBroken(_("Jemand war schneller. Sehen Sie bitte nach, in welcher Phase es jetzt ist."))


def _step(listening: ListeningCampaign, to: Stand, account_id: UUID) -> None:
    before: ListeningPhase = listening.phase
    listening.phase, listening.round = to.phase, to.round
    step = ListeningStep(listening_id=listening.id, before=before, after=to.phase, round=to.round, account_id=account_id)
    db.session.add(step)
    _log(listening, "listening.step", account_id, note=f"{to.phase} {to.round}")


def _take_over(listening: ListeningCampaign, facts: Facts) -> None:
    if facts.starts_on is None:  # check_facts has refused that
        return
    listening.title, listening.campaign_id = facts.title, facts.campaign_id
    listening.starts_on = facts.starts_on
    listening.ends_on = facts.ends_on or plan.usual_end(facts.starts_on)
    listening.ortsteile = _ortsteile(facts.ortsteil_keys)


def _ortsteile(keys: Sequence[str]) -> list[Ortsteil]:
    found = list(db.session.scalars(sa.select(Ortsteil).where(Ortsteil.key.in_(keys))))
    if len(found) != len(set(keys)):
        raise RuleBroken(_("Wählen Sie bitte nur aus, was hier steht."), field="ortsteil_keys")
    return found


def _follow_end(listening: ListeningCampaign) -> None:
    """Set the days on which names to visit are gone anew."""
    for each in queries.prospects_in(listening):
        each.delete_on = people.prospect_delete_on(noted_on=each.noted_on, listening_ends_on=listening.last_day)


def _log(listening: ListeningCampaign, act: str, account_id: UUID, note: str = "") -> None:
    db.session.flush()
    moderation.log(act=act, subject=listening.subject, note=note, account=account_id)
