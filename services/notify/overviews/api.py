"""HTTP: what an organizer's desk shows of notify."""

from chassis.http.api import Blueprint
from chassis.http.auth import allow
from chassis.http.request_session import session
from contracts.roles import OVERSEEING
from services.notify.overviews import actions
from services.notify.overviews.models import Desk
from services.notify.overviews.schemas import DeskSchema

blp = Blueprint("desk", __name__, description="The organizers' desk")


@blp.route("/desk")
@allow(*OVERSEEING)
@blp.response(200, DeskSchema)
def show() -> Desk:
    """Count what did not arrive, what waits for the mail server, and events that could not be applied"""
    return actions.desk(session())
