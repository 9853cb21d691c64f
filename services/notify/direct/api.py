"""HTTP: messages to be sent at once."""

from typing import cast

from flask import Flask, current_app

from chassis.http.api import Blueprint
from chassis.http.auth import allow
from contracts.roles import SERVICE
from services.notify.config import NotifySettings
from services.notify.direct.models import EMAIL, Direct
from services.notify.direct.schemas import DirectSchema, TakenSchema
from services.notify.direct.sending import Sender

blp = Blueprint("direct", __name__, description="Messages with secrets")


@blp.route("/direct-messages", methods=["POST"])
@allow(SERVICE)
@blp.arguments(DirectSchema)
@blp.response(202, TakenSchema)
def send(message: Direct) -> dict[str, str]:
    """Send a message with a secret at once; it is kept nowhere"""
    sender = cast(Sender, current_app.extensions["egret_direct"])
    sender.put(message)
    return {"folder": sender.folder if message.channel == EMAIL else sender.sms_folder}


def init_app(app: Flask, settings: NotifySettings) -> None:
    """Make the sender; its threads start with the first message."""
    app.extensions["egret_direct"] = Sender(settings)
