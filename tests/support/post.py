"""A real SMTP server in a thread, on a port of its own, that keeps every mail and can be told to misbehave."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

HANG_UP = "hang up"
"""The server breaks the connection before it took the mail."""
HANG_UP_LATE = "hang up late"
"""The server takes the mail and breaks the connection before it says so."""


@dataclass(kw_only=True)
class Delivered:
    """One mail as it came: who sent it to whom, its bytes, and what they say."""

    sender: str
    recipients: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=default)  # type: ignore[return-value]

    @property
    def id(self) -> str:
        return str(self.message["Message-ID"])

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")


@dataclass(kw_only=True, eq=False)
class PostServer:
    """What the server got so far. `orders` are answers to the next mails, first come first served; then it is kind again."""

    port: int = 0
    letters: list[Delivered] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)
    recipients_refused: dict[str, str] = field(default_factory=dict)
    visits: int = 0
    users: list[str] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def ids(self) -> list[str]:
        return [letter.id for letter in self.letters]

    def wait_for(self, count: int) -> None:
        """Wait until so many mails are there."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.letters) >= count, timeout=120), f"{len(self.letters)} of {count}"

    async def handle_EHLO(
        self, _server: SMTP, session: Session, _envelope: Envelope, host: str, answers: list[str]
    ) -> list[str]:
        self.visits += 1
        session.host_name = host
        return answers

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any) -> str:
        if refusal := self.recipients_refused.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        order = self.orders.pop(0) if self.orders else "250 OK"
        if order in {"250 OK", HANG_UP_LATE}:
            with self.changed:
                self.letters.append(
                    Delivered(sender=envelope.mail_from or "", recipients=envelope.rcpt_tos, raw=envelope.content or b"")  # type: ignore[arg-type]
                )
                self.changed.notify_all()
        if order in {HANG_UP, HANG_UP_LATE}:
            assert server.transport is not None
            server.transport.abort()
        return order

    def authenticate(self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, login: Any) -> AuthResult:
        name, password = login.login.decode(), login.password.decode()
        self.users.append(name)
        return AuthResult(success=password == "Pass:wort/@", handled=False)


@contextmanager
def serving(**options: Any) -> Iterator[PostServer]:
    """A server that runs as long as the block. `options` are those of aiosmtpd's SMTP, and `tls` for smtps."""
    post, tls = PostServer(), options.pop("tls", None)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def speak() -> SMTP:
        return SMTP(post, loop=loop, authenticator=post.authenticate, enable_SMTPUTF8=False, **options)

    server = asyncio.run_coroutine_threadsafe(loop.create_server(speak, "127.0.0.1", 0, ssl=tls), loop).result()
    post.port = server.sockets[0].getsockname()[1]
    try:
        yield post
    finally:
        asyncio.run_coroutine_threadsafe(_close(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _close(server: asyncio.Server) -> None:
    """Close the door, let everybody go, and let what they still do come to its end."""
    server.close()
    others: Callable[[], set[Any]] = lambda: asyncio.all_tasks() - {asyncio.current_task()}  # noqa: E731
    for task in others():
        task.cancel()
    await asyncio.gather(*others(), return_exceptions=True)
    await server.wait_closed()
