"""HTTP: what became of messages."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.paging import Page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from services.notify.deliveries import actions
from services.notify.deliveries.schemas import DeliveryListSchema, DeliveryQuery, DeliverySchema

blp = Blueprint("deliveries", __name__, description="What became of messages")


@blp.route("/deliveries")
@allow(*OVERSEEING, everywhere=True)
@personal
@blp.arguments(DeliveryQuery, location="query")
@blp.response(200, DeliveryListSchema)
def list_deliveries(query: dict[str, Any]) -> Page:
    """List deliveries, newest first"""
    return actions.shown(session(), query["state"], query["after"], query["limit"])


@blp.route("/deliveries/<uuid:delivery_id>/again", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@blp.response(200, DeliverySchema)
def send_again(delivery_id: UUID) -> Mapping[str, Any]:
    """Send a delivery again that was given up"""
    row = actions.send_again(session(), identity().account_id, delivery_id)
    return actions.as_shown(session(), row)
