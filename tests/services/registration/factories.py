"""What registration's tests are about: an edition, an entry that can be submitted, an event with shifts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from chassis.http import auth
from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from contracts.roles import COORDINATOR, JUDGE, LEADER, ORGANIZER, VOLUNTEER
from services.registration.contest.entries.papers import follow_check
from services.registration.files.checks import checking
from tests.sample_files import tiny_pdf

NOW = datetime(2024, 11, 20, 2, tzinfo=UTC)
"""When the tests take place unless they say otherwise."""
DEADLINE = datetime(2024, 12, 6, 16, tzinfo=UTC)
"""2024-12-06 24:00 in Xiamen."""
PDF = tiny_pdf("申报书".encode() * 200)
SUMMARY = "面向沿海城市的示例项目简介。" * 10


@dataclass
class Caller:
    """A person who calls the API."""

    app: Flask
    roles: tuple[str, ...]
    name: str
    scope: str = "*"
    locale: str = "zh_CN"
    id: UUID = field(default_factory=ids.new_id)

    @property
    def headers(self) -> dict[str, str]:
        """Who is calling, as the gateway says it."""
        identity = Identity(self.id, self.name, [Grant(role, self.scope) for role in self.roles], self.locale)
        secret = self.app.extensions["egret_settings"].secret
        return {"Authorization": f"Bearer {auth.sign(identity, audience='registration', secret=secret)}"}

    def call(
        self, method: str, path: str, *, etag: str = "", headers: dict[str, str] | None = None, **given: Any
    ) -> TestResponse:
        sent = {**self.headers, **({"If-Match": etag} if etag else {}), **(headers or {})}
        return self.app.test_client().open(path, method=method, headers=sent, **given)

    def get(self, path: str, **given: Any) -> TestResponse:
        return self.call("GET", path, **given)

    def post(self, path: str, **given: Any) -> TestResponse:
        return self.call("POST", path, **given)

    def put(self, path: str, **given: Any) -> TestResponse:
        return self.call("PUT", path, **given)

    def patch(self, path: str, **given: Any) -> TestResponse:
        return self.call("PATCH", path, **given)

    def delete(self, path: str, **given: Any) -> TestResponse:
        return self.call("DELETE", path, **given)


def leader(app: Flask, name: str = "示例甲", **given: Any) -> Caller:
    return Caller(app, (LEADER,), name, **given)


def judge(app: Flask, name: str = "评委01", **given: Any) -> Caller:
    return Caller(app, (JUDGE,), name, **given)


def organizer(app: Flask, name: str = "组委会", **given: Any) -> Caller:
    return Caller(app, (ORGANIZER,), name, **given)


def volunteer(app: Flask, name: str = "志愿者甲", **given: Any) -> Caller:
    return Caller(app, (VOLUNTEER,), name, **given)


def coordinator(app: Flask, name: str = "领队甲", **given: Any) -> Caller:
    return Caller(app, (COORDINATOR,), name, **given)


def edition(**changed: Any) -> dict[str, Any]:
    """The facts of 第四届厦门5G应用大赛."""
    return {
        "name": "第四届厦门5G应用大赛",
        "name_en": "4th Xiamen 5G Application Contest",
        "summary": "面向全市征集5G应用项目。",
        "entry_prefix": "XM5G04",
        "stages": [
            {
                "key": "entry",
                "name": "报名与提交",
                "name_en": "Entry",
                "opens_at": "2024-10-28T09:00:00+08:00",
                "closes_at": "2024-12-07T00:00:00+08:00",
            },
            {
                "key": "preliminary",
                "kind": "judging",
                "name": "初赛网评",
                "name_en": "Preliminary",
                "opens_at": "2024-12-19T09:00:00+08:00",
                "closes_at": "2024-12-28T00:00:00+08:00",
            },
        ],
        "tracks": [{"key": "t1", "name": "5G+工业互联网"}, {"key": "t2", "name": "5G+智慧港航物流"}],
        "groups": [{"key": "a", "name": "应用实践组"}, {"key": "c", "name": "创意方案组"}],
        "organisers": [{"rank": "hosting", "name": "厦门市信息协会"}],
        **changed,
    }


def draft(*, edition: str | None = None, **changed: Any) -> dict[str, Any]:
    """A draft with everything but the file."""
    typed = {
        "title": "集装箱码头5G远控轮胎吊协同作业",
        "track": "t2",
        "group": "a",
        "organisation": "示例港口有限公司",
        "summary": SUMMARY,
        **changed,
    }
    return answers(**typed) | ({"edition": edition} if edition else {})


def answers(**typed: Any) -> dict[str, Any]:
    """What a team sends when it saves these answers."""
    return {"answers": typed}


def file_path(team: Caller, entry_id: str, slot: str = "document") -> str:
    """The address of the file that lies in a slot."""
    (file,) = team.get(f"/entries/{entry_id}").get_json()["files"][slot]
    return f"/entries/{entry_id}/files/{file['id']}"


def start_entry(team: Caller, **changed: Any) -> dict[str, Any]:
    """An entry with everything it needs, not yet submitted."""
    created = team.post("/entries", json=draft(**changed))
    assert created.status_code == 201, created.text
    return upload(team, created.get_json()["id"]).get_json()


def upload(
    team: Caller,
    entry_id: str,
    body: bytes = PDF,
    name: str = "%E7%94%B3%E6%8A%A5%E4%B9%A6.pdf",
    slot: str = "document",
) -> TestResponse:
    """Send a file for an entry."""
    headers = {"Content-Type": "application/octet-stream", "X-File-Name": name}
    return team.put(f"/entries/{entry_id}/files/{slot}", data=body, headers=headers)


def checked(team: Caller, entry_id: str) -> dict[str, Any]:
    """The entry once the worker has opened what was uploaded."""
    found = team.app.extensions
    checking.check_files(found["egret_database"], found["egret_settings"], settled=follow_check)
    entry: dict[str, Any] = team.get(f"/entries/{entry_id}").get_json()
    return entry


def submit(team: Caller, entry: dict[str, Any]) -> TestResponse:
    """Hand an entry in."""
    return team.post(f"/entries/{entry['id']}/submission", etag=entry["etag"])


def submitted_entry(team: Caller, **changed: Any) -> dict[str, Any]:
    """An entry that was handed in."""
    entry = start_entry(team, **changed)
    handed_in = submit(team, entry)
    assert handed_in.status_code == 200, handed_in.text
    return team.get(f"/entries/{entry['id']}").get_json()


def shift(
    key: str = "guide", starts: datetime = NOW + timedelta(days=7), hours: float = 3, **changed: Any
) -> dict[str, Any]:
    """A shift of an event."""
    ends = starts + timedelta(hours=hours)
    return {
        "key": key,
        "post": f"宣传讲解{key}",
        "post_en": f"Guide {key}",
        "starts_at": starts.isoformat(),
        "ends_at": ends.isoformat(),
        "capacity": 2,
        **changed,
    }


def event(*shifts: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The facts of an outreach event."""
    return {
        "name": "社会科学普及宣传周启动仪式",
        "name_en": "Opening of the outreach week",
        "place": "同安区苏颂公园",
        "place_en": "Su Song Park",
        "summary": "现场展示、有奖问答。",
        "summary_en": "Displays and a quiz.",
        "shifts": list(shifts) or [shift()],
        **changed,
    }


