"""HTTP: who can be told."""

from chassis.http.api import Blueprint
from chassis.http.auth import allow
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import OVERSEEING
from services.notify.recipients import actions
from services.notify.recipients.schemas import RecipientListSchema

blp = Blueprint("recipients", __name__, description="Who can be told")


@blp.route("/recipients")
@allow(*OVERSEEING, everywhere=True)
@personal
@blp.response(200, RecipientListSchema)
def list_recipients() -> dict[str, object]:
    """List the people who can be told and whether an e-mail can reach them"""
    return {"items": actions.everyone(session())}
