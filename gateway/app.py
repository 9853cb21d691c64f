"""Wiring of the gateway: accounts API, pages, guards. Nothing happens at import."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from flask import Flask

from chassis import app as chassis_app
from chassis.config import Settings
from chassis.http.api import Api
from chassis.http.client import ServiceClient
from chassis.part import Part
from chassis.storage.engine import Database
from chassis.storage.jobs import Job
from gateway.accounts import api as accounts
from gateway.accounts.grants import end_expired
from gateway.config import GatewaySettings
from gateway.credentials import tidying
from gateway.edge import assets, compiled_templates, compression, cookies, perimeter, security
from gateway.handlers import HANDLERS
from gateway.pages.account import unread
from gateway.pages.account.room import ROOM as ACCOUNT
from gateway.pages.coordinator.room import ROOM as COORDINATOR
from gateway.pages.judge.room import ROOM as JUDGE
from gateway.pages.organizer.operations import activity
from gateway.pages.organizer.room import ROOM as ORGANIZER
from gateway.pages.public.open_data import api as open_data
from gateway.pages.public.room import ROOM as PUBLIC
from gateway.pages.signin.room import ROOM as SIGNIN
from gateway.pages.styleguide.room import ROOM as STYLEGUIDE
from gateway.pages.team.room import ROOM as TEAM
from gateway.pages.volunteer.room import ROOM as VOLUNTEER
from gateway.privacy import retention
from gateway.shell.room import ROOM as SHELL

ROOMS = (SHELL, PUBLIC, SIGNIN, ACCOUNT, TEAM, JUDGE, VOLUNTEER, COORDINATOR, ORGANIZER, STYLEGUIDE)


def wire(app: Flask, settings: Settings) -> None:
    """Register everything the gateway serves."""
    api = Api(app, by_caller=True)
    api.register_blueprint(accounts.blp)
    api.register_blueprint(unread.blp)
    api.register_blueprint(open_data.blp)
    assets.init_app(app)
    compiled_templates.init_app(app)
    for room in ROOMS:
        room.open(app)
    own = cast(GatewaySettings, settings)
    activity.init_app(app, own)
    compression.init_app(app)
    perimeter.init_app(app, own)
    security.init_app(app, own)


JOBS = (
    Job("grants", every=5.0, run=end_expired),
    Job("tidy", every=tidying.EVERY, run=tidying.tidy),
    Job("exports", every=30.0, run=retention.tend_exports),
    Job("retention", every=3600.0, run=retention.purge),
)
PART = Part("gateway", Path(__file__).parent, GatewaySettings, wire, handlers=HANDLERS, jobs=JOBS)


def make(settings: Settings, clients: Mapping[str, ServiceClient], database: Database | None = None) -> Flask:
    """The gateway's WSGI application, which reaches the services through `clients`."""
    app = chassis_app.create_app(PART, settings, database)
    app.extensions["egret_clients"] = clients
    app.wsgi_app = cookies.readable(app.wsgi_app)  # type: ignore[method-assign]  # as Flask's book wraps it
    if cast(GatewaySettings, settings).secure:
        app.wsgi_app = cookies.prefixed(app.wsgi_app)  # type: ignore[method-assign]  # as Flask's book wraps it
    return app
