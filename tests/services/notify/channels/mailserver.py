"""A real SMTP server whose behaviour a test decides."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.provision.ports import free_ports

SILENCE = 30.0
CERTIFICATE = Path(__file__).parent / "localhost.pem"
"""Key and certificate of nobody, for 127.0.0.1."""


@dataclass
class Handler:
    """Answers as told: a reply, `drop` (hang up) or `silence` (take it, never answer). Every content is kept."""

    rcpt: str = "250 OK"
    data: str = "250 accepted"
    contents: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: set[Any] = field(default_factory=set)
    encrypted: list[bool] = field(default_factory=list)
    users: list[bytes] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.recipients.append(address)
        if self.rcpt == "drop":
            _hang_up(server)
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.contents.append(envelope.original_content or b"")
        self.connections.add(session.peer)
        self.encrypted.append(session.ssl is not None)
        if session.authenticated:
            self.users.append(session.auth_data)
        if self.data == "drop":
            _hang_up(server)
        if self.data == "silence":
            await asyncio.sleep(SILENCE)
        return self.data

    @property
    def mails(self) -> list[EmailMessage]:
        """What arrived, read by the standard library's own parser."""
        return [message_from_bytes(content, policy=policy.default) for content in self.contents]


def _hang_up(server: Any) -> None:
    server.transport.abort()


class MailServer:
    """A mail server on a free port; `handler` says how it behaves."""

    def __init__(self, **options: Any) -> None:
        self.handler = Handler()
        self._controller = Controller(self.handler, hostname="127.0.0.1", port=free_ports(1)[0], **options)
        self.url = f"smtp://127.0.0.1:{self._controller.port}"

    def start(self) -> "MailServer":
        self._controller.start()
        return self

    def stop(self) -> None:
        loop = self._controller.loop
        loop.call_soon_threadsafe(lambda: [task.cancel() for task in asyncio.all_tasks(loop)])
        self._controller.stop()


@contextmanager
def mail_server(**options: Any) -> Iterator[MailServer]:
    """A running mail server."""
    server = MailServer(**options).start()
    try:
        yield server
    finally:
        server.stop()


def authenticator(user: str, password: str) -> Callable[..., AuthResult]:
    """Lets one user in."""

    def check(_smtp: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: LoginPassword) -> AuthResult:
        known = given == LoginPassword(user.encode(), password.encode())
        return AuthResult(success=known, auth_data=given.login, handled=False)

    return check


def certificate() -> ssl.SSLContext:
    """For a server on 127.0.0.1; trusted by whoever takes `CERTIFICATE` for an authority."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    return context
