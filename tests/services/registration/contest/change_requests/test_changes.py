"""Changes asked for after the deadline: what they become, who may do what when, what is left of who leaves."""

from datetime import timedelta
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis import clock
from chassis.storage.engine import Database
from chassis.testing import deliver
from contracts.gateway import AccountClosed
from contracts.roles import LEADER, ORGANIZER
from services.registration.app import PART
from services.registration.contest.change_requests.states import CHANGE_REQUEST
from services.registration.people.personal_data import held
from tests.services.registration import factories
from tests.services.registration.conftest import Events
from tests.services.registration.contest.memberships.test_api import invite, join
from tests.services.registration.factories import DEADLINE, NOW, PDF, Caller, leader, organizer

AFTER = DEADLINE + timedelta(hours=3)
SUMMARY = "变更后的简介，更正了示范工程的名称。" * 10
OTHER = PDF + b"% corrected"
REASON = "申报书中的工程名称写错，附业主证明。"


def ask(who: Caller, method: str, path: str, code: int = 200, **given: Any) -> Any:
    answer = who.call(method, path, **given)
    assert answer.status_code == code, answer.text
    return answer.get_json(silent=True)


def joined(app: Flask, team: Caller, entry: dict[str, Any], name: str = "示例乙", role: str = "member") -> Caller:
    person = leader(app, name)
    joining = join(person, invite(team, entry, role=role, name=name, division="算法")["secret"])
    assert joining.status_code == 200, joining.text
    return person


def handed_in(team: Caller, entry: dict[str, Any]) -> dict[str, Any]:
    ask(team, "POST", f"/entries/{entry['id']}/submission", etag=team.get(f"/entries/{entry['id']}").get_json()["etag"])
    found: dict[str, Any] = team.get(f"/entries/{entry['id']}").get_json()
    return found


def begun(team: Caller, entry: dict[str, Any], *fields: str, members: bool = False) -> tuple[str, dict[str, Any]]:
    made = ask(
        team, "POST", f"/entries/{entry['id']}/change-requests", 201, json={"fields": list(fields), "team": members}
    )
    return f"/change-requests/{made['id']}", made


def asked(team: Caller, entry: dict[str, Any]) -> str:
    at, made = begun(team, entry, "summary")
    body = {"answers": {"summary": SUMMARY}, "reason": REASON}
    saved = ask(team, "PATCH", at, json=body, etag=made["etag"])
    ask(team, "POST", f"{at}/submission", etag=saved["etag"])
    return at


def complete(team: Caller, at: str, etag: str) -> None:
    """Upload what is missing, say why, and hand the request in."""
    wrong = ask(team, "POST", f"{at}/submission", 422, etag=etag)["errors"]
    assert set(wrong) == {"@reason", "document"}
    headers = {"Content-Type": "application/octet-stream", "X-File-Name": "corrected.pdf"}
    ask(team, "PUT", f"{at}/files/document", data=OTHER, headers=headers)
    uploaded = ask(team, "PUT", f"{at}/evidence", data=PDF, headers=headers)
    saved = ask(team, "PATCH", at, json={"reason": REASON}, etag=uploaded["etag"])
    ask(team, "POST", f"{at}/submission", etag=saved["etag"])


def decided(staff: Caller, at: str, *, refused: dict[str, str] | None = None, message: str = "") -> dict[str, Any]:
    """The request after the office approved every row, but those refused with a reason."""
    why = refused or {}
    keys = ask(staff, "GET", at)["rows"]
    rows = [{"key": key, "approve": key not in why, "reason": why.get(key, "")} for key in keys]
    done: dict[str, Any] = ask(staff, "POST", f"{at}/decision", json={"rows": rows, "message": message})
    return done


