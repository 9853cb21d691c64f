"""`/health/live`, `/health/ready` and `/metrics` of every part."""

import logging
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from chassis import clock
from chassis.config import Settings
from chassis.events.backlog import Backlog
from chassis.http import request_session
from chassis.http.auth import PUBLIC, allow
from chassis.http.metrics import Metrics
from chassis.part import Part
from chassis.storage import broker_state as broker
from chassis.storage.tables import parked, relay_state

log = logging.getLogger(__name__)
blp = Blueprint("health", __name__)


def init_app(app: Flask, part: Part) -> None:
    """Add the health routes and count requests."""
    app.extensions["egret_metrics"] = Metrics(app, part.name)
    app.register_blueprint(blp)


@blp.get("/health/live")
@allow(PUBLIC)
def live() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@blp.get("/health/ready")
@allow(PUBLIC)
def ready() -> tuple[Response, int]:
    """The part can serve. 503 only when its database fails; lag, parked events and broker are for people to look at."""
    try:
        found = broker_state()
        status = "alarm" if found.state in {broker.BLOCKED, broker.AWAY} else "ok"
        told = {"outbox": outbox_lag(), "parked": parked_counts(), "broker": found.state or "well"}
        return jsonify(status=status, database=True, **told), 200
    except SQLAlchemyError as error:
        log.error("the database does not answer: %s", error)
        return jsonify(status="failing", database=False), 503


@blp.get("/metrics")
@allow(PUBLIC)
def metrics() -> Response:
    """For Prometheus. Reveals counts and route templates only; a public front should still not pass it on."""
    counted: Metrics = current_app.extensions["egret_metrics"]
    try:
        counted.backbone(outbox_lag(), parked_counts())
    except SQLAlchemyError as error:
        log.error("the database does not answer: %s", error)
    return Response(counted.text(), content_type=counted.content_type)


def broker_state() -> broker.Broker:
    """What the part's relay last said of the broker."""
    settings: Settings = current_app.extensions["egret_settings"]
    with request_session.database().read() as session:
        return broker.last_told(session, embedded=settings.embedded)


def outbox_lag() -> dict[str, Any]:
    """Rows that no broker has confirmed, and the age of the oldest in seconds. Embedded, there is none to wait for."""
    settings: Settings = current_app.extensions["egret_settings"]
    if settings.embedded:
        return {"rows": 0, "seconds": 0.0}
    with request_session.database().read() as session:
        position = session.scalar(select(func.max(relay_state.c.position))) or 0
    rows, since = Backlog(request_session.database()).oldest(position)
    seconds = (clock.now() - since).total_seconds() if since else 0.0
    return {"rows": rows if since else 0, "seconds": max(0.0, round(seconds, 3))}


def parked_counts() -> dict[str, int]:
    """Events that could not be applied, by state."""
    with request_session.database().read() as session:
        counts = session.execute(select(parked.c.state, func.count()).group_by(parked.c.state)).all()
    return {"retry": 0, "held": 0, "dead": 0} | {state: count for state, count in counts if state != "discarded"}
