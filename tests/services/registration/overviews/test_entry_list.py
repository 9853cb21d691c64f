"""The organizers' list with the answers of an edition, on both engines."""

from copy import deepcopy
from typing import Any

import pytest

from services.registration.app import PART
from tests.chassis.forms.samples import field
from tests.services.registration import factories
from tests.services.registration.factories import Caller
from tests.standing import Loan, Standing

FORM = "/editions/xm5g-04/form"


@pytest.fixture
def standing(stand: Loan, database_server: str) -> Standing:
    """Registration, once on each engine; `app` has the demo edition."""
    return stand(PART, database_server)


def found(who: Caller, **asked: Any) -> dict[str, Any]:
    answer: dict[str, Any] = who.get("/entry-rows", query_string={"edition": "xm5g-04", **asked}).get_json()
    return answer


def with_fields(document: dict[str, Any], *more: dict[str, Any]) -> dict[str, Any]:
    made = deepcopy(document)
    made["sections"][0]["fields"] += more
    return made


def test_answers_stand_under_the_fields_of_whichever_version_asked_them(team: Caller, staff: Caller) -> None:
    document = staff.get(FORM).get_json()["document"]
    first = with_fields(document, field("text", "slogan", "口号"))
    staff.put(FORM, json=first)
    old = factories.submitted_entry(team, slogan="一网到底")
    staff.put(FORM, json=with_fields(document, field("money", "cost", "投入", listed=True)))
    new = team.post("/entries", json=factories.draft(title="另一个项目", cost="12.5")).get_json()
    shown = found(staff)
    assert [(one["key"], one["heading"], one["number"]) for one in shown["columns"]] == [("cost", "投入（万元）", True)]
    assert {one["id"]: one["cells"] for one in shown["items"]} == {old["id"]: [""], new["id"]: ["12.5"]}
    whole = found(staff, answers=True)
    keys = [one["key"] for one in whole["columns"]]
    assert keys.index("cost") < keys.index("slogan") == len(keys) - 1
    cells = {one["id"]: dict(zip(keys, one["cells"], strict=True)) for one in whole["items"]}
    assert cells[old["id"]]["slogan"] == "一网到底"
    assert (cells[new["id"]]["slogan"], cells[new["id"]]["cost"]) == ("", "12.5")
    assert found(staff, edition="")["columns"] == []


def test_rows_sorted_by_what_drafts_lack_come_once_each_page_after_page(team: Caller, staff: Caller) -> None:
    handed_in = factories.submitted_entry(team)["id"]
    drafts = {team.post("/entries", json=factories.draft(title=f"草稿{n}")).get_json()["id"] for n in range(3)}
    for sort, first in (("submitted", False), ("-submitted", True), ("number", False), ("-number", True)):
        rows, after = [], ""
        while after is not None:
            answer = found(staff, sort=sort, after=after or None, limit=2)
            rows, after = rows + [one["id"] for one in answer["items"]], answer["next"]
        assert rows[0 if first else -1] == handed_in
        assert (set(rows), len(rows)) == (drafts | {handed_in}, 4)
    assert staff.get("/entry-rows?sort=title").status_code == 422
