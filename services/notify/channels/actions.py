"""Composing e-mails, and choosing how they leave."""

import re
from datetime import datetime
from email.headerregistry import Address
from email.utils import format_datetime
from uuid import UUID

from chassis.clock import LOCAL
from services.notify.channels import wire
from services.notify.channels.errors import NotAnAddress
from services.notify.channels.folder import Folder
from services.notify.channels.models import SEALED, Channel, Mail
from services.notify.channels.smtp import Smtp
from services.notify.config import NotifySettings
from services.notify.templates.models import Letter

_ADDRESS = re.compile(r"""[^\s@<>"'(),:;\[\]\\\x00-\x1f\x7f]{1,64}@[^\s@<>"'(),;\\\x00-\x1f\x7f]{1,250}""")


def address(text: str, name: str = "") -> Address:
    """A recipient's address, its domain in ASCII (IDNA). Raises NotAnAddress."""
    local, _, domain = text.strip().partition("@")
    if not _ADDRESS.fullmatch(text.strip()) or not local.isascii():
        raise NotAnAddress
    try:
        return Address(name, username=local, domain=domain.encode("idna").decode("ascii"))
    except UnicodeError as error:
        raise NotAnAddress from error


def compose(mail_id: UUID, sender: Address, to: Address, letter: Letter, at: datetime, *, sealed: bool = False) -> Mail:
    """The e-mail, with a plain and an HTML part. A sealed one is for its reader's eyes alone.

    Its Message-ID and boundary are made of the delivery's id: a mail that is sent again is the same one, byte for byte.
    """
    headers = [
        ("Message-ID", f"<{mail_id}@{sender.domain}>"),
        ("Date", format_datetime(at.astimezone(LOCAL))),
        ("From", wire.address_value(sender)),
        ("To", wire.address_value(to)),
        ("Subject", wire.text_value(letter.subject)),
        ("Auto-Submitted", "auto-generated"),
        *([(SEALED, "yes")] if sealed else []),
    ]
    boundary = f"=_{mail_id.hex}"  # "_" never stands in base64, so no part can hold it
    return Mail(mail_id, sender.addr_spec, to.addr_spec, wire.written(headers, boundary, letter.text, letter.html))


def open_channel(settings: NotifySettings) -> Channel:
    """The mail server where one is set, else files. Nothing is connected yet."""
    server = settings.server
    return Smtp(server) if server else Folder(settings.mail_folder)
