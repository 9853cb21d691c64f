"""What the routes are tried on: an edition, an event, a stage, an entry, an assignment and a signup that exist."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from chassis import clock
from chassis.http import auth
from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from chassis.testing import deliver, emitted
from contracts.events import Event
from contracts.gateway import AccountRegistered
from contracts.judging import AssignmentMade
from contracts.registration import EditionPublished, EntrySubmitted
from contracts.roles import JUDGE, LEADER, ORGANIZER, PEOPLE, VOLUNTEER
from deploy.parts import PARTS
from gateway.accounts import sessions
from gateway.accounts.actions import register_account
from gateway.accounts.grants import add_grant
from gateway.accounts.models import RoleGrant
from tests.gateway import papers
from tests.rules.running import SECRET

ELSEWHERE = ("edition:elsewhere", "event:elsewhere")
LEAKS = ("Leaky-title", "Leaky-organisation", "Leaky-leader", "Leaky-volunteer", "Leaky-judge")
"""Names in the world that nobody from elsewhere may read."""


@dataclass(frozen=True)
class World:
    """The running parts, and what there is in them."""

    apps: Mapping[str, Flask]
    known: Mapping[str, Any]
    """Argument of a route -> something that exists."""

    def bodies(self) -> dict[str, Any]:
        """What has to be sent along so that a refusal is about the person and not about the form, by route."""
        now = clock.now()
        choice = {"entry_id": str(self.known["entry_id"]), "judge_ids": [str(self.known["judge"])]}
        return {
            "PUT /editions/<slug>": papers.edition(now),
            "PUT /editions/<slug>/stages/<key>/window": papers.window(now),
            "PUT /events/<slug>": papers.event(now),
            "PUT /stages/<key>": papers.stage(now),
            "POST /stages/<key>/assignments": choice,
            "POST /stages/<key>/assignments/balance": {"per_entry": 1},
            "DELETE /assignments/<uuid:assignment_id>": {"reason": "无"},
            "DELETE /assignments/<uuid:assignment_id>/sheet/submission": {"reason": "无"},
            "PUT /assignments/<uuid:assignment_id>/sheet": {"marks": {}, "comment": ""},
            "POST /organizer/stages/<key>/assignments": choice,
            "POST /organizer/stages/<key>/balance": {"per_entry": "1"},
            "POST /organizer/stages/<key>/removal": {"assignment_id": str(self.known["assignment_id"]), "reason": "无"},
        }


def build(apps: Mapping[str, Flask]) -> World:
    """Fill the running parts."""
    lead, judge, hand = (ids.new_id() for _ in range(3))
    known: dict[str, Any] = {"judge": judge, "key": "preliminary"}
    now, organizer = clock.now(), Identity(ids.new_id(), "组委会", (Grant(ORGANIZER),))
    _ask(apps, "registration", organizer, "PUT", "/editions/e1", papers.edition(now))
    _tell(apps, "gateway", *_told(apps, "registration", EditionPublished))
    event = _ask(apps, "registration", organizer, "PUT", "/events/week", papers.event(now))
    _ask(apps, "judging", organizer, "PUT", "/stages/preliminary", papers.stage(now))
    known["shift_id"] = event["shifts"][0]["id"]
    hands = Identity(hand, LEAKS[3], (Grant(VOLUNTEER),))
    known["signup_id"] = _ask(apps, "registration", hands, "POST", f"/shifts/{known['shift_id']}/signups", {})["id"]
    known["entry_id"] = _entry(apps, Identity(lead, LEAKS[2], (Grant(LEADER),)))
    _tell(apps, "judging", AccountRegistered(account_id=judge, name=LEAKS[4], locale="zh_CN", roles=(JUDGE,)))
    _tell(apps, "judging", *_told(apps, "registration", EntrySubmitted))
    chosen = {"entry_id": known["entry_id"], "judge_ids": [str(judge)]}
    made = _ask(apps, "judging", organizer, "POST", "/stages/preliminary/assignments", chosen)
    known["assignment_id"] = made["items"][0]["id"]
    _tell(apps, "registration", *_told(apps, "judging", AssignmentMade))
    known["account_id"] = account(apps, PEOPLE)
    return World(apps, known)


def account(apps: Mapping[str, Flask], roles: tuple[str, ...], scopes: tuple[str, ...] = ()) -> UUID:
    """Somebody with an account who holds the roles: everywhere, or within the scopes."""
    with apps["gateway"].extensions["egret_database"].write() as session:
        held = () if scopes else roles
        made = register_account(session, name="某人", email=f"{ids.new_id()}@example.org", roles=held)
        for role in roles if scopes else ():
            for scope in scopes:
                add_grant(session, made.id, role, scope=scope)
        return made.id


def expire(apps: Mapping[str, Flask], account_id: UUID) -> None:
    """Let every grant of the account have ended a moment ago."""
    with apps["gateway"].extensions["egret_database"].write() as session:
        for grant in session.query(RoleGrant).filter_by(account_id=account_id):
            grant.expires_at = clock.now() - timedelta(seconds=1)


def cookies(apps: Mapping[str, Flask], account_id: UUID, count: int) -> list[str]:
    """The secrets of sessions of the account."""
    with apps["gateway"].extensions["egret_database"].write() as session:
        return [sessions.begin(session, account_id) for _ in range(count)]


def _entry(apps: Mapping[str, Flask], leader: Identity) -> str:
    draft = {**papers.entry(LEAKS[0]), "organisation": LEAKS[1]}
    made = _ask(apps, "registration", leader, "POST", "/entries", draft)
    path = f"/entries/{made['id']}"
    filled = _ask(apps, "registration", leader, "PUT", f"{path}/file", papers.PDF)
    _ask(apps, "registration", leader, "POST", f"{path}/submission", {}, {"If-Match": filled["etag"]})
    return str(made["id"])


def _ask(
    apps: Mapping[str, Flask], part: str, who: Identity, method: str, path: str, body: Any, more: Any = None
) -> Any:
    headers = {"Authorization": f"Bearer {auth.sign(who, audience=part, secret=SECRET)}", **(more or {})}
    sent = {"data": body, "content_type": "application/octet-stream"} if isinstance(body, bytes) else {"json": body}
    answer = apps[part].test_client().open(path, method=method, headers=headers, **sent)
    assert answer.status_code < 300, (path, answer.text)
    return answer.get_json()


def _told(apps: Mapping[str, Flask], part: str, kind: type[Event]) -> list[Event]:
    return [event for event in emitted(apps[part].extensions["egret_database"]) if isinstance(event, kind)]


def _tell(apps: Mapping[str, Flask], part: str, *events: Event) -> None:
    for event in events:
        deliver(PARTS[part], apps[part].extensions["egret_database"], event)
