"""The editions whose requests and questions the person may read, and the one that is looked at."""

from flask import request

from chassis.http import auth
from contracts.roles import OVERSEEING
from contracts.scopes import Scope
from gateway.editions.choice import chosen_edition
from gateway.editions.lookup import all_editions, current_edition, find_edition
from gateway.shell.display import label_of, named


def overseen_editions() -> list[tuple[str, str]]:
    """Slug and name of each, for a filter."""
    person = auth.identity()
    found = (one for one in all_editions() if person.has_any(OVERSEEING, Scope.edition(one.slug)))
    return [(one.slug, named(one)) for one in found]


def initial_edition() -> str:
    """The edition the person works on, or the first they may read; empty where there is none."""
    slugs = [slug for slug, _name in overseen_editions()]
    wanted = chosen_edition() or current_edition()
    return wanted.slug if wanted and wanted.slug in slugs else slugs[0] if slugs else ""


def asked_edition() -> str:
    """The edition that the address names, or that one."""
    return request.args.get("edition") or initial_edition()


def tracks() -> list[tuple[str, str]]:
    """Key and name of each track of the edition that is looked at, for a filter."""
    edition = find_edition(asked_edition())
    return [(one.key, named(one)) for one in edition.tracks] if edition else []


def track_name(key: str) -> str:
    """What the track is called in the edition that is looked at."""
    edition = find_edition(asked_edition())
    return label_of(edition.tracks if edition else (), key)