def put_event(staff: Caller, slug: str, *shifts: dict[str, Any], **changed: Any) -> dict[str, str]:
    """Create an event; the ids of its shifts by key."""
    answer = staff.put(f"/events/{slug}", json=event(*shifts, **changed))
    assert answer.status_code == 200, answer.text
    return {shift["key"]: shift["id"] for shift in answer.get_json()["shifts"]}


def change_event(staff: Caller, slug: str, *shifts: dict[str, Any], **changed: Any) -> list[dict[str, Any]]:
    """Change an event, agreeing to what it does to people; what that is."""
    body = event(*shifts, **changed)
    found = staff.post(f"/events/{slug}/effects", json=body)
    assert found.status_code == 200, found.text
    answer = staff.put(f"/events/{slug}?agreed={found.get_json()['agreed']}", json=body)
    assert answer.status_code == 200, answer.text
    effects: list[dict[str, Any]] = found.get_json()["items"]
    return effects


def sign_up(person: Caller, shift_id: str) -> TestResponse:
    """Sign a volunteer up."""
    return person.post(f"/shifts/{shift_id}/signups")


def crowd(app: Flask, count: int) -> list[Caller]:
    return [volunteer(app, f"志愿者{n:02}") for n in range(count)]


def states(staff: Caller, shift_id: str) -> dict[str, tuple[str, int | None]]:
    """Volunteer -> state and position, in order of arrival."""
    roster = staff.get(f"/shifts/{shift_id}/signups").get_json()["items"]
    return {item["volunteer"]["name"]: (item["state"], item["position"]) for item in roster}
