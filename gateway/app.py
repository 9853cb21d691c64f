"""Wiring of the gateway: accounts API, pages, guards. Nothing happens at import."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from flask import Flask

from chassis import app as chassis_app
from chassis.api import Api
from chassis.client import ServiceClient
from chassis.config import Settings
from chassis.db import Database
from chassis.part import Job, Part
from gateway import assets, compression, cookies, perimeter, security
from gateway.accounts import api as accounts
from gateway.accounts import tidying
from gateway.accounts.grants import end_expired
from gateway.config import GatewaySettings
from gateway.handlers import HANDLERS
from gateway.pages import (
    access,
    appearance,
    audit_log,
    codes,
    components,
    consents,
    coordination,
    desk,
    display,
    entries,
    entrylist,
    failures,
    files,
    frame,
    grants,
    home,
    homes,
    inbox,
    invitations,
    judging,
    language,
    mail,
    navigation,
    organizer,
    own_account,
    own_contact,
    own_data,
    own_factors,
    own_passkeys,
    own_password,
    own_sessions,
    palette,
    people,
    problems,
    publishing,
    register,
    results,
    resumable,
    scopes,
    search,
    second_step,
    signin,
    styleguide,
    submissions,
    timelines,
    times,
    volunteers,
)
from gateway.pages.articles import editing, history, listing, publication
from gateway.pages.complaints import handing_in, handling
from gateway.pages.public import enter, feeds, reading, shelves, site, sitemap, timetable
from gateway.privacy import retention

PAGES = (
    home,
    homes,
    signin,
    second_step,
    codes,
    register,
    own_account,
    own_contact,
    own_factors,
    own_passkeys,
    own_password,
    own_sessions,
    language,
    appearance,
    entries,
    submissions,
    files,
    resumable,
    judging,
    volunteers,
    coordination,
    inbox,
    desk,
    organizer,
    entrylist,
    search,
    palette,
    results,
    mail,
    failures,
    people,
    grants,
    invitations,
    audit_log,
    publishing,
    consents,
    timetable,
    enter,
    site,
    feeds,
    sitemap,
    styleguide,
    listing,
    editing,
    publication,
    history,
    own_data,
    handing_in,
    handling,
)


def wire(app: Flask, settings: Settings) -> None:
    """Register everything the gateway serves."""
    api = Api(app)
    api.register_blueprint(accounts.blp)
    api.register_blueprint(inbox.api)
    for area in PAGES:
        app.register_blueprint(area.blp)
    for shelf in shelves.BLUEPRINTS:
        app.register_blueprint(shelf)
    for part in (
        *(assets, access, appearance, display, navigation, times, timelines),
        *(home, scopes, reading, own_factors, problems, components, frame),
    ):
        part.init_app(app)
    own = cast(GatewaySettings, settings)
    organizer.init_app(app, own)
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
    if cast(GatewaySettings, settings).secure:
        app.wsgi_app = cookies.prefixed(app.wsgi_app)  # type: ignore[method-assign]  # as Flask's book wraps it
    return app
