"""The invented people of the demo and their accounts."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.auth import Grant, Identity
from contracts.roles import ADMIN, COORDINATOR, JUDGE, LEADER, ORGANIZER, SCREENER, VOLUNTEER
from contracts.scopes import Scope
from gateway.accounts import consents
from gateway.accounts.actions import register_account
from gateway.accounts.consent_texts import SHARING, current
from gateway.accounts.grants import add_grant
from gateway.accounts.models import Account

PEOPLE: dict[str, Any] = json.loads((Path(__file__).parent / "people.json").read_text(encoding="utf-8"))
SHOWN = {"leader": "leader01@example.org", "judge": "judge01@example.org", "organizer": "organizer@example.org"}
SHOWN |= {"screener": "screener01@example.org"}
SHOWN |= {"volunteer": "volunteer01@example.org", "coordinator": "coordinator@example.org"}
"""Whose sign-in links are printed, by role."""
MEMBER, ADVISOR = "member", "advisor"
"""Places in the demo's teams; whoever takes one is registered like everybody."""
GIVEN: dict[str, list[str]] = {
    ORGANIZER: [ORGANIZER, ADMIN],
    COORDINATOR: [],
    MEMBER: [LEADER],
    ADVISOR: [LEADER],
}
"""What somebody of the roster may do, where that is not just what they are called."""


def roster() -> list[tuple[str, str, str]]:
    """Name, address and role of everybody."""
    leaders = [(name, f"leader{n:02}@example.org", LEADER) for n, name in enumerate(PEOPLE["leaders"], 1)]
    members = [(f"示例成员{n:02}", f"member{n:02}@example.org", MEMBER) for n in range(1, PEOPLE["members"] + 1)]
    advisors = [(name, f"advisor{n:02}@example.org", ADVISOR) for n, name in enumerate(PEOPLE["advisors"], 1)]
    judges = [(f"评委{n:02}", f"judge{n:02}@example.org", JUDGE) for n in range(1, PEOPLE["judges"] + 1)]
    screeners = [(name, f"screener{n:02}@example.org", SCREENER) for n, name in enumerate(PEOPLE["screeners"], 1)]
    volunteers = [(name, f"volunteer{n:02}@example.org", VOLUNTEER) for n, name in enumerate(PEOPLE["volunteers"], 1)]
    single = [(PEOPLE[role]["name"], PEOPLE[role]["email"], role) for role in (ORGANIZER, COORDINATOR)]
    return [*single, *leaders, *members, *advisors, *judges, *screeners, *volunteers]


def register(session: Session) -> dict[str, Identity]:
    """Accounts of everybody, those that exist already included, by address."""
    known = {account.email: account for account in session.scalars(select(Account))}
    found = {}
    for name, email, role in roster():
        roles = GIVEN.get(role, [role])
        account = known.get(email) or register_account(session, name=name, email=email, roles=roles)
        consents.give_required(session, account.id)
        found[email] = Identity(account.id, account.name, tuple(map(Grant, roles)), account.locale)
    _coordinate(session, found)
    return found


def _coordinate(session: Session, everyone: dict[str, Identity]) -> None:
    """The coordinator looks after one event alone; some of the volunteers let partner organisations know their name."""
    coordinator = PEOPLE["coordinator"]
    who = everyone[coordinator["email"]].account_id
    add_grant(session, who, COORDINATOR, scope=Scope.event(coordinator["event"]))
    version = current(SHARING).version
    for volunteer in of_role(everyone, VOLUNTEER)[: PEOPLE["sharing"]]:
        consents.give(session, volunteer.account_id, SHARING, version)


def of_role(everyone: dict[str, Identity], role: str) -> list[Identity]:
    """Those who hold the role, in the order of the roster."""
    return [everyone[email] for _, email, held in roster() if held == role]
