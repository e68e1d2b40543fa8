"""Links in mails: they say who may do what, signed, so nothing has to be stored for them and nobody can make one up."""

from enum import StrEnum

from app.kernel import codes, pages
from app.mailing.rules import Reader, reader_named

SIGNATURE = 32
"""128 bits as hex digits: mail programs break no link at them."""


class Act(StrEnum):
    """What a link is for. A link for one act is worth nothing for another."""

    CONFIRM = "confirm"
    STAY = "stay"
    STOP = "stop"


def token_for(act: Act, reader: Reader) -> str:
    """What stands at the end of the link. It stays good as long as CODE_KEY does."""
    return f"{reader}{_signature(act, str(reader))}"


def reader_of(act: Act, token: str) -> Reader | None:
    """Whose link this is; None for one that we did not make."""
    name, signature = token[:-SIGNATURE], token[-SIGNATURE:]
    return reader_named(name) if codes.same(signature, _signature(act, name)) else None


def address_for(act: Act, reader: Reader) -> str:
    """The whole address of the page where the reader confirms, stays or stops, in the language being spoken."""
    return pages.address_of(f"mailing.{act}", token=token_for(act, reader))


def _signature(act: Act, name: str) -> str:
    return codes.lasting(f"mail-{act}", name)[:SIGNATURE]
