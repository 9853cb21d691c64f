"""HTTP API of the forms of editions."""

from chassis.http.api import Blueprint
from chassis.http.auth import allow
from chassis.http.request_session import session
from contracts.roles import JUDGE, LEADER, OVERSEEING, SCREENER
from contracts.scopes import EDITION
from services.registration.contest.editions.actions import find_edition
from services.registration.contest.forms import actions
from services.registration.contest.forms.models import Shown
from services.registration.contest.forms.schemas import FormSchema

blp = Blueprint("forms", __name__, description="Forms of editions: what a team is asked.")


@blp.route("/editions/<slug>/form")
@allow(LEADER, JUDGE, SCREENER, *OVERSEEING, within=EDITION)
@blp.response(200, FormSchema)
def current(slug: str) -> Shown:
    """The version that new entries are begun with."""
    return Shown(actions.current_form(session(), find_edition(session(), slug).slug))


@blp.route("/editions/<slug>/forms/<int:version>")
@allow(LEADER, JUDGE, SCREENER, *OVERSEEING, within=EDITION)
@blp.response(200, FormSchema)
def version(slug: str, version: int) -> Shown:
    """A version; once it is in use it never changes."""
    return Shown(actions.find_form(session(), find_edition(session(), slug).slug, version))
