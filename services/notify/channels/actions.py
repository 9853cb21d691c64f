"""Composing e-mails, and choosing how they leave."""

from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from uuid import UUID

from chassis.clock import LOCAL
from chassis.words.addresses import domain_in_ascii, email_address
from services.notify.channels.errors import NotAnAddress
from services.notify.channels.folder import Folder
from services.notify.channels.models import EMAIL, MOBILE, SEALED, Channel, Mail, Outcome, Sms, SmsSender
from services.notify.channels.sms import open_sms
from services.notify.channels.smtp import Smtp
from services.notify.config import NotifySettings
from services.notify.templates.models import Letter

TRAVELLING = compat32.clone(linesep="\r\n")
"""How an e-mail is put down. The library's newer policies parse each header again: four times as long for the same."""


def address(text: str, name: str = "") -> Address:
    """A recipient's address, its domain in ASCII (IDNA). Raises NotAnAddress."""
    found = email_address(text)
    if found is None:
        raise NotAnAddress
    return Address(name, username=found.partition("@")[0], domain=domain_in_ascii(found))


def compose(mail_id: UUID, sender: Address, to: Address, letter: Letter, at: datetime, *, sealed: bool = False) -> Mail:
    """The e-mail, with a plain and an HTML part. A sealed one is for its reader's eyes alone.

    Its Message-ID and boundary are made of the delivery's id: a mail that is sent again is the same one, byte for byte.
    """
    mail = MIMEMultipart("alternative", boundary=f"=_{mail_id.hex}")  # "_" never stands in base64: no part can hold it
    mail["Message-ID"] = f"<{mail_id}@{sender.domain}>"
    mail["Date"] = format_datetime(at.astimezone(LOCAL))
    mail["From"], mail["To"] = _named(sender), _named(to)
    mail["Subject"] = Header(letter.subject, "utf-8", header_name="Subject")  # type: ignore[assignment]  # may be encoded
    mail["Auto-Submitted"] = "auto-generated"
    if sealed:
        mail[SEALED] = "yes"
    for kind, text in (("plain", letter.text), ("html", letter.html)):
        mail.attach(MIMEText(text.replace("\n", "\r\n"), kind, "utf-8"))
    return Mail(mail_id, sender.addr_spec, to.addr_spec, mail.as_bytes(policy=TRAVELLING))


def _named(address: Address) -> str:
    """As headers write it. A name is encoded whatever it is, so that nothing in it means anything."""
    if not address.display_name:
        return address.addr_spec
    return f"{Header(address.display_name, 'utf-8').encode()} <{address.addr_spec}>"


def open_channel(settings: NotifySettings) -> Channel:
    """The mail server where one is set, else files. Nothing is connected yet."""
    server = settings.server
    return Smtp(server) if server else Folder(settings.mail_folder)


@dataclass(frozen=True)
class Outlets:
    """All ways for messages to leave. Used by one thread, outside of any database transaction."""

    email: Channel
    sms: SmsSender

    def send(self, message: Mail | Sms) -> Outcome:
        """Try to hand a message over, once."""
        return self.email.send(message) if isinstance(message, Mail) else self.sms.send(message)

    def is_repeatable(self, channel: str) -> bool:
        """Whether sending the same message again by this channel is harmless."""
        by = {EMAIL: self.email, MOBILE: self.sms}
        return bool(getattr(by.get(channel), "repeatable", False))

    def close(self) -> None:
        """Let go of connections; never raises."""
        self.email.close()


def open_outlets(settings: NotifySettings) -> Outlets:
    """The ways that the settings name. Raises ConfigError."""
    return Outlets(open_channel(settings), open_sms(settings))
