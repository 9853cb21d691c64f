"""Putting direct messages into words."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis import clock
from chassis.storage import ids
from services.notify.channels.actions import address, compose
from services.notify.channels.models import Mail, Sms
from services.notify.config import NotifySettings
from services.notify.direct.models import Direct
from services.notify.templates.actions import FOLDER, environment, language
from services.notify.templates.models import Letter
from services.notify.templates.names import greeting_name
from services.notify.templates.wording import one_line

NAMED = frozenset({"account.closed", "code.signin", "contact.replaced"})
"""Kinds that go to an address its reader has proven: only these may greet by name."""
BLANK: Mapping[str, Any] = {"name": "", "link": "", "code": "", "minutes": 0}
"""Facts that every text may name."""


def mail(message: Direct, settings: NotifySettings, mail_id: UUID) -> Mail:
    """The e-mail; marked, so that nobody but its reader is shown what it says."""
    sender = settings.sender
    name = greeting_name(str(message.facts.get("name", ""))) if message.kind in NAMED else ""
    words = {**message.facts, "name": name, "sender": settings.signature}
    subject, text, html = (_say(message, file, words) for file in ("subject.txt", "body.txt", "body.html"))
    letter = Letter(one_line(subject), text + "\n", html + "\n")
    return compose(mail_id, sender, address(message.address), letter, clock.now(), sealed=True)


def sms(message: Direct) -> Sms | None:
    """The text message; None where there is nothing to say by this way."""
    place = FOLDER / "direct" / message.kind / language(message.locale) / "sms.txt"
    return Sms(str(ids.new_id()), message.address, _say(message, "sms.txt", message.facts)) if place.exists() else None


def _say(message: Direct, file: str, facts: Mapping[str, Any]) -> str:
    locale = language(message.locale)
    page = environment(locale).get_template(f"direct/{message.kind}/{locale}/{file}")
    known = {**BLANK, **facts}
    plain = {name: one_line(value) if isinstance(value, str) else value for name, value in known.items()}
    return page.render(plain).strip()
