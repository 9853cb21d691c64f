"""HTTP: what became of messages."""

from typing import Any, cast
from uuid import UUID

from flask import current_app

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.paging import Page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EVERYWHERE
from services.notify.config import NotifySettings
from services.notify.deliveries import actions, listing
from services.notify.deliveries.schemas import (
    DealtWithSchema,
    DeliveryListSchema,
    DeliveryQuery,
    DeliverySchema,
    SeenSchema,
    WordedSchema,
)
from services.notify.recipients.actions import names

blp = Blueprint("deliveries", __name__, description="What became of messages")


@blp.route("/deliveries")
@allow(*OVERSEEING, everywhere=True)
@personal
@blp.arguments(DeliveryQuery, location="query")
@blp.response(200, DeliveryListSchema)
def list_deliveries(query: dict[str, Any]) -> Page:
    """List deliveries, newest first"""
    return listing.shown(session(), query, _roles())


@blp.route("/deliveries/<uuid:delivery_id>")
@allow(*OVERSEEING, everywhere=True)
@personal
@blp.response(200, WordedSchema)
def show_delivery(delivery_id: UUID) -> dict[str, Any]:
    """Show a delivery with what it says"""
    settings = cast(NotifySettings, current_app.extensions["egret_settings"])
    return listing.one(session(), delivery_id, settings, _roles())


@blp.route("/deliveries/<uuid:delivery_id>/again", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@blp.response(200, DeliverySchema)
def send_again(delivery_id: UUID) -> dict[str, Any]:
    """Send a delivery again that was given up"""
    row = actions.send_again(session(), identity().account_id, delivery_id)
    return listing.as_shown(row, names(session(), [row.account_id]), _roles())


@blp.route("/deliveries/<uuid:delivery_id>/dealt-with", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@blp.response(200, DeliverySchema)
def deal_with(delivery_id: UUID) -> dict[str, Any]:
    """Note that a delivery that did not arrive was seen to in another way"""
    row = actions.deal_with(session(), identity().account_id, delivery_id)
    return listing.as_shown(row, names(session(), [row.account_id]), _roles())


@blp.route("/deliveries/dealt-with", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@blp.arguments(SeenSchema)
@blp.response(200, DealtWithSchema)
def deal_with_all(seen: dict[str, Any]) -> dict[str, int]:
    """Note the same of all that did not arrive, up to the newest that was seen"""
    return {"dealt_with": actions.deal_with_all(session(), identity().account_id, seen["through"])}


def _roles() -> set[str]:
    return {grant.role for grant in identity().grants if grant.scope == EVERYWHERE}
