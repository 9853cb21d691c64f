"""What a delivery says, put into words when it is sent or looked at: nothing of it is stored."""

from collections.abc import Mapping
from typing import Any

import msgspec

from services.notify.activity.records import Recorded, worded_for
from services.notify.channels.models import MOBILE
from services.notify.recipients.models import Reader
from services.notify.templates.actions import letter, text_message
from services.notify.templates.models import Letter, Occasion


def occasion_of(recorded: Recorded | None, facts: bytes | None, person: str, link: str, locale: str) -> Occasion:
    """What the texts are made of: the recorded event, or the facts of a digest."""
    if recorded is None:
        decoded: Mapping[str, Any] = msgspec.json.decode(facts or b"{}")
        return Occasion(decoded, person, link, locale)
    known = {recorded.about: person} if recorded.about else {}
    return worded_for(recorded, link, locale, known)


def written(channel: str, template: str, occasion: Occasion, reader: Reader, sender: str) -> Letter:
    """The texts for this reader by this channel; a text message has neither subject nor HTML."""
    if channel == MOBILE:
        return Letter("", text_message(template, occasion), "")
    return letter(template, occasion, name=reader.name, sender=sender)
