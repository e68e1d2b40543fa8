"""Asking for mails, saying yes to them, and staying: nobody gets mails who has not clicked in one (double opt-in)."""

from uuid import uuid4

from app.kernel import clock, i18n, outbox
from app.kernel.db import db
from app.kernel.errors import RuleBroken
from app.kernel.i18n import lazy_gettext as _
from app.kernel.languages import Language
from app.kernel.mail import is_address
from app.kernel.upsert import insert
from app.mailing import queries, rules, subjects
from app.mailing.models import Subscription
from app.mailing.rules import Holder, Letter, Purpose
from app.mailing.service import letters, links, telling
from app.mailing.service.links import Act


def subscribe(*, purpose: Purpose, subject: str, email: str, language: Language) -> None:
    """Write to an address that it is to be confirmed, or that nothing is to be done. At most once a day.

    From outside nobody can tell which: an address that is known already is treated the same.
    """
    name = subjects.find_name(subject)
    if name is None:
        raise RuleBroken(_("Dazu gibt es keine E-Mails mehr."))
    if not is_address(email):
        raise RuleBroken(_("Schreiben Sie eine E-Mail-Adresse, zum Beispiel name@beispiel.de."), field="email")
    subscription = _noted(purpose, subject, email, language)
    if subscription.confirmed_at is None:
        subscription.language, subscription.created_on = language.code, clock.today()
    reader = telling.reader_of(subscription)
    write = letters.please_confirm if subscription.confirmed_at is None else letters.there_already
    spoken = telling.language_of(subscription.language)
    with i18n.speaking(spoken):
        _send(subscription, write(reader, name), f"asked:{subscription.id}:{clock.today()}", spoken)
    db.session.flush()


def confirm(token: str) -> Subscription | None:
    """The click in the mail: from now on for two years. A second click changes nothing. None: too old, or not ours."""
    subscription = find(Act.CONFIRM, token)
    if subscription and subscription.confirmed_at is None:
        subscription.confirmed_at = clock.now()
        subscription.expires_on = rules.end_of(clock.today())
        db.session.flush()
    return subscription


def stay(token: str) -> Subscription | None:
    """Two more years from today. None when the address is deleted already."""
    subscription = find(Act.STAY, token)
    if subscription and subscription.confirmed_at:
        subscription.expires_on = rules.end_of(clock.today())
        db.session.flush()
    return subscription


def find(act: Act, token: str) -> Subscription | None:
    """The subscription that a link is about."""
    reader = links.reader_of(act, token)
    if reader is None or reader.holder is not Holder.SUBSCRIPTION:
        return None
    return queries.find_subscription(reader.key)


def ask_before_end() -> int:
    """Ask everybody whose subscription ends within a month, once. What no longer exists ends unasked. Says how many."""
    asked = 0
    for subscription in queries.ending_soon(clock.today()):
        name, language = subjects.find_name(subscription.subject), telling.language_of(subscription.language)
        if name is None or subscription.expires_on is None:
            continue
        with i18n.speaking(language):
            letter = letters.please_stay(telling.reader_of(subscription), name, subscription.expires_on)
            asked += _send(subscription, letter, f"stay:{subscription.id}:{subscription.expires_on}", language)
    return asked


def _noted(purpose: Purpose, subject: str, email: str, language: Language) -> Subscription:
    """The row of this address, new or there already, in one statement: two forms at once make one row."""
    email_hash = telling.hash_of(email)
    row = {
        "id": uuid4(),
        "purpose": purpose,
        "subject": subject,
        "email": email,
        "email_hash": email_hash,
        "language": language.code,
        "created_on": clock.today(),
    }
    unique = [Subscription.purpose, Subscription.subject, Subscription.email_hash]
    db.session.execute(insert(Subscription).values(row).on_conflict_do_nothing(index_elements=unique))
    return queries.get_subscription_of(purpose=purpose, subject=subject, email_hash=email_hash)


def _send(subscription: Subscription, letter: Letter, dedupe: str, language: Language) -> bool:
    reader = telling.reader_of(subscription)
    return outbox.put(
        recipient=subscription.email,
        subject=letter.subject,
        text=letter.text + "\n",
        language=language.tag,
        dedupe=dedupe,
        reader=str(reader),
        unsubscribe=links.address_for(Act.STOP, reader) if subscription.confirmed_at else "",
    )
