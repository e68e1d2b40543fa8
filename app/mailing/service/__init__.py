"""What can be done about mails: ask for them, say yes, stop them, tell people something, try again."""

from uuid import UUID

from app.kernel import outbox
from app.mailing.service.stopping import choose, forget_ended, stop, wants_mails
from app.mailing.service.subscribing import ask_before_end, confirm, find, stay, subscribe
from app.mailing.service.telling import hash_of, reader_of, tell, tell_account, tell_address
from app.moderation import service as moderation

__all__ = (
    "ask_before_end",
    "choose",
    "confirm",
    "find",
    "forget_ended",
    "hash_of",
    "reader_of",
    "stay",
    "stop",
    "subscribe",
    "tell",
    "tell_account",
    "tell_address",
    "try_again",
    "wants_mails",
)


def try_again(*, mail_id: UUID, account_id: UUID) -> None:
    """Let a mail that failed begin anew."""
    outbox.try_again(mail_id)
    moderation.log(act="mail.retry", subject=f"mail:{mail_id}", account=account_id)