def test_approved_change_makes_the_version_that_stands(app: Flask, team: Caller, staff: Caller, events: Events) -> None:
    entry = factories.start_entry(team)
    going, staying = joined(app, team, entry), joined(app, team, entry, "示例丙")
    before = handed_in(team, entry)
    path = f"/entries/{entry['id']}"
    with clock.frozen(AFTER):
        assert before["may"] != (may := team.get(path).get_json()["may"]) == ["change", "ask"]
        at, made = begun(team, entry, "summary", "document", members=True)
        assert staff.get(at).status_code == 404, "nobody but the team sees what is not handed in"
        rows = {one["name"]: one for one in made["team"]}
        order = [rows["示例甲"], rows["示例丙"] | {"name": "示例柄"}]
        people = [{name: one[name] for name in ("id", "name", "division")} for one in order]
        saved = ask(team, "PATCH", at, json={"answers": {"summary": SUMMARY}, "team": people}, etag=made["etag"])
        complete(team, at, saved["etag"])
        (row,) = ask(staff, "GET", "/editions/xm5g-04/change-requests?state=open")["items"]
        assert row["number"] == before["number"]
        assert ask(staff, "GET", "/desk?edition=xm5g-04")["edition"]["change_requests"]["count"] == 1
        seen = ask(staff, "GET", at)
        assert (seen["differing"], seen["team_differs"]) == (["summary", "document"], True)
        assert staff.get(f"{at}/files/{seen['evidence'][0]['id']}").data == PDF
        assert seen["rows"] == ["summary", "document", "@team"]
        done = decided(staff, at, message="请以新版本为准。")
        assert (done["state"], done["made_version"], may) == ("approved", 2, ["change", "ask"])
        now, receipt = team.get(path).get_json(), team.get(f"{path}/receipt").get_json()
        assert (now["answers"]["summary"], now["submitted_at"]) == (SUMMARY, before["submitted_at"])
        assert (receipt["version"], receipt["request_id"]) == (2, done["id"])
        assert [one["name"] for one in receipt["team"]] == ["示例甲", "示例柄"]
        assert team.get(f"{path}/files/{now['files']['document'][0]['id']}").data == OTHER
        first = team.get(f"{path}/versions/1").get_json()
        assert first["answers"]["summary"] == before["answers"]["summary"]
        assert going.get(path).status_code == 410, "whoever is taken out is told so"
        assert staying.get(at).get_json()["message"] == "请以新版本为准。"
    told = [body for kind, body in events() if kind == "registration.entry.submitted.v1"]
    assert [one["request_id"] for one in told] == [None, done["id"]]
    (heard,) = (body for kind, body in events() if kind == "registration.change.decided.v1")
    assert [bool(row["label"]) for row in heard["rows"]] == [True, True, False]


def test_change_is_refused_where_it_is_not_the_time_or_nothing_changes(app: Flask, team: Caller, staff: Caller) -> None:
    entry = factories.submitted_entry(team)
    at = f"/entries/{entry['id']}/change-requests"
    body = {"fields": ["summary"], "team": False}
    assert ask(team, "POST", at, 409, json=body)["code"] == "not-yet-closed"
    with clock.frozen(AFTER):
        assert set(ask(team, "POST", at, 422, json={"fields": [], "team": False})["errors"]) == {"fields"}
        where, made = begun(team, entry, "summary")
        assert ask(team, "POST", at, 409, json=body)["code"] == "request-under-way"
        foreign = ask(team, "PATCH", where, 422, json={"answers": {"title": "另一个名称"}}, etag=made["etag"])
        assert set(foreign["errors"]) == {"answers.title"}
        saved = ask(team, "PATCH", where, json={"reason": REASON}, etag=made["etag"])
        assert ask(team, "POST", f"{where}/submission", 409, etag=saved["etag"])["code"] == "nothing-differs"
        ask(team, "DELETE", f"{where}/submission")
        where = asked(team, entry)
        own = Caller(app, (LEADER, ORGANIZER), "同单位的组委")
        silent = {"rows": [{"key": "summary", "approve": False}], "message": "总的说明不能代替理由。"}
        assert set(ask(staff, "POST", f"{where}/decision", 422, json=silent)["errors"]) == {"summary"}
        foreign = {"rows": [{"key": "title", "approve": True}]}
        assert ask(staff, "POST", f"{where}/decision", 409, json=foreign)["code"] == "rows-differ"
    with clock.frozen(NOW):
        factories.submitted_entry(own, title="同一单位的另一个项目名称")
    with clock.frozen(AFTER):
        body = {"rows": [{"key": "summary", "approve": True}]}
        assert ask(own, "POST", f"{where}/decision", 409, json=body)["code"] == "own-request"
    with clock.frozen(AFTER + timedelta(days=60)):
        assert ask(staff, "POST", f"{where}/decision", 409, json=body)["code"] == "results-public"
        assert staff.get(where).get_json()["may"] == ["refuse"]
        decided(staff, where, refused={"summary": "结果已经公开。"})
        listed = ask(team, "GET", at)
        assert (listed["may"], bool(listed["closed"]), listed["items"][0]["state"]) == ([], True, "refused")


