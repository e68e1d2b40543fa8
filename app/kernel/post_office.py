"""The mail server we hand mails to, and the two ways in which that can go wrong."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import parseaddr
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

from app.kernel import mail
from config import SettingMissing

PATIENCE = 20
"""Seconds that the server may be silent."""

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
HEARD, HANGING_UP = 250, 421
UNREADABLE = "MAIL_URL beginnt mit smtp:// oder smtps:// und nennt einen Rechner, zum Beispiel smtps://mail.example.org."
NOT_ASCII = "Name und Passwort in MAIL_URL dürfen keine Umlaute haben: Mailserver verstehen sie dort nicht."
UNPROTECTED = "MAIL_URL nennt ein Passwort, aber keinen geschützten Weg: Nehmen Sie smtps:// oder ?starttls=yes."


class Unreachable(Exception):
    """The server is gone, or does not let us in: no mail can go, and that is no mail's fault."""


class Refused(Exception):
    """The server does not take this one mail. `reason` is the kind of error and the server's code, without its words."""

    def __init__(self, reason: str, *, is_final: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_final = is_final


class Secrecy(StrEnum):
    """How the way to the server is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


PORTS = {Secrecy.NONE: 25, Secrecy.STARTTLS: 587, Secrecy.TLS: 465}


@dataclass(frozen=True, kw_only=True)
class PostOffice:
    """Where MAIL_URL leads, and who we are there."""

    host: str
    port: int
    secrecy: Secrecy
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)

    @contextmanager
    def open(self) -> Iterator["Counter"]:
        """Go there and stay for some mails. Raises Unreachable."""
        counter = Counter(self)
        try:
            yield counter
        finally:
            counter.leave()


class Counter:
    """One visit to the mail server. It is asked for at the first mail, and again when the server hung up."""

    def __init__(self, office: PostOffice) -> None:
        self._office = office
        self._line: smtplib.SMTP | None = None

    def hand_in(self, letter: mail.Mail) -> None:
        """Send one mail; when this returns, the server has it. Raises Refused or Unreachable."""
        line = self._answering()
        try:
            message = mail.composed(letter)
            line.sendmail(parseaddr(letter.sender)[1], [mail.recipient_of(message)], message.as_bytes())
        except OSError as fault:  # All of smtplib's own errors are OSErrors as well.
            if _ends_the_line(fault):
                self.leave()
            raise _refused(fault) from None
        except ValueError as fault:
            raise Refused(type(fault).__name__, is_final=True) from None

    def leave(self) -> None:
        """Say goodbye if there is somebody to say it to."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(OSError):
                line.quit()
            line.close()

    def _answering(self) -> smtplib.SMTP:
        """The line, if the server is still there; otherwise a new one."""
        if self._line is not None:
            try:
                if self._line.noop()[0] == HEARD:
                    return self._line
            except OSError:
                pass
            self.leave()
        self._line = self._call()
        return self._line

    def _call(self) -> smtplib.SMTP:
        office, line = self._office, None
        try:
            line = _connected(office)
            if office.secrecy is Secrecy.STARTTLS:
                line.starttls(context=ssl.create_default_context())
            if office.user:
                line.login(office.user, office.password)
        except OSError as fault:
            if line is not None:
                line.close()
            raise Unreachable(_reason(fault)) from None
        return line


def named_by(url: str, sender: str) -> PostOffice:
    """Read MAIL_URL, for instance smtp://user:password@host:587?starttls=yes. Raises SettingMissing with a sentence."""
    split = urlsplit(url)
    try:
        port = split.port
    except ValueError:
        raise SettingMissing(UNREADABLE) from None
    if split.scheme not in {"smtp", "smtps"} or not split.hostname:
        raise SettingMissing(UNREADABLE)
    if not mail.is_address(parseaddr(sender)[1]):
        raise SettingMissing("MAIL_FROM fehlt oder ist keine Adresse, zum Beispiel: Rathaus <post@example.org>.")
    wants_starttls = parse_qs(split.query).get("starttls") == ["yes"]
    secrecy = Secrecy.TLS if split.scheme == "smtps" else Secrecy.STARTTLS if wants_starttls else Secrecy.NONE
    if split.password and secrecy is Secrecy.NONE and split.hostname not in LOOPBACK:
        raise SettingMissing(UNPROTECTED)
    user, password = unquote(split.username or ""), unquote(split.password or "")
    if not (user + password).isascii():
        raise SettingMissing(NOT_ASCII)
    return PostOffice(
        host=split.hostname,
        port=port or PORTS[secrecy],
        secrecy=secrecy,
        sender=sender,
        user=user,
        password=password,
    )


def _connected(office: PostOffice) -> smtplib.SMTP:
    if office.secrecy is Secrecy.TLS:
        return smtplib.SMTP_SSL(office.host, office.port, timeout=PATIENCE, context=ssl.create_default_context())
    return smtplib.SMTP(office.host, office.port, timeout=PATIENCE)


def _ends_the_line(fault: OSError) -> bool:
    is_answer = isinstance(fault, smtplib.SMTPException) and not isinstance(fault, smtplib.SMTPServerDisconnected)
    return not is_answer or _code(fault) == HANGING_UP


def _refused(fault: OSError) -> Refused:
    """Codes from 500 on are final (RFC 5321, 4.2.1); so is what this server cannot do at all."""
    return Refused(_reason(fault), is_final=_code(fault) >= 500 or isinstance(fault, smtplib.SMTPNotSupportedError))


def _reason(fault: OSError) -> str:
    code = _code(fault)
    return f"{type(fault).__name__} {code}" if code else type(fault).__name__


def _code(fault: OSError) -> int:
    """The server's answer as a number, 0 when it gave none."""
    match fault:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            return max((code for code, _words in refused.values()), default=0)
        case smtplib.SMTPResponseException(smtp_code=int(code)):
            return code
    return 0
