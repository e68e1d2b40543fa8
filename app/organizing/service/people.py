"""One-to-ones and names to visit are written down, kept right, and erased on their day or when somebody says so.

What is written down is not logged: a line with a time would say when who was visited. What is erased is, without words.
"""

from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.moderation import service as moderation
from app.organizing.models import Listener, ListeningCampaign, OneToOne, Prospect
from app.organizing.queries import listening as listenings
from app.organizing.queries import people as queries
from app.organizing.rules import people as rules
from app.organizing.rules.people import Talk
from app.organizing.service.listening import check_running, sent_before
from app.surveys.service.campaigns import id_from

WORDS = ("name", "reach", "minutes", "interest", "next_step", "next_contact_on", "notes", "agreed_on", "agreed_until")


def write_down(
    *, listening: ListeningCampaign, talk: Talk, client_id: str = "", prospect: Prospect | None = None, account_id: UUID
) -> OneToOne:
    """Keep what was said in a one-to-one. The name to visit is gone then. The same form again keeps nothing twice."""
    own_id = id_from(f"one-to-one\0{account_id}", client_id) if client_id else None
    if own_id and (there := queries.find_one_to_one(own_id)):
        if talk_of(there) != replace(talk, last_contact_on=talk.last_contact):
            raise sent_before()
        return there
    check_running(listening)
    _check(listening, talk)
    made = OneToOne(listening_id=listening.id, account_id=account_id, **({"id": own_id} if own_id else {}))
    _take_over(made, talk)
    db.session.add(made)
    if prospect is not None:
        db.session.delete(prospect)
    db.session.flush()
    return made


def correct(*, one_to_one: OneToOne, listening: ListeningCampaign, talk: Talk, account_id: UUID) -> None:
    """Write down what is right now, or what came since. It is never kept longer than the person agreed."""
    _check(listening, talk)
    rules.check_not_longer(
        talk, until_before=one_to_one.agreed_until, agreed_before=one_to_one.agreed_on, today=clock.today()
    )
    _take_over(one_to_one, talk)
    db.session.flush()
    if one_to_one.account_id != account_id:
        moderation.log(act="organizing.correct", subject=listening.subject, account=account_id)


def talk_of(one_to_one: OneToOne) -> Talk:
    """What is kept of a one-to-one now."""
    return Talk(
        day=one_to_one.day,
        last_contact_on=one_to_one.last_contact_on,
        themes=tuple(one_to_one.themes),
        listener_id=one_to_one.listener_id,
        **{name: getattr(one_to_one, name) for name in WORDS},
    )


def note_name(
    *, listening: ListeningCampaign, name: str, listener: Listener | None, client_id: str = "", account_id: UUID
) -> Prospect:
    """Write down the name of somebody who might be visited. The same form again writes nothing twice."""
    own_id = id_from(f"prospect\0{account_id}", client_id) if client_id else None
    if own_id and (there := queries.find_prospect(own_id)):
        if there.name != name:
            raise sent_before()
        return there
    check_running(listening)
    rules.check_name(name)
    today = clock.today()
    gone_on = rules.prospect_delete_on(noted_on=today, listening_ends_on=listening.last_day)
    if gone_on <= today:
        raise RuleBroken(_("Die Zeit des Zuhörens ist vorbei. Neue Namen heben wir nicht mehr auf."), field="name")
    made = Prospect(
        listening_id=listening.id,
        account_id=account_id,
        listener_id=listener.id if listener else None,
        name=name,
        noted_on=today,
        delete_on=gone_on,
        **({"id": own_id} if own_id else {}),
    )
    db.session.add(made)
    db.session.flush()
    return made


def ask(*, prospect: Prospect, listener: Listener | None) -> None:
    """Note who has asked somebody for a talk, today."""
    prospect.listener_id = listener.id if listener else None
    prospect.asked_on = clock.today()
    db.session.flush()


def erase(*, row: OneToOne | Prospect, listening: ListeningCampaign, account_id: UUID) -> None:
    """Somebody wants nothing to be kept: it is gone at once, and nothing says whose it was."""
    kind = type(row)
    db.session.execute(sa.delete(kind).where(kind.id == row.id))
    moderation.log(act="organizing.erase", subject=listening.subject, note="1", account=account_id)
    db.session.flush()


def erase_due() -> int:
    """The job: delete the notes and the names whose day has come. Says how many."""
    today = clock.today()
    due = [*queries.due_one_to_ones(today), *queries.due_prospects(today)]
    for row in due:
        db.session.delete(row)
    db.session.flush()
    return len(due)


def _check(listening: ListeningCampaign, talk: Talk) -> None:
    rules.check_talk(talk, today=clock.today())
    if talk.listener_id is not None and talk.listener_id not in {each.id for each in listenings.listeners_of(listening)}:
        raise RuleBroken(_("Wählen Sie bitte nur aus, was hier steht."), field="listener")


def _take_over(row: OneToOne, talk: Talk) -> None:
    if talk.day is None or talk.agreed_on is None:  # check_talk has refused that
        return
    for name in WORDS:
        setattr(row, name, getattr(talk, name))
    row.day, row.last_contact_on = talk.day, talk.last_contact_on or talk.day
    row.themes, row.listener_id = list(talk.themes), talk.listener_id
    row.delete_on = rules.delete_on(last_contact_on=row.last_contact_on, agreed_until=talk.agreed_until)
