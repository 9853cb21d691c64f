"""Rubrics written on pages: begun, filled in, published, frozen, copied, and by whom."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from chassis.http.auth import Identity
from contracts.gateway import AccountClosed
from contracts.roles import AUDITOR, JUDGE, ORGANIZER
from contracts.scopes import Scope
from services.judging.drafting.composing import compose, take_apart
from services.judging.drafting.kind import KIND
from services.judging.rules.models import Rubric
from services.judging.rules.schemas import METHODS, RubricSchema
from tests.services.judging.conftest import AT, CLOSES, OPENS, RUBRIC_WRITTEN, Desk, person

DRAFT, BEGINNING = f"{AT}/rubric/draft", f"{AT}/rubric/beginning"
ROWS = [{"name": "创新性", "name_en": "Originality", "weight": "60"}, {"name": "实用性", "weight": "40"}]


@pytest.fixture(autouse=True)
def edition(desk: Desk) -> None:
    """Registration published the edition."""
    desk.edition(preliminary=(OPENS, CLOSES), final=(CLOSES, CLOSES + timedelta(days=3)))


def begin(desk: Desk, source: str, at: str = AT, tag: str | None = None) -> TestResponse:
    return desk.call(desk.organizer, "PUT", f"{at}/rubric/beginning", json={"beginning": source}, tag=tag)


def read(desk: Desk, who: Identity | None = None) -> Any:
    return desk.get(who or desk.organizer, DRAFT)


def write(desk: Desk, who: Identity | None = None, tag: str | None = None, **changed: Any) -> TestResponse:
    found = read(desk)
    content = {"content": found["content"] | changed}
    return desk.call(who or desk.organizer, "PUT", DRAFT, json=content, tag=tag or found["etag"])


def publish(desk: Desk, tag: str | None = None) -> TestResponse:
    return desk.call(desk.organizer, "POST", f"{AT}/rubric/publication", json={}, tag=tag or read(desk)["etag"])


def state(desk: Desk, who: Identity | None = None) -> dict[str, str]:
    return {one["key"]: one["state"] for one in desk.get(who or desk.organizer, "/rubric-drafts")["items"]}


def test_rubric_is_begun_written_and_published(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.edition(preliminary=(OPENS, CLOSES), final=(CLOSES, CLOSES + timedelta(days=3)))
    assert state(desk) == {"final": "missing", "preliminary": "missing"}
    assert begin(desk, "blank").json["state"] == "draft"
    found = read(desk)
    assert (found["may"], found["about"]["shown"], list(found["missing"])) == (["write", "fill"], None, ["criteria"])
    assert publish(desk).json["code"] == "incomplete"
    short = [ROWS[0], ROWS[1] | {"weight": "39", "tie_rank": "1"}]
    assert "99" in write(desk, criteria=short).json["doubtful"]["criteria"][0]["message"]
    saved = write(desk, criteria=[ROWS[0] | {"tie_rank": "2"}, {}, ROWS[1] | {"tie_rank": "1"}], step="0.25").json
    assert list(saved["doubtful"]) == ["criteria.2.name_en"]
    assert [row.get("key") for row in saved["content"]["criteria"]] == ["chuangxinxing", None, "shiyongxing"]
    assert desk.call(person("评委", JUDGE), "GET", AT).status_code == 404
    done = publish(desk).json
    assert (done["state"], done["version"], len(done["content"]["criteria"])) == ("published", 1, 2)
    rubric = desk.get(desk.organizer, AT)
    assert (rubric["step"], rubric["tie_breakers"]) == ("0.25", ["shiyongxing", "chuangxinxing"])
    assert [one["max"] for one in done["about"]["shown"]["criteria"]] == ["60", "40"]
    assert publish(desk).json["version"] == 1
    assert state(desk)["preliminary"] == "published"
    assert desk.audited("rubric.begin")[0].subject == "stage:xm5g04/preliminary"


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"step": "0.3"}, "step"),
        ({"step": "2"}, "step"),
        ({"criteria": [row | {"tie_rank": "1"} for row in ROWS]}, "criteria.1.tie_rank"),
        ({"criteria": [ROWS[0], ROWS[1] | {"weight": "40.555"}]}, "criteria.1.weight"),
        ({"criteria": [ROWS[0], ROWS[1] | {"max": "10", "step": "4"}]}, "criteria.1.step"),
        ({"drop_each": "2", "drop_from": "4"}, "drop_from"),
        ({"drop_from": "2"}, "drop_from"),
        ({"comment_above": "101"}, "comment_above"),
    ],
)
def test_fault_stands_at_its_field_and_stops_publication(desk: Desk, changed: dict[str, Any], place: str) -> None:
    begin(desk, "preliminary")
    assert list(write(desk, **changed).json["missing"]) == [place]
    assert publish(desk).status_code == 422
    assert desk.call(desk.organizer, "GET", AT).status_code == 404


def test_what_looks_wrong_is_said_and_published_all_the_same(desk: Desk) -> None:
    begin(desk, "blank")
    rows = [ROWS[0], ROWS[1] | {"name": "创新性", "hint": "看数据"}]
    numbers = {"step": "0.05", "comment_below": "96", "drop_from": "3", "spread_limit": "0"}
    numbers |= {"tie_first": "none", "method": "sum"}
    found = write(desk, criteria=rows, **numbers).json
    told = {"criteria", "criteria.1.name", "criteria.1.name_en", "criteria.1.hint_en"}
    assert set(found["doubtful"]) == told | {"step", "comment_below", "method", "drop_from", "spread_limit"}
    assert publish(desk).status_code == 200


def test_two_organizers_overwrite_nothing_of_each_other(desk: Desk) -> None:
    assert begin(desk, "preliminary").status_code == 200
    assert begin(desk, "final").json["code"] == "already-begun"
    seen = read(desk)["etag"]
    assert write(desk, person("同事", ORGANIZER), step="1").status_code == 200
    stale = [write(desk, tag=seen, step="0.1"), publish(desk, tag=seen), begin(desk, "final", tag=seen)]
    assert [answer.status_code for answer in stale] == [412] * 3
    assert read(desk)["content"]["step"] == "1"
    assert begin(desk, "final", tag=read(desk)["etag"]).status_code == 200
    history = desk.get(desk.organizer, f"{AT}/rubric/history")["items"]
    assert [(one["origin"], one["saved_name"]) for one in history] == [
        ("filled", "秘书处"),
        ("written", "同事"),
        ("written", "秘书处"),
    ]


def test_rubric_of_another_stage_is_taken_over(desk: Desk) -> None:
    desk.stage(edition="xm5g03", step="1", tie_breakers=["benefit"])
    sources = desk.get(desk.organizer, f"{AT}/rubric/beginnings")
    assert (sources["etag"], [one["edition"] for one in sources["items"]]) == ("", ["xm5g03"])
    for unknown in ("xm5g03/final", "nothing", "../x", "xm5g04/preliminary"):
        assert begin(desk, unknown).json["errors"]["beginning"][0]["code"] == "unknown-beginning"
    begin(desk, "xm5g03/preliminary")
    publish(desk)
    taken, source = (desk.get(desk.organizer, at) for at in (AT, "/editions/xm5g03/stages/preliminary"))
    assert [taken[name] for name in ("criteria", "step", "tie_breakers")] == [
        source[name] for name in ("criteria", "step", "tie_breakers")
    ]


def test_frozen_rubric_says_since_when_and_takes_nothing(desk: Desk) -> None:
    begin(desk, "preliminary")
    publish(desk)
    tag = write(desk, step="1").json["etag"]
    desk.assign(desk.entry(), desk.judge("评委01"))
    found = read(desk)
    about = found["about"]
    assert (about["state"], about["assigned"], found["may"]) == ("frozen", 1, [])
    assert about["frozen_at"] is not None
    assert about["shown"]["criteria"][0]["step"] == "0.5"
    refused = [write(desk, tag=tag, step="0.1"), publish(desk, tag=tag), begin(desk, "final", tag=tag)]
    assert {(one.status_code, one.json["code"]) for one in refused} == {(409, "rubric-frozen")}
    assert desk.get(desk.organizer, AT)["step"] == "0.5"
    desk.edition(version=2, final=(CLOSES, CLOSES + timedelta(days=3)))
    assert state(desk) == {"final": "missing", "preliminary": "gone"}
    assert write(desk, tag=tag, step="0.1").json["code"] == "stage-gone"


def test_rubric_put_by_a_program_is_what_the_draft_says_next(desk: Desk) -> None:
    desk.call(desk.organizer, "PUT", AT, json=RUBRIC_WRITTEN)
    assert (read(desk)["state"], read(desk)["version"]) == ("published", 1)
    write(desk, step="1")
    desk.call(desk.organizer, "PUT", AT, json=RUBRIC_WRITTEN)
    assert (read(desk)["state"], read(desk)["version"]) == ("changed", 1)
    desk.call(desk.organizer, "PUT", AT, json=RUBRIC_WRITTEN | {"step": "0.1"})
    found = read(desk)
    assert (found["state"], found["version"], found["content"]["step"]) == ("published", 2, "0.1")


def test_drafts_are_those_of_whoever_oversees_the_edition(desk: Desk) -> None:
    begin(desk, "preliminary")
    own, other = (person("某届", ORGANIZER, scope=Scope.edition(slug)) for slug in ("xm5g04", "xm5g05"))
    reader = person("监督员", AUDITOR)
    assert (state(desk, own)["preliminary"], state(desk, other)) == ("draft", {})
    assert write(desk, own, step="1").status_code == 200
    assert read(desk, reader)["may"] == []
    refused = [write(desk, other, step="0.1"), write(desk, reader, step="0.1"), write(desk, person("评委", JUDGE))]
    refused += [desk.call(other, "GET", DRAFT), desk.call(other, "PUT", BEGINNING, json={"beginning": "blank"})]
    assert [answer.status_code for answer in refused] == [403] * 5
    for at in ("/editions/xm5g04/stages/none", "/editions/%F0%9F%A6%A2/stages/x", "/editions/xm5g04/stages/entry"):
        assert desk.call(desk.organizer, "GET", f"{at}/rubric/beginnings").status_code == 404


def test_who_left_is_not_named_in_the_history(desk: Desk) -> None:
    begin(desk, "preliminary")
    desk.tell(AccountClosed(account_id=desk.organizer.account_id, closed_at=CLOSES))
    assert read(desk, person("后来的人", ORGANIZER))["saved_name"] != "秘书处"


texts = st.text("评分ab", max_size=5)


@st.composite
def rubrics(draw: st.DrawFn) -> dict[str, Any]:
    """Whatever a program may put."""
    weights = draw(st.lists(st.integers(1, 90), min_size=1, max_size=6))
    told = [{name: draw(texts) for name in ("name_en", "hint", "hint_en", "levels")} for _weight in weights]
    rows = [{"key": f"c{n}", "name": f"项{n}", "weight": weight} | told[n] for n, weight in enumerate(weights)]
    for row in rows:
        row |= {"max": draw(st.integers(1, 20)) * 10} if draw(st.booleans()) else {}
        row |= {"step": draw(st.sampled_from(["0.1", "1"]))} if draw(st.booleans()) else {}
    keys = draw(st.permutations([row["key"] for row in rows]))
    limits = st.integers(0, sum(weights) * 100)
    return {
        "criteria": rows,
        "step": draw(st.sampled_from(["0.01", "0.2", "0.5", "1"])),
        "method": draw(st.sampled_from(METHODS)),
        "basis": draw(st.sampled_from(["totals", "criteria"])),
        "drop_each": draw(st.integers(0, 1)),
        "drop_from": draw(st.integers(3, 99)),
        "least_sheets": draw(st.integers(2, 99)),
        "tie_first": draw(st.sampled_from(["sum", "median", "none"])),
        "tie_breakers": keys[: draw(st.integers(0, len(keys)))],
        "rounding": draw(st.sampled_from(["half-up", "half-even", "none"])),
        "places": draw(st.integers(0, 4)),
        **{name: f"{draw(limits) / 100:.2f}" for name in ("comment_below", "comment_above", "spread_limit")},
    }


@settings(deadline=None)
@given(rubrics())
def test_every_rubric_a_program_may_put_can_be_written_on_pages(put: dict[str, Any]) -> None:
    facts = RubricSchema().load(put)
    stored = Rubric(written=facts["criteria"], **{name: facts[name] for name in facts if name != "criteria"})
    assert compose(KIND.whole(KIND.load(take_apart(stored)))) == facts
