"""HTTP: messages to be sent at once."""

from typing import Any, cast

from flask import Flask, current_app

from chassis.http.api import Blueprint
from chassis.http.auth import allow
from contracts.roles import SERVICE
from services.notify.channels.models import EMAIL, Fate
from services.notify.config import NotifySettings
from services.notify.direct.errors import MailAway, NotTaken, TextMessagesAway
from services.notify.direct.models import Direct
from services.notify.direct.schemas import DirectSchema, TakenSchema
from services.notify.direct.sending import Sender

blp = Blueprint("direct", __name__, description="Messages with secrets")


@blp.route("/direct-messages", methods=["POST"])
@allow(SERVICE)
@blp.arguments(DirectSchema)
@blp.response(202, TakenSchema)
def send(message: Direct) -> dict[str, Any]:
    """Send a message with a secret at once; it is kept nowhere. Refused where it is known that it cannot leave"""
    sender = cast(Sender, current_app.extensions["egret_direct"])
    outcome = sender.put(message)
    if outcome and outcome.fate is Fate.REFUSED:
        raise NotTaken
    if outcome and outcome.fate in {Fate.DOWN, Fate.LATER}:
        raise MailAway if message.channel == EMAIL else TextMessagesAway
    folder = sender.folder if message.channel == EMAIL else sender.sms_folder
    return {"folder": folder, "sent": outcome is not None}


def init_app(app: Flask, settings: NotifySettings) -> None:
    """Make the sender; its threads start with the first message."""
    app.extensions["egret_direct"] = Sender(settings)
