"""Where people land after sign-in. Whoever holds several roles gets one page with a section for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template

from chassis.http import auth
from chassis.http.auth import PERSON, allow
from chassis.http.errors import Problem
from gateway.clients.judging.client import JUDGING
from gateway.clients.registration.entries import ENTRIES
from gateway.clients.registration.outreach import OUTREACH
from gateway.editions.lookup import current_edition
from gateway.pages.coordinator import rosters
from gateway.pages.organizer import desk
from gateway.shell import access
from gateway.shell.times import passed

blp = Blueprint("landing", __name__)
LAST = "9999"
"""Sorts after every date: nothing here is due."""


@dataclass(frozen=True)
class Section:
    """One role's part of the page: what it shows, and when the nearest thing in it is due (ISO 8601, or LAST)."""

    kind: str
    due: str
    shown: Mapping[str, Any]
    away: bool = False


@blp.route("/home", methods=["GET"])
@allow(PERSON)
def mine() -> str:
    """What needs this person, the most urgent first."""
    kinds = [kind for kind in access.homes_of(auth.identity()) if kind in SECTIONS]
    sections = sorted((_section(kind) for kind in kinds), key=lambda section: section.due)
    return render_template("account/landing.html", sections=sections, edition=current_edition())


def _section(kind: str) -> Section:
    try:
        return SECTIONS[kind]()
    except Problem:
        return Section(kind, LAST, {}, away=True)


def _team() -> Section:
    entries = ENTRIES.mine()
    open_ones = [entry for entry in entries if entry.state != "submitted" and not passed(entry.closes_at)]
    due = min((entry.closes_at.isoformat() for entry in open_ones), default=LAST)
    return Section("team", due, {"entries": open_ones + [entry for entry in entries if entry not in open_ones]})


def _judge() -> Section:
    found = JUDGING.own_assignments()
    open_ones = [item.due_at for item in found.items if item.sheet_state != "submitted" and item.phase != "closed"]
    due = min(open_ones).isoformat() if open_ones else LAST
    return Section("judge", due, {"assignments": found.items, "done": found.done})


def _volunteer() -> Section:
    coming = [one for one in OUTREACH.volunteering().signups if not passed(one.ends_at)]
    due = min((one.starts_at.isoformat() for one in coming), default=LAST)
    return Section("volunteer", due, {"signups": coming})


def _coordinator() -> Section:
    coming = rosters.coming_events(OUTREACH.coordination().events)
    due = min((event.starts_at.isoformat() for event in coming), default=LAST)
    return Section("coordinator", due, {"events": coming, "needs": rosters.needs(coming)})


def _desk() -> Section:
    todos = desk.summary()
    return Section("desk", "" if any(one.urgent for one in todos) else LAST, {"todos": todos})


SECTIONS: Mapping[str, Callable[[], Section]] = {
    "team": _team,
    "judge": _judge,
    "volunteer": _volunteer,
    "coordinator": _coordinator,
    "desk": _desk,
}
