"""What the routes are tried on: an edition, an event, a stage, an entry, an assignment and a signup that exist."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from chassis import clock
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
from gateway.accounts.consents import give_required
from gateway.accounts.grants import add_grant
from gateway.accounts.models import RoleGrant
from tests.gateway import papers
from tests.rules.asking import ask, asked_of_office
from tests.rules.sealing import seal
from tests.rules.sent_bodies import (
    UPLOAD,
    bodies_of_editions,
    bodies_of_entries,
    bodies_of_events,
    bodies_of_judging,
)

STAGE = "/editions/e1/stages/preliminary"
DECLARATION, SIGNED = "/editions/e1/declaration", {"undertaking": "2026-11-01"}
ELSEWHERE = ("edition:elsewhere", "event:elsewhere")
LEAKS = TITLE, ORGANISATION, TEAM, JUDGING = "Leaky-title", "Leaky-organisation", "Leaky-team", "Leaky-judge"
"""Names in the world that nobody from elsewhere may read."""

OWNING = (LEADER, VOLUNTEER, JUDGE)
"""Roles that things of one's own come with."""


@dataclass
class World:
    """The running parts, and what there is in them."""

    apps: Mapping[str, Flask]
    known: Mapping[str, Any]
    """Argument of a route -> something that exists."""
    team: UUID
    """Whose the entries, the upload, the message and the place on a shift are."""
    judge: UUID
    """Who judges the entry."""
    another: UUID
    """Who does the same and has the same, but not this."""
    _kept: dict[str, sqlite3.Connection] = field(default_factory=dict)

    def keep(self) -> None:
        """Remember everything as it is now."""
        for name, app in self.apps.items():
            self._kept.setdefault(name, sqlite3.connect(":memory:"))
            with closing(sqlite3.connect(_file(app))) as source:
                source.backup(self._kept[name])

    def restore(self) -> None:
        """Make everything as it was remembered, so that nobody's deed changes what the next meets."""
        for name, app in self.apps.items():
            with closing(sqlite3.connect(_file(app))) as target:
                self._kept[name].backup(target)

    def bodies(self) -> dict[str, Any]:
        """What has to be sent along so that a refusal is about the person and not about the form, by route."""
        return bodies_of_editions() | bodies_of_events() | bodies_of_judging(self.known) | bodies_of_entries(self.known)


def _file(app: Flask) -> str:
    return str(app.extensions["egret_database"].url.database)


