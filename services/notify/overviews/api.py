"""HTTP: what an organizer's desk shows of notify."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import OVERSEEING
from services.notify.overviews import actions
from services.notify.overviews.models import Desk
from services.notify.overviews.schemas import DeskQuery, DeskSchema

blp = Blueprint("overviews", __name__, description="The organizers' desk")


@blp.route("/desk")
@allow(*OVERSEEING)
@blp.arguments(DeskQuery, location="query")
@blp.response(200, DeskSchema)
def show(query: dict[str, Any]) -> Desk:
    """Count what did not arrive, what waits for the mail server, and events that could not be applied"""
    caller = identity()
    return actions.desk(session(), caller.scopes(*OVERSEEING), caller.locale, query["lines"])