def test_title_that_another_entry_holds_is_refused_when_asked(app: Flask, team: Caller) -> None:
    factories.submitted_entry(leader(app, "示例戊"), title="已经有人用的项目名称")
    entry = factories.submitted_entry(team)
    with clock.frozen(AFTER):
        at, made = begun(team, entry, "title")
        body = {"answers": {"title": "已经有人用的项目名称"}, "reason": REASON}
        saved = ask(team, "PATCH", at, json=body, etag=made["etag"])
        wrong = ask(team, "POST", f"{at}/submission", 422, etag=saved["etag"])["errors"]
        assert [one["code"] for one in wrong["title"]] == ["title-taken"]


DOING = {"ask": "submission", "withdraw": "submission", "approve": "decision", "refuse": "decision"}
steps = st.lists(
    st.tuples(st.sampled_from(("begin", *DOING)), st.sampled_from(("team", "member", "staff", "stranger"))),
    min_size=4,
    max_size=14,
)


def test_whatever_anybody_does_follows_the_table(app: Flask) -> None:
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(way=steps)
    def walk(way: list[tuple[str, str]]) -> None:
        with clock.frozen(NOW):
            team = leader(app)
            entry = factories.start_entry(team, title=f"随机变更的项目{team.id}"[:40])
            people = {"team": team, "member": joined(app, team, entry), "staff": organizer(app)}
            people["stranger"] = leader(app, "路人")
            handed_in(team, entry)
        with clock.frozen(AFTER):
            _take(entry, people, way)

    walk()


def _take(entry: dict[str, Any], people: dict[str, Caller], way: list[tuple[str, str]]) -> None:
    team, at, version = people["team"], "", 1
    allowed = {"begin": "team", "ask": "team", "withdraw": "team", "approve": "staff", "refuse": "staff"}
    for turn, (action, by) in enumerate(way):
        who = people[by]
        before = team.get(at).get_json() if at else None
        if action == "begin":
            body = {"fields": ["summary"], "team": False}
            made = who.post(f"/entries/{entry['id']}/change-requests", json=body)
            live = before is not None and before["state"] in ("draft", "open")
            assert (made.status_code == 201) == (by == "team" and not live), made.text
            if made.status_code == 201:
                at = f"/change-requests/{made.get_json()['id']}"
                body = {"answers": {"summary": f"第{turn}次变更的简介。" * 20}, "reason": REASON}
                ask(team, "PATCH", at, json=body, etag=made.get_json()["etag"])
            continue
        if before is None:
            continue
        possible = CHANGE_REQUEST.allows(before["state"], action) and by == allowed[action]
        assert action == "ask" or (action in who.get(at).get_json().get("may", ())) == possible
        body = {"rows": [{"key": "summary", "approve": action == "approve", "reason": "理由如此。"}]}
        given: dict[str, Any] = {"json": body} if DOING[action] == "decision" else {}
        method = "DELETE" if action == "withdraw" else "POST"
        done = who.call(method, f"{at}/{DOING[action]}", etag=before["etag"], **given)
        after = team.get(at).get_json()
        assert (done.status_code == 200) == possible, done.text
        wanted = CHANGE_REQUEST.step(before["state"], action).after if possible else before["state"]
        version += possible and action == "approve"
        assert (after["state"], team.get(f"/entries/{entry['id']}").get_json()["version"]) == (wanted, version)


def test_leader_who_leaves_takes_back_what_is_open_and_is_named_nowhere(
    app: Flask, team: Caller, staff: Caller, database: Database
) -> None:
    entry = factories.submitted_entry(team)
    with clock.frozen(AFTER):
        at = asked(team, entry)
        headers = {"Content-Type": "application/octet-stream", "X-File-Name": "a.pdf"}
        assert team.put(f"{at}/evidence", data=PDF, headers=headers).status_code == 409
        with database.read() as session:
            (facts,) = held(session, team.id)["change_requests"]
            assert (facts["reason"], facts["state"]) == (REASON, "open")
        for _ in range(2):
            deliver(PART, database, AccountClosed(account_id=team.id, closed_at=NOW))
        seen = ask(staff, "GET", at)
        assert (seen["state"], seen["asked_name"]) == ("withdrawn", "已注销用户")
        assert team.name not in str(seen)