def build(apps: Mapping[str, Flask]) -> World:
    """Fill the running parts."""
    now, organizer = clock.now(), Identity(ids.new_id(), "组委会", (Grant(ORGANIZER),))
    own = {"contest": {"key": "c1", "name": "厦门5G应用大赛"}}
    ask(apps, "registration", organizer, "PUT", "/editions/e1", papers.edition(now) | own)
    _tell(apps, "gateway", *_told(apps, "registration", EditionPublished))
    event = ask(apps, "registration", organizer, "PUT", "/events/week", papers.event(now))
    _tell(apps, "judging", *_told(apps, "registration", EditionPublished))
    ask(apps, "judging", organizer, "PUT", STAGE, papers.rubric())
    winner = {"number": "1", "title": "作品", "organisation": "单位", "track": "t1", "award": "first"}
    with clock.frozen(now + timedelta(days=400)):
        ask(apps, "registration", organizer, "PUT", "/editions/e1/winners", {"items": [winner]})
    article = _article(apps, organizer)
    team, judge, another = (account(apps, OWNING, name=name) for name in (TEAM, JUDGING, "某人"))
    known: dict[str, Any] = {"judge": judge, "edition": "e1", "key": "preliminary", "place": "document"}
    known["sha256"] = ask(apps, "registration", organizer, "POST", "/editions/e1/files", papers.picture(8, 8))["sha256"]
    known |= {"shift_id": event["shifts"][0]["id"], "article_id": article, "number": 1, "matter": "basics"}
    second = ask(apps, "registration", organizer, "PUT", "/events/second", papers.event(now))["shifts"][0]["id"]
    known |= _team(apps, _person(team, TEAM), known["shift_id"])
    _tell(apps, "judging", AccountRegistered(account_id=judge, name=JUDGING, locale="zh_CN", roles=(JUDGE,)))
    _tell(apps, "judging", *_told(apps, "registration", EntrySubmitted))
    ask(apps, "judging", _person(judge, JUDGING), "PUT", DECLARATION, SIGNED)
    chosen = {"entry_id": known["entry_id"], "judge_ids": [str(judge)]}
    made = ask(apps, "judging", organizer, "POST", f"{STAGE}/assignments", chosen)
    known |= {"assignment_id": made["ids"][0], "entry": "XM5G04-0001", "plan_id": _plan(apps, organizer)}
    _tell(apps, "registration", *_told(apps, "judging", AssignmentMade))
    known["message_id"] = _message(apps, _person(team, TEAM))
    known["account_id"] = account(apps, PEOPLE)
    known |= asked_of_office(apps, _person(team, TEAM), str(known["entry_id"]))
    others = _team(apps, _person(another, "某人"), second, title="另一个", organisation="另一家")
    known["secret"] = others["secret"]  # whoever has it may read what it is about
    known |= seal(apps, _person(judge, JUDGING), organizer, STAGE, str(known["assignment_id"]))
    known["conflict_id"] = _conflict(apps, _person(judge, JUDGING), organizer)
    listed = ask(apps, "registration", organizer, "GET", "/organisations")["items"]
    known["organisation_id"], known["into_id"] = (one["id"] for one in listed)
    _ask_for_correction(apps, organizer, papers.edition(now) | own, str(known["entry_id"]))
    return World(apps, known, team, judge, another)


def _article(apps: Mapping[str, Flask], organizer: Identity) -> str:
    """A notice that is public."""
    notice = {"kind": "notice", "slug": "call", "content": {"title": "通知", "body": "<p>正文</p>"}}
    article = str(ask(apps, "registration", organizer, "POST", "/articles", notice)["id"])
    path = f"/articles/{article}"
    tag = {"If-Match": ask(apps, "registration", organizer, "GET", f"{path}/draft")["etag"]}
    ask(apps, "registration", organizer, "POST", f"{path}/publication", {"publish_at": None}, tag)
    return article


def _conflict(apps: Mapping[str, Flask], judge: Identity, organizer: Identity) -> str:
    """A conflict that the judge declares, with an organisation whose entry they do not have."""
    _tell(apps, "judging", *_told(apps, "registration", EntrySubmitted))
    told = SIGNED | {"conflicts": [{"organisation": "另一家", "kind": "family"}]}
    ask(apps, "judging", judge, "PUT", DECLARATION, told)
    return str(ask(apps, "judging", organizer, "GET", "/editions/e1/conflicts")["items"][0]["id"])


def _plan(apps: Mapping[str, Flask], organizer: Identity) -> str:
    """A plan of assignment that was made."""
    plan = ask(apps, "judging", organizer, "POST", f"{STAGE}/plans", {"per_entry": 1})
    ask(apps, "judging", organizer, "POST", f"/plans/{plan['id']}/making")
    return str(plan["id"])


def _ask_for_correction(apps: Mapping[str, Flask], organizer: Identity, edition: dict[str, Any], entry: str) -> None:
    """Let the edition screen what is handed in, and its team owe a correction."""
    stage = edition["stages"][0] | {"key": "screening", "kind": "screening", "name": "形式审查"}
    told = {"stages": [*edition["stages"], stage], "judging_overlaps": True}
    ask(apps, "registration", organizer, "PUT", "/editions/e1", edition | told)
    ask(apps, "registration", organizer, "POST", f"/entries/{entry}/screening/screener")
    asked = {"outcome": "correct", "fields": ["summary"], "message": "缺页"}
    ask(apps, "registration", organizer, "POST", f"/entries/{entry}/screening/outcome", asked)


