"""Judging on a migrated database of each engine, people who call it, and events as they arrive."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from chassis import clock
from chassis.http import auth
from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import audit
from chassis.testing import deliver, emitted
from contracts.editions import Choice, EditionStage
from contracts.events import Event
from contracts.gateway import AccountRegistered
from contracts.registration import EditionPublished, EntrySubmitted, EntryWithdrawn
from contracts.roles import JUDGE, ORGANIZER
from services.judging.app import PART
from tests.services.judging.shown import PAPER, PROGRAMME, SHOWN
from tests.standing import Loan

NOW = datetime(2024, 12, 20, 2, 0, tzinfo=UTC)
OPENS, CLOSES = NOW - timedelta(days=1), NOW + timedelta(days=7)
ORGANISATION = "厦门示例泄漏检验科技有限公司"
"""Must never reach a judge."""
RUBRIC = (
    ("innovation", "创新性", "Innovation", 25),
    ("advancement", "5G先进性与不可替代性", "5G advancement", 15),
    ("practicality", "实用性与功能完整性", "Practicality", 25),
    ("business", "商业性与可复制推广", "Business", 20),
    ("benefit", "社会效益", "Social benefit", 10),
    ("material", "材料规范与团队", "Material and team", 5),
)
RUBRIC_WRITTEN: dict[str, Any] = {
    "criteria": [
        {"key": key, "name": name, "name_en": name_en, "hint": "", "hint_en": "", "weight": weight}
        for key, name, name_en, weight in RUBRIC
    ],
}
AT = "/editions/xm5g04/stages/preliminary"
"""Where the stage of most tests lies."""


def marks_of(total: float) -> dict[str, str]:
    """Marks that add up to `total`, filled from the first criterion on."""
    marks = {}
    for key, _name, _name_en, weight in RUBRIC:
        mark = min(weight, total)
        marks[key] = f"{mark:g}"
        total -= mark
    return marks


@dataclass
class Desk:
    """Judging, as its callers and its events meet it."""

    app: Flask
    database: Database
    secret: str
    organizer: Identity = field(default_factory=lambda: person("秘书处", ORGANIZER))

    def call(self, who: Identity | None, method: str, path: str, **given: Any) -> TestResponse:
        """One request by a person; `tag` becomes If-Match."""
        headers = given.pop("headers", {})
        if who is not None:
            headers["Authorization"] = f"Bearer {auth.sign(who, audience='judging', secret=self.secret)}"
        if tag := given.pop("tag", None):
            headers["If-Match"] = tag
        client: FlaskClient = self.app.test_client()
        return client.open(path, method=method, headers=headers, **given)

    def get(self, who: Identity, path: str) -> Any:
        """The JSON answer to a read that succeeds."""
        answer = self.call(who, "GET", path)
        assert answer.status_code == 200, answer.json
        return answer.json

    def tell(self, *events: Event) -> None:
        """Let events arrive, one by one, through the consumer's own path."""
        for event in events:
            deliver(PART, self.database, event)

    def told(self, kind: type[Event]) -> list[Any]:
        """Events of a type that judging told the others, in order."""
        return [event for event in emitted(self.database) if isinstance(event, kind)]

    def audited(self, action: str) -> list[Any]:
        """Audit rows of an action."""
        with self.database.read() as session:
            return list(session.execute(select(audit).where(audit.c.action == action).order_by(audit.c.id)))

    def judge(self, name: str) -> Identity:
        """A judge whom judging knows."""
        who = person(name, JUDGE)
        self.tell(AccountRegistered(account_id=who.account_id, name=name, locale="zh_CN", roles=(JUDGE,)))
        return who

    def entry(self, number: int = 1, **given: Any) -> EntrySubmitted:
        """An entry that has reached judging."""
        event = submitted(number, **given)
        self.tell(event)
        return event

    def edition(self, slug: str = "xm5g04", version: int = 1, **stages: tuple[datetime, datetime]) -> None:
        """An edition as registration publishes it, with a window for each of its stages."""
        self.tell(published(slug, version, **stages))

    def stage(self, key: str = "preliminary", edition: str = "xm5g04", **given: Any) -> str:
        """A stage with the usual rubric, of an edition that judging knows."""
        self.edition(edition)
        answer = self.call(self.organizer, "PUT", f"/editions/{edition}/stages/{key}", json=RUBRIC_WRITTEN | given)
        assert answer.status_code == 200, answer.json
        return key

    def declare(self, judge: Identity, *told: dict[str, Any], edition: str = "xm5g04") -> TestResponse:
        """The judge signs and declares: nothing, or what is told."""
        body = {"undertaking": "2024-11-01", "conflicts": list(told)}
        return self.call(judge, "PUT", f"/editions/{edition}/declaration", json=body)

    def assign(self, entry: EntrySubmitted, *judges: Identity, at: str = AT, declared: bool = True) -> list[str]:
        """Assignment ids of an entry given to judges, who have declared that they have no interest in anybody."""
        for one in judges if declared else ():
            assert self.declare(one, edition=at.split("/")[2]).status_code == 200
        body = {"entry_id": str(entry.entry_id), "judge_ids": [str(one.account_id) for one in judges]}
        answer = self.call(self.organizer, "POST", f"{at}/assignments", json=body)
        assert answer.status_code == 201, answer.json
        return list(answer.json["ids"])

    def panel(self, query: str = "") -> Any:
        """What organizers see of the stage."""
        return self.get(self.organizer, f"/panel?{query}")

    def save(self, judge: Identity, assignment: str, marks: dict[str, Any], comment: str = "") -> TestResponse:
        """Save a sheet, read just before."""
        tag = self.get(judge, f"/assignments/{assignment}")["etag"]
        body = {"marks": marks, "comment": comment}
        return self.call(judge, "PUT", f"/assignments/{assignment}/sheet", json=body, tag=tag)

    def submit(self, judge: Identity, assignment: str) -> TestResponse:
        """Hand a sheet in, read just before."""
        tag = self.get(judge, f"/assignments/{assignment}")["etag"]
        return self.call(judge, "POST", f"/assignments/{assignment}/sheet/submission", tag=tag)

    def score(self, judge: Identity, assignment: str, total: float) -> None:
        """Save and hand in a sheet with this total."""
        assert self.save(judge, assignment, marks_of(total), "评语").status_code == 200
        assert self.submit(judge, assignment).status_code == 200


