"""Judges over HTTP, for organizers."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import allow
from chassis.http.paging import Page, page
from chassis.http.request_session import session
from contracts.roles import OVERSEEING
from services.judging.judges.actions import assignable
from services.judging.judges.models import Judge
from services.judging.judges.schemas import JudgesQuery, JudgesSchema

blp = Blueprint("judges", __name__, description="Who may judge.")


@blp.route("/judges")
@allow(*OVERSEEING)
@blp.arguments(JudgesQuery, location="query")
@blp.response(200, JudgesSchema)
def list_judges(at: dict[str, Any]) -> Page:
    """Everybody who may judge, anywhere or in one edition"""
    return page(session(), assignable(at.pop("edition")), Judge.account_id, **at)