def _person(who: UUID, name: str) -> Identity:
    return Identity(who, name, tuple(Grant(role) for role in OWNING))


def _team(
    apps: Mapping[str, Flask], leader: Identity, shift_id: str, title: str = TITLE, organisation: str = ORGANISATION
) -> dict[str, str]:
    """What somebody who enters and helps has: an entry handed in, another with an upload under way, and a place."""
    signup = ask(apps, "registration", leader, "POST", f"/shifts/{shift_id}/signups", {})
    draft, entry = (_draft(apps, leader, {**papers.entry(title), "organisation": organisation}) for _ in range(2))
    begun = ask(apps, "registration", leader, "POST", f"/entries/{draft}/uploads", UPLOAD)
    filled = ask(apps, "registration", leader, "PUT", f"/entries/{entry}/files/document", papers.PDF)
    ask(apps, "registration", leader, "POST", f"/entries/{entry}/submission", {}, {"If-Match": filled["etag"]})
    file = filled["files"]["document"][0]["id"]
    invited = ask(apps, "registration", leader, "POST", f"/entries/{draft}/team", {"role": "member", "name": "某人"})
    mate = Identity(ids.new_id(), "某人")
    ask(apps, "registration", mate, "POST", f"/team-invitations/{invited['secret']}/confirmation", {})
    open_one = ask(apps, "registration", leader, "POST", f"/entries/{draft}/team", {"role": "advisor", "name": "某人"})
    theirs = {"place_id": invited["id"], "secret": open_one["secret"]}
    return theirs | {
        "signup_id": signup["id"],
        "draft_id": draft,
        "upload_id": begun["id"],
        "entry_id": entry,
        "file_id": file,
    }


def _draft(apps: Mapping[str, Flask], leader: Identity, content: dict[str, str]) -> str:
    return str(ask(apps, "registration", leader, "POST", "/entries", {"answers": content})["id"])


def _message(apps: Mapping[str, Flask], reader: Identity) -> str:
    """A message in somebody's inbox."""
    known = AccountRegistered(account_id=reader.account_id, name=reader.name, locale="zh_CN", roles=OWNING)
    _tell(apps, "notify", known, *_told(apps, "registration", EntrySubmitted))
    return str(ask(apps, "notify", reader, "GET", "/inbox")["items"][0]["id"])


def account(
    apps: Mapping[str, Flask], roles: tuple[str, ...], scopes: tuple[str, ...] = (), name: str = "某人"
) -> UUID:
    """Somebody with an account who holds the roles: everywhere, or within the scopes."""
    with apps["gateway"].extensions["egret_database"].write() as session:
        made = register_account(session, name=name, email=f"{ids.new_id()}@example.org", roles=() if scopes else roles)
        give_required(session, made.id)
        for role, scope in ((role, scope) for role in roles for scope in scopes):
            add_grant(session, made.id, role, scope=scope)
        return made.id


def expire(apps: Mapping[str, Flask], account_id: UUID) -> None:
    """Let every grant of the account have ended a moment ago."""
    with apps["gateway"].extensions["egret_database"].write() as session:
        for grant in session.query(RoleGrant).filter_by(account_id=account_id):
            grant.expires_at = clock.now() - timedelta(seconds=1)


def cookie(apps: Mapping[str, Flask], account_id: UUID) -> str:
    """The cookie of a session of the account."""
    with apps["gateway"].extensions["egret_database"].write() as session:
        return f"egret_session={sessions.begin(session, account_id)}"


def _told(apps: Mapping[str, Flask], part: str, kind: type[Event]) -> list[Event]:
    return [event for event in emitted(apps[part].extensions["egret_database"]) if isinstance(event, kind)]


def _tell(apps: Mapping[str, Flask], part: str, *events: Event) -> None:
    for event in events:
        deliver(PARTS[part], apps[part].extensions["egret_database"], event)
