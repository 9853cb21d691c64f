"""HTTP: what is said to whom."""

from chassis.http.api import Blueprint
from chassis.http.auth import allow
from contracts.roles import OVERSEEING
from services.notify.rules import actions
from services.notify.rules.schemas import ReactionListSchema

blp = Blueprint("reactions", __name__, description="What is said to whom")


@blp.route("/reactions")
@allow(*OVERSEEING, everywhere=True)
@blp.response(200, ReactionListSchema)
def list_reactions() -> dict[str, object]:
    """List the events people are told of, with audience and way"""
    return {"items": list(actions.described())}
