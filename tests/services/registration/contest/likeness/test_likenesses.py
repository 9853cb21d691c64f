"""Entries that are alike: found beside the requests, shown to screeners, decided with a reason, forgotten."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from chassis.storage.engine import Database
from chassis.testing import deliver
from contracts.gateway import AccountClosed
from contracts.roles import SCREENER
from services.registration.app import PART
from services.registration.config import RegistrationSettings
from services.registration.contest.likeness.finding import index_entries
from services.registration.contest.likeness.models import EntryText, EntryTrace
from services.registration.people.personal_data import held
from tests.services.registration import factories, screenings
from tests.services.registration.factories import NOW, Caller

TEXT = "。".join(f"第{n}台轮胎吊在{n * 13}号箱区由地面司机远程操控" for n in range(12))
OTHER = "。".join(f"志愿者{n}在{n * 17}号社区陪伴独居老人并登记健康情况" for n in range(12))


@pytest.fixture
def screener(app: Flask) -> Caller:
    """Of the edition under test alone."""
    edition = screenings.edition()
    assert factories.organizer(app).put("/editions/xm5g-04", json=edition).status_code == 200
    return Caller(app, (SCREENER,), "审查员甲", "edition:xm5g-04")


@pytest.fixture
def compare(database: Database, settings: RegistrationSettings) -> Any:
    """The job that finds alike entries."""
    return lambda: index_entries(database, settings)


def entered(app: Flask, title: str, text: str = TEXT, body: bytes = factories.PDF, **more: Any) -> dict[str, Any]:
    """An entry of somebody of an organisation of their own."""
    who = factories.leader(app, more.get("organisation", title))
    entry = factories.start_entry(who, title=title, summary=text, **{"organisation": title} | more)
    changed = factories.upload(who, entry["id"], body=body).get_json()
    assert factories.submit(who, changed).status_code == 200
    return who.get(f"/entries/{entry['id']}").get_json() | {"who": who}


def alike(screener: Caller, entry: dict[str, Any]) -> list[dict[str, Any]]:
    found = screener.get(f"/entries/{entry['id']}/screening")
    assert found.status_code == 200, found.text
    return found.get_json()["alike"]


def say(who: Caller, pair: dict[str, Any], action: str, reason: str = "") -> Any:
    return who.post(f"/likenesses/{pair['id']}/decision", json={"action": action, "reason": reason})


def test_alike_entries_are_told_beside_each_other_and_what_was_said_stays(
    screener: Caller, staff: Caller, app: Flask, compare: Any
) -> None:
    first = entered(app, "集装箱码头5G远控轮胎吊协同作业")
    second = entered(app, "轮胎吊5G远程操控的港口方案", TEXT + OTHER[:60], body=factories.PDF + b"%")
    entered(app, "社区独居老人的陪伴网络", OTHER, body=factories.PDF + b"%%")
    assert alike(screener, first) == []
    compare()
    (pair,) = alike(screener, first)
    assert (pair["other"]["number"], pair["files"], pair["state"]) == (second["number"], 0, "found")
    assert pair["text"] > 90
    shown = screener.get(f"/likenesses/{pair['id']}").get_json()
    assert [side["number"] for side in shown["sides"]] == [first["number"], second["number"]]
    assert any(one["common"] for one in shown["sides"][1]["parts"][0]["passages"])
    assert say(screener, pair, "refer").get_json()["errors"]["reason"]
    assert say(screener, pair, "settle", "越过秘书处").status_code == 403
    assert say(screener, pair, "refer", "两项目正文几乎相同").get_json()["may"] == ["clear"]
    (listed,) = staff.get("/editions/xm5g-04/likenesses?state=referred").get_json()["items"]
    assert (listed["decider_name"], listed["reason"]) == ("审查员甲", "两项目正文几乎相同")
    assert staff.get("/desk?edition=xm5g-04").get_json()["edition"]["screening"]["referred"] == 1
    assert say(staff, pair, "settle", "两支团队已说明分工").get_json()["state"] == "settled"


def test_new_version_that_is_more_alike_is_looked_at_again_and_one_taken_back_is_forgotten(
    screener: Caller, app: Flask, compare: Any, database: Database
) -> None:
    first = entered(app, "集装箱码头5G远控轮胎吊协同作业")
    second = entered(app, "轮胎吊5G远程操控的港口方案", TEXT[: len(TEXT) // 2] + OTHER, body=factories.PDF + b"%")
    compare()
    (pair,) = alike(screener, first)
    say(screener, pair, "clear")
    who, path = second["who"], f"/entries/{second['id']}"
    etag = who.put(f"{path}/revision").get_json()["etag"]
    changed = who.patch(path, json=factories.answers(summary=TEXT), etag=etag).get_json()
    assert factories.submit(who, changed).status_code == 200
    compare()
    (again,) = alike(screener, first)
    assert (again["id"], again["state"], again["text"]) == (pair["id"], "found", 100)
    assert who.delete(f"{path}/submission").status_code == 200
    assert alike(screener, first) == [], "at once, before the job comes round"
    compare()
    with database.read() as session:
        assert session.scalars(select(EntryText.entry_id)).all() == [UUID(first["id"])]
        assert session.scalar(select(func.count(EntryTrace.number.distinct()))) == 1


def test_earlier_edition_is_told_only_as_far_as_it_is_alike_and_never_to_its_own_people(
    screener: Caller, staff: Caller, app: Flask, compare: Any
) -> None:
    assert staff.put("/editions/xm5g-03", json=factories.edition(entry_prefix="XM5G03")).status_code == 200
    earlier = entered(app, "集装箱码头5G远控轮胎吊协同作业", OTHER[:150] + TEXT, edition="xm5g-03")
    now = entered(app, "集装箱码头５Ｇ远控轮胎吊协同作业", edition="xm5g-04")
    compare()
    (pair,) = alike(screener, now)
    assert (pair["title"], pair["files"], pair["other"]["edition"]) == (100, 1, "xm5g-03")
    old, new = screener.get(f"/likenesses/{pair['id']}").get_json()["sides"]
    assert (old["opens"], old["files"], new["opens"], len(new["files"])) == (False, [], True, 1)
    (part,) = old["parts"]
    assert all(one["common"] or len(one["text"]) < 40 for one in part["passages"]), part
    own = Caller(app, (SCREENER,), "审查员乙", "edition:xm5g-04", id=earlier["who"].id)
    assert [one["own"] for one in alike(own, now)] == [True]
    assert own.get(f"/likenesses/{pair['id']}").get_json()["code"] == "own-entry"
    assert say(own, pair, "clear").get_json()["code"] == "own-entry"


def test_organisations_that_are_one_are_the_same_as_long_as_they_are(
    screener: Caller, staff: Caller, app: Flask, compare: Any
) -> None:
    first = entered(app, "集装箱码头5G远控轮胎吊协同作业", organisation="示例港务集团")
    entered(app, "轮胎吊5G远程操控的港口方案", body=factories.PDF + b"%", organisation="示例港口股份")
    compare()

    def told() -> set[tuple[bool, bool]]:
        (row,) = staff.get("/editions/xm5g-04/likenesses").get_json()["items"]
        (pair,) = alike(screener, first)
        return {(one["same_organisation"], one["same_leader"]) for one in (row, pair)}

    assert told() == {(False, False)}
    found = {one["name"]: one["id"] for one in staff.get("/organisations").get_json()["items"]}
    body = {"into": found["示例港务集团"], "reason": "更名"}
    assert staff.post(f"/organisations/{found['示例港口股份']}/merge", json=body).status_code == 204
    assert told() == {(True, False)}
    (merge,) = staff.get(f"/organisations/{found['示例港务集团']}").get_json()["merges"]
    assert staff.post(f"/organisation-merges/{merge['id']}/parting", json={"reason": "是两家"}).status_code == 200
    assert told() == {(False, False)}


def test_entries_of_one_leader_are_found_once_their_organisations_are_merged(
    screener: Caller, staff: Caller, app: Flask, compare: Any
) -> None:
    assert staff.put("/editions/xm5g-03", json=factories.edition(entry_prefix="XM5G03")).status_code == 200
    earlier = entered(app, "集装箱码头5G远控轮胎吊协同作业", organisation="示例港务集团", edition="xm5g-03")
    more = {"organisation": "示例港口股份", "summary": OTHER, "title": "社区独居老人的陪伴网络"}
    entry = factories.start_entry(earlier["who"], edition="xm5g-04", **more)
    changed = factories.upload(earlier["who"], entry["id"], body=factories.PDF + b"%").get_json()
    assert factories.submit(earlier["who"], changed).status_code == 200
    compare()
    assert alike(screener, entry) == []
    found = {one["name"]: one["id"] for one in staff.get("/organisations").get_json()["items"]}
    body = {"into": found["示例港务集团"], "reason": "更名"}
    assert staff.post(f"/organisations/{found['示例港口股份']}/merge", json=body).status_code == 204
    compare()
    (pair,) = alike(screener, entry)
    assert (pair["same_leader"], pair["same_organisation"], pair["degree"]) == (True, True, 50)


def test_who_leaves_takes_their_texts_along_and_is_named_nowhere(
    screener: Caller, app: Flask, compare: Any, database: Database
) -> None:
    first, second = entered(app, "集装箱码头5G远控轮胎吊协同作业"), entered(app, "轮胎吊5G远程操控的港口方案")
    compare()
    (pair,) = alike(screener, first)
    say(screener, pair, "clear", "场景不同")
    with database.read() as session:
        assert [one["reason"] for one in held(session, screener.id)["likenesses"]] == ["场景不同"]
    deliver(PART, database, AccountClosed(account_id=screener.id, closed_at=NOW))
    assert alike(Caller(app, (SCREENER,), "审查员丙"), first)[0]["decider_name"] != "审查员甲"
    deliver(PART, database, AccountClosed(account_id=second["who"].id, closed_at=NOW))
    compare()
    entered(app, "远程操控轮胎吊的另一个方案")
    compare()
    with database.read() as session:
        gone = session.scalars(select(EntryText).where(EntryText.entry_id == UUID(second["id"]))).one()
        assert (gone.text, gone.traces, gone.erased) == ("", [], True)
    assert second["number"] not in [one["other"]["number"] for one in alike(screener, first)]
