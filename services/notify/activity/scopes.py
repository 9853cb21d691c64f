"""What of the contest something belongs to, and who may know of it: those whose role reaches there."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, true

from chassis.http.auth import EVERYWHERE
from contracts.events import Event
from services.notify.activity.models import Activity
from services.notify.templates.reactions import REACTIONS


def scope_of(event: Event) -> str:
    """`edition:<slug>` or `event:<slug>`; empty where it belongs to no one thing, or an older release did not say."""
    kind, _sign, key = REACTIONS[type(event)].scope.format_map(vars(event)).partition(":")
    return f"{kind}:{key}" if key else ""


def within(scopes: Collection[str]) -> ColumnElement[bool]:
    """True of what somebody may know whose role holds in these scopes: of everything, where `*` is among them."""
    return true() if EVERYWHERE in scopes else Activity.scope.in_([scope for scope in scopes if scope])
