"""Telling people something by mail, each in their own language and with their own link to stop."""

from collections.abc import Callable
from datetime import datetime
from itertools import groupby
from uuid import UUID

from app.accounts.rules import normal_email
from app.kernel import clock, codes, i18n, outbox
from app.kernel.languages import BY_CODE, GERMAN, Language
from app.mailing import queries
from app.mailing.models import Subscription
from app.mailing.rules import Holder, Letter, Purpose, Reader
from app.mailing.service import letters, links
from app.mailing.service.links import Act

Write = Callable[[Language], Letter]
"""Writes a letter in a language. It is called while that language is spoken: gettext, days and addresses follow."""


def tell(*, purpose: Purpose, subject: str, letter: Write, dedupe: str, confirmed_after: datetime | None = None) -> int:
    """Tell everybody who has subscribed to a subject. Says how many mails wait now because of it.

    `dedupe` names the cause, for instance `meeting:<id>:invitation`. Whoever has subscribed to two subjects and is told the
    same cause for both gets one mail. What the outbox remembers of a cause lasts a month; who tells the same again later
    gives `confirmed_after`, and only those are told who have subscribed since.
    """
    count = 0
    subscribed = queries.confirmed(purpose=purpose, subject=subject, today=clock.today(), confirmed_after=confirmed_after)
    for code, same_language in groupby(subscribed, key=lambda each: each.language):
        language = language_of(code)
        with i18n.speaking(language):
            written = letter(language)
            for each in same_language:
                count += _put(each.email, written, language, reader_of(each), f"{dedupe}:{each.email_hash}")
    return count


def tell_account(*, account_id: UUID, purpose: Purpose, letter: Write, dedupe: str) -> bool:
    """Tell a member of staff, unless they stopped such mails or do not work here any more. Says whether a mail waits now."""
    account = queries.find_working(account_id)
    if account is None or purpose in queries.stopped_by(account_id):
        return False
    reader = Reader(holder=Holder.ACCOUNT, purpose=purpose, key=account_id)
    language = language_of(account.language)
    with i18n.speaking(language):
        return _put(account.email, letter(language), language, reader, f"{dedupe}:{hash_of(account.email)}")


def tell_address(*, email: str, language: str, purpose: Purpose, subject: str, letter: Write, dedupe: str) -> bool:
    """Tell somebody who left an address for one thing, unless they stopped that. `language` is a code like "leicht"."""
    reader = reader_at(email=email, purpose=purpose, subject=subject)
    if queries.is_stopped(reader.key):
        return False
    spoken = language_of(language)
    with i18n.speaking(spoken):
        return _put(email, letter(spoken), spoken, reader, f"{dedupe}:{hash_of(email)}")


def hash_of(email: str) -> str:
    """A keyed hash under which an address is known without being read."""
    return codes.lasting("mail-address", normal_email(email))


def reader_of(subscription: Subscription) -> Reader:
    return Reader(holder=Holder.SUBSCRIPTION, purpose=subscription.purpose, key=subscription.id)


def reader_at(*, email: str, purpose: Purpose, subject: str) -> Reader:
    """Somebody of whom the mailing stores nothing: the key is made from the address and the thing it was left for."""
    key = codes.lasting("mail-reader", f"{purpose}\0{subject}\0{normal_email(email)}")[:32]
    return Reader(holder=Holder.ADDRESS, purpose=purpose, key=UUID(key))


def language_of(code: str) -> Language:
    """The language with this code, or German when it is not offered any more."""
    return BY_CODE.get(code, GERMAN)


def _put(email: str, letter: Letter, language: Language, reader: Reader, dedupe: str) -> bool:
    return outbox.put(
        recipient=email,
        subject=letter.subject,
        text=letters.paragraphs(letter.text, letters.foot(reader)) + "\n",
        language=language.tag,
        dedupe=dedupe,
        reader=str(reader),
        unsubscribe=links.address_for(Act.STOP, reader),
        calendar=letter.calendar,
    )
