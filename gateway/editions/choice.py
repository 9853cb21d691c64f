"""The edition that an organizer looks at: chosen once for all pages, or named by an address that is shared."""

from flask import request

from chassis.http import auth
from contracts.scopes import EVERYWHERE, Scope
from gateway.clients.registration.editions import Edition
from gateway.editions.lookup import all_editions, current_edition

COOKIE = "egret_edition"


def own_editions() -> tuple[Edition, ...]:
    """The editions that the person looking oversees, the latest first."""
    person = auth.identity()
    if person.oversees(EVERYWHERE):
        return all_editions()
    return tuple(edition for edition in all_editions() if person.oversees(Scope.edition(edition.slug)))


def chosen_edition() -> Edition | None:
    """The one that the address names, else the one chosen before, else the current one; one's own in any case."""
    own = own_editions()
    current = current_edition()
    wanted = (request.args.get("edition"), request.cookies.get(COOKIE), current.slug if current else None)
    found = (edition for slug in wanted for edition in own if edition.slug == slug)
    return next(found, own[0] if own else None)
