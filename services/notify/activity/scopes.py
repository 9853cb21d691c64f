"""What of the contest something belongs to, and who may know of it: those whose role reaches there."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, true

from contracts.events import Event
from contracts.scopes import EVERYWHERE
from services.notify.activity.models import Activity
from services.notify.rules.reactions import REACTIONS


def scope_of(event: Event) -> str:
    """The edition or outreach event it belongs to, as a scope; empty where it belongs to no one thing."""
    found = REACTIONS[type(event)].scope
    key = getattr(event, found.field) if found else ""
    return found.kind(key) if found and key else ""


def within(scopes: Collection[str]) -> ColumnElement[bool]:
    """True of what somebody may know whose role holds in these scopes: of everything, where `*` is among them."""
    return true() if EVERYWHERE in scopes else Activity.scope.in_([scope for scope in scopes if scope])
