"""Wires notify together."""

from pathlib import Path

from flask import Flask

from chassis.config import Settings
from chassis.http.api import Api
from chassis.part import Part
from chassis.storage.jobs import Job
from services.notify.activity import api as activity
from services.notify.bundles.actions import send_digests
from services.notify.config import NotifySettings
from services.notify.deliveries import api as deliveries
from services.notify.deliveries.states import LIFE as DELIVERY
from services.notify.direct import api as direct
from services.notify.dispatch.actions import send_due
from services.notify.handlers import HANDLERS
from services.notify.inbox import api as inbox
from services.notify.inbox.models import LIFE as MESSAGE
from services.notify.overviews import api as overviews
from services.notify.people.letters import clear_letters


def wire(app: Flask, settings: Settings) -> None:
    """Register the routes."""
    assert isinstance(settings, NotifySettings)  # noqa: S101  # the part's settings, by construction
    activity.init_app(app)
    direct.init_app(app, settings)
    api = Api(app)
    for area in (activity, inbox, deliveries, direct, overviews):
        api.register_blueprint(area.blp)


PART = Part(
    name="notify",
    folder=Path(__file__).parent,
    settings=NotifySettings,
    wire=wire,
    handlers=HANDLERS,
    jobs=(
        Job("send", every=1.0, run=send_due),
        Job("digests", every=60.0, run=send_digests),
        Job("letters", every=3600.0, run=clear_letters),
    ),
    lives=(DELIVERY, MESSAGE),
)
