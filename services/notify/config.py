"""Settings of notify."""

from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from functools import cached_property
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from chassis.config import ConfigError, Settings, setting

TLS = ("starttls", "implicit", "none", "offered")
"""How a connection to the mail server is protected; see `Server`."""
NOBODY = "白鹭 Egret <no-reply@egret.invalid>"


@dataclass(frozen=True)
class Server:
    """A mail server. `tls` is `starttls`, `implicit`, `none`, or `offered`: STARTTLS where the server has it."""

    host: str
    port: int
    user: str
    password: str
    tls: str
    timeout: float
    """Seconds for each answer."""

    @classmethod
    def parse(cls, url: str, timeout: float) -> Self:
        """Read smtp://user:password@host:587?tls=starttls or smtps://host. Raises ValueError with a sentence."""
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("it must look like smtp://user:password@host:587?tls=starttls")
        default = "implicit" if parts.scheme == "smtps" else "offered"
        tls = parse_qs(parts.query).get("tls", [default])[0]
        if tls not in TLS:
            raise ValueError(f"tls must be one of {', '.join(TLS)}")
        port = parts.port or (465 if tls == "implicit" else 587)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.hostname, port, user, password, tls, timeout)


@dataclass(frozen=True, kw_only=True)
class NotifySettings(Settings):
    """What notify needs beyond the settings of every part."""

    public_url: str = setting("EGRET_PUBLIC_URL", "http://localhost:8080", "Address of the site in links of e-mails.")
    smtp: str = setting(
        "EGRET_SMTP", "", "Mail server, smtp://user:password@host:587?tls=starttls. Empty: .eml files under data/mail."
    )
    mail_from: str = setting("EGRET_MAIL_FROM", NOBODY, "Sender of e-mails: Name <address>.")
    mail_timeout: float = setting("EGRET_MAIL_TIMEOUT", 30.0, "Seconds to wait for each answer of the mail server.")
    sms: str = setting(
        "EGRET_SMS", "", "Sender of text messages, package.module:factory. Empty: .txt files under data/sms."
    )
    stream_life: float = setting(
        "EGRET_STREAM_LIFE", 300.0, "Seconds after which a gateway process subscribes to the activity feed anew."
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.smtp and self.mail_from == NOBODY:
            raise ConfigError("EGRET_MAIL_FROM must name the sender when EGRET_SMTP is set: Name <address>.")
        _ = self.sender, self.server

    @cached_property
    def sender(self) -> Address:
        """Who e-mails come from. Raises ConfigError."""
        name, address = parseaddr(self.mail_from)
        try:
            return Address(name, addr_spec=address)
        except (ValueError, IndexError, MessageError) as error:
            raise ConfigError(f"EGRET_MAIL_FROM={self.mail_from!r} is not of the form Name <address>.") from error

    @property
    def signature(self) -> str:
        """Under which name letters are signed."""
        return self.sender.display_name or self.sender.addr_spec

    @property
    def reaches_mobiles(self) -> bool:
        """Whether text messages get anywhere: to a provider, or into files on the machine of who tries the product."""
        return bool(self.sms) or self.embedded

    @property
    def server(self) -> Server | None:
        """The mail server, or None where e-mails become files. Raises ConfigError."""
        try:
            return Server.parse(self.smtp, self.mail_timeout) if self.smtp else None
        except ValueError as error:
            raise ConfigError(f"EGRET_SMTP cannot be understood: {error}") from error

    @property
    def mail_folder(self) -> Path:
        """Where e-mails are written when there is no mail server."""
        return self.data / "mail"

    @property
    def sms_folder(self) -> Path:
        """Where text messages are written when no sender is set."""
        return self.data / "sms"
