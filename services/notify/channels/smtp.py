"""E-mails over SMTP, one phase at a time, so that it is always known whether a mail may have been taken."""

import re
import smtplib
import ssl

from services.notify.channels.models import Fate, Mail, Outcome
from services.notify.config import Server

_LOGIN_FIRST = {530, 534, 535, 538}
"""Replies that mean the account or its encryption is not in order, not that the mail is refused (RFC 4954)."""
PATIENCE = 4
"""Times as long as for other answers is waited for the one to the content, for servers examine it first."""
_CLOSING = 421
"""The server is about to close the connection (RFC 5321 section 3.8)."""


class _Stop(Exception):
    """The attempt ended before the content was sent."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.reason)
        self.outcome = outcome


class Smtp:
    """One connection, opened when first needed, kept for the mails of one round and opened again where it broke."""

    repeatable = False

    def __init__(self, server: Server) -> None:
        self._server = server
        self._open: smtplib.SMTP | None = None

    def send(self, mail: Mail) -> Outcome:
        """Try to hand the mail over. A kept connection that turns out to be dead is opened again once."""
        kept = self._open is not None
        outcome = self._attempt(mail)
        if kept and outcome.fate is Fate.DOWN:
            outcome = self._attempt(mail)
        return outcome

    def _attempt(self, mail: Mail) -> Outcome:
        try:
            self._open = self._open or self._connect()
            self._envelope(self._open, mail)
        except _Stop as stop:
            self._drop()
            return stop.outcome
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Outcome(Fate.DOWN, _sentence(error))
        return self._content(self._open, mail.content)

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.tls == "implicit":
            made: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.timeout, context=ssl.create_default_context()
            )
        else:
            made = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
        try:
            made.ehlo_or_helo_if_needed()
            encrypted = server.tls == "implicit"
            if server.tls == "starttls" or (server.tls == "offered" and made.has_extn("starttls")):
                made.starttls(context=ssl.create_default_context())
                made.ehlo()
                encrypted = True
            if server.user:
                if not encrypted and server.tls != "none":
                    raise smtplib.SMTPException("the server offers no encryption, so the password is not sent")
                made.login(server.user, server.password)
        except BaseException:
            made.close()
            raise
        return made

    def _envelope(self, smtp: smtplib.SMTP, mail: Mail) -> None:
        """MAIL, RCPT and DATA up to the server's go-ahead. Raises _Stop where it refuses."""
        _expect(smtp.mail(mail.sender), 250)
        _expect(smtp.rcpt(mail.to), 250, 251)
        _expect(smtp.docmd("DATA"), 354)

    def _content(self, smtp: smtplib.SMTP, content: bytes) -> Outcome:
        """Send the content. From here on silence does not mean that the mail was not taken."""
        stuffed = re.sub(rb"(?m)^\.", b"..", content)
        try:
            _wait(smtp, self._server.timeout * PATIENCE)
            smtp.send(stuffed + (b"" if stuffed.endswith(b"\r\n") else b"\r\n") + b".\r\n")
            reply = smtp.getreply()
            _wait(smtp, self._server.timeout)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Outcome(Fate.UNKNOWN, _sentence(error))
        try:
            _expect(reply, 250)
        except _Stop as stop:
            self._drop()
            return Outcome(Fate.LATER, stop.outcome.reason) if stop.outcome.fate is Fate.DOWN else stop.outcome
        return Outcome(Fate.SENT, _said(reply))

    def _drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def close(self) -> None:
        """Say goodbye if connected."""
        if self._open is not None:
            try:
                self._open.quit()
            except (OSError, smtplib.SMTPException):
                self._open.close()
            self._open = None


def _wait(smtp: smtplib.SMTP, seconds: float) -> None:
    """How long the next answers may take."""
    if smtp.sock is not None:
        smtp.sock.settimeout(seconds)


def _expect(reply: tuple[int, bytes], *codes: int) -> None:
    """Read a reply. Raises _Stop with what it means for this mail."""
    code = reply[0]
    if code in codes:
        return
    if code == _CLOSING or code in _LOGIN_FIRST or code < 400:
        fate = Fate.DOWN
    else:
        fate = Fate.LATER if code < 500 else Fate.REFUSED
    raise _Stop(Outcome(fate, _said(reply)))


def _said(reply: tuple[int, bytes]) -> str:
    text = reply[1].decode("utf-8", "replace").replace("\n", " ")
    return f"{reply[0]} {text}"[:300]


def _sentence(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _said((error.smtp_code, said if isinstance(said, bytes) else str(said).encode()))
    return (str(error) or type(error).__name__)[:300]
