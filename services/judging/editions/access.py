"""Whose an edition is: who organizes it, oversees it or judges in it."""

from chassis.http.auth import Identity
from chassis.http.errors import Forbidden
from contracts.roles import JUDGE, ORGANIZER
from contracts.scopes import Scope


def require_organizer(actor: Identity, edition: str) -> None:
    """Raise Forbidden unless the actor organizes this edition."""
    if not actor.has(ORGANIZER, Scope.edition(edition)):
        raise Forbidden


def require_overseer(actor: Identity, edition: str) -> None:
    """Raise Forbidden unless the actor organizes or audits this edition."""
    if not oversees(actor, edition):
        raise Forbidden


def oversees(actor: Identity, edition: str) -> bool:
    """Whether the actor may read what the organizers of this edition read."""
    return actor.oversees(Scope.edition(edition))


def judges_in(actor: Identity, edition: str) -> bool:
    """Whether the actor may judge in this edition."""
    return actor.has(JUDGE, Scope.edition(edition))
