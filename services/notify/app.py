"""Wires notify together."""

from pathlib import Path

from flask import Flask

from chassis.config import Settings
from chassis.http.api import Api
from chassis.part import Part
from chassis.storage.jobs import Job
from services.notify.activity import api as activity
from services.notify.channels import api as channels
from services.notify.config import NotifySettings
from services.notify.deliveries import api as deliveries
from services.notify.deliveries.sending import send_due
from services.notify.direct import api as direct
from services.notify.handlers import HANDLERS
from services.notify.inbox import api as inbox
from services.notify.overviews import desk
from services.notify.recipients import api as recipients
from services.notify.templates import api as templates


def wire(app: Flask, settings: Settings) -> None:
    """Register the routes."""
    assert isinstance(settings, NotifySettings)  # noqa: S101  # the part's settings, by construction
    activity.init_app(app)
    direct.init_app(app, settings)
    api = Api(app)
    for area in (activity, inbox, deliveries, channels, direct, recipients, templates, desk):
        api.register_blueprint(area.blp)


PART = Part(
    name="notify",
    folder=Path(__file__).parent,
    settings=NotifySettings,
    wire=wire,
    handlers=HANDLERS,
    jobs=(Job("send", every=1.0, run=send_due),),
)
