"""One mail as it goes over the wire: plain text in UTF-8, whole headers, perhaps a date for the calendar.

Nothing that comes in can add a header: what has a line break is no address, and a subject is always one line.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from enum import StrEnum
from typing import Any

LONGEST_ADDRESS = 254
PLAIN_LENGTH = 60
_ATOM, _LABEL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)"
ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+(?=[A-Za-z]){_LABEL}")
"""Dot-atom and host name (RFC 5321, 4.1.2). Quoted names and numbers for hosts exist, but nobody has such an address."""
MEANT_DIFFERENTLY = set("ßς\u200c\u200d")
"""Python's IDNA is the older one: it would write to another domain than the one that is meant."""
ONE_CLICK = "List-Unsubscribe=One-Click"


class Method(StrEnum):
    """What a calendar program should do with a date (RFC 5546)."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """A date for the reader's calendar: an iCalendar text and what it is for."""

    method: Method
    text: str


@dataclass(frozen=True, kw_only=True)
class Mail:
    """Everything that a mail needs. `language` is a tag like "de-simple"; `headers` are further ones by their name."""

    message_id: str
    sender: str
    recipient: str
    subject: str
    text: str
    language: str
    date: datetime
    headers: dict[str, str]
    calendar: Calendar | None


class OwnLines(EmailPolicy):
    """Writes the headers that Python folds badly: it hides long links in encoded words and loses spaces between those."""

    def fold(self, name: str, value: Any) -> str:
        match name.lower():
            case "subject":
                return f"{name}: {_words(str(value), name)}{self.linesep}"
            case "from" if not (sender := value.addresses[0]).display_name.isascii():
                return f"{name}: {_words(sender.display_name, name)} <{sender.addr_spec}>{self.linesep}"
            case "message-id" | "list-unsubscribe" | "list-unsubscribe-post":
                return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


POLICY = OwnLines(linesep=SMTP.linesep, max_line_length=76)


def is_address(text: str) -> bool:
    """Whether a mail can be sent there: one plain address without a name, a comment or a list."""
    if len(text) > LONGEST_ADDRESS or MEANT_DIFFERENTLY & set(text):
        return False
    try:
        return ADDRESS.fullmatch(_on_the_wire(text)) is not None
    except UnicodeError:
        return False


def masked(address: str) -> str:
    """Enough of an address to see where it leads, not enough to write to it."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}" if at else ""


def one_line(text: str) -> str:
    """A text without line breaks and control characters, for headers."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def composed(mail: Mail) -> EmailMessage:
    """The mail as a message. Headers that could break out raise ValueError."""
    message = EmailMessage(policy=POLICY)
    message["From"] = mail.sender
    message["To"] = Address(addr_spec=_on_the_wire(mail.recipient))
    message["Subject"] = one_line(mail.subject)
    message["Date"] = format_datetime(mail.date)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.text, cte="quoted-printable")
    if mail.calendar:
        message.add_alternative(
            mail.calendar.text, subtype="calendar", cte="base64", params={"method": str(mail.calendar.method)}
        )
    message["Content-Language"] = mail.language
    return message


def recipient_of(message: EmailMessage) -> str:
    """The one address a message goes to."""
    return str(message["To"].addresses[0].addr_spec)


def _words(text: str, header: str) -> str:
    """Words as they may stand in a header (RFC 2047)."""
    if text.isascii() and len(text) < PLAIN_LENGTH and "=?" not in text:
        return text
    return Header(text, "utf-8", header_name=header).encode(linesep=SMTP.linesep)


def _on_the_wire(address: str) -> str:
    """The address with its domain in ASCII: müller.example is xn--mller-kva.example there."""
    local, _at, domain = address.rpartition("@")
    return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode('ascii')}"