def person(name: str, *roles: str, scope: str = "*", locale: str = "zh_CN") -> Identity:
    """Somebody with roles."""
    return Identity(ids.new_id(), name, tuple(Grant(role, scope) for role in roles), locale)


def published(slug: str = "xm5g04", version: int = 1, **stages: tuple[datetime, datetime]) -> EditionPublished:
    """The news of an edition; its judging is open unless other stages are named."""
    windows = stages or {"preliminary": (OPENS, CLOSES)}
    names = {"preliminary": ("初赛", "Preliminary"), "final": ("决赛", "Final")}
    told = [
        EditionStage(key=key, kind="judging", name=name, name_en=name_en, opens_at=opens_at, closes_at=closes_at)
        for key, (opens_at, closes_at) in windows.items()
        for name, name_en in [names.get(key, (key, key))]
    ]
    return EditionPublished(
        edition=slug,
        version=version,
        published_at=clock.now(),
        name="第四届厦门5G应用大赛",
        name_en="The 4th Contest",
        summary="",
        summary_en="",
        entry_prefix=slug.upper(),
        opens_at=clock.now() - timedelta(days=30),
        closes_at=clock.now() - timedelta(days=1),
        judging_overlaps=False,
        stages=tuple(told),
        tracks=(Choice(key="industry", name="5G+工业", name_en="Industry"),),
        groups=(Choice(key="practice", name="应用实践组", name_en="Applied"),),
        organisers=(),
        eligibility=(),
        materials=(),
        awards=PROGRAMME,
    )


def submitted(number: int = 1, **given: Any) -> EntrySubmitted:
    """The news of an entry."""
    usual: dict[str, Any] = {
        "entry_id": ids.new_id(),
        "edition": "xm5g04",
        "number": f"XM5G04-{number:04}",
        "version": 1,
        "title": f"5G项目{number}",
        "track": "industry",
        "group": "practice",
        **{"shown": (SHOWN,), "files": (PAPER,)},
        "organisation": ORGANISATION,
        "leader_id": ids.new_id(),
        "member_ids": (),
        "advisor_ids": (),
        "submitted_at": NOW - timedelta(days=20),
    }
    return EntrySubmitted(**usual | given)


def withdrawn(entry: EntrySubmitted, **given: Any) -> EntryWithdrawn:
    """The news that a team took its entry back."""
    same = ("entry_id", "edition", "number", "leader_id", "member_ids", "advisor_ids")
    usual: dict[str, Any] = {name: getattr(entry, name) for name in same}
    return EntryWithdrawn(**{"withdrawn_at": entry.submitted_at + timedelta(hours=1)} | usual | given)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """The stage is open."""
    with clock.frozen(NOW):
        yield


@pytest.fixture
def open_desk(stand: Loan) -> Callable[[str], Desk]:
    """Makes a desk on a database server (empty: SQLite)."""

    def make(server: str) -> Desk:
        standing = stand(PART, server)
        return Desk(standing.app, standing.database, standing.settings.secret)

    return make


@pytest.fixture
def desk(open_desk: Callable[[str], Desk]) -> Desk:
    """Judging on SQLite."""
    return open_desk("")


@pytest.fixture
def desk_on_each(open_desk: Callable[[str], Desk], database_server: str) -> Desk:
    """Judging, once on each engine."""
    return open_desk(database_server)
