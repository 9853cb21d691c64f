"""What an organizer's desk shows of notify: messages that did not arrive, and events that could not be applied."""

from typing import Any

from marshmallow import fields
from sqlalchemy import func, select

from chassis.events import parked
from chassis.http.api import Blueprint
from chassis.http.auth import allow
from chassis.http.request_session import session
from chassis.http.schemas import Schema
from contracts.roles import OVERSEEING
from services.notify.deliveries.models import Delivery, State

blp = Blueprint("desk", __name__, description="The organizers' desk")


class DeskSchema(Schema):
    """Notify in numbers."""

    deliveries = fields.Dict(
        keys=fields.String(), values=fields.Integer(), metadata={"description": "Deliveries by state."}
    )
    parked = fields.Dict(keys=fields.String(), values=fields.Integer())


@blp.route("/desk")
@allow(*OVERSEEING)
@blp.response(200, DeskSchema)
def show() -> dict[str, Any]:
    """Count deliveries by state, and events that could not be applied"""
    found = session().execute(select(Delivery.state, func.count()).group_by(Delivery.state)).all()
    counts = {state.value: 0 for state in State} | {state: count for state, count in found}
    return {"deliveries": counts, "parked": parked.counts(session())}
