"""Who holds a role in one edition sees and changes nothing of another's judging."""

from contracts.roles import AUDITOR, JUDGE, ORGANIZER
from contracts.scopes import Scope
from tests.services.judging.conftest import AT, RUBRIC_WRITTEN, Desk, marks_of, person
from tests.services.judging.planning import plan_of

READABLE = (f"{AT}/assignments", f"{AT}/ranking/inputs", f"{AT}/ranking/entries/XM5G04-0001")
CHOSEN = ("/panel?edition=xm5g04&stage=preliminary", "/ranking?edition=xm5g04&stage=preliminary")
TITLE = "Leaky title"


def test_organizer_of_another_edition_reads_and_changes_nothing(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(title=TITLE), desk.judge("评委01")
    (assignment,) = desk.assign(entry, judge)
    desk.score(judge, assignment, 80)
    plan = plan_of(desk, 1)
    body = {"entry_id": str(entry.entry_id), "judge_ids": [str(judge.account_id)]}
    changes = (
        ("PUT", AT, RUBRIC_WRITTEN),
        ("POST", f"{AT}/assignments", body),
        ("POST", f"{AT}/plans", {"per_entry": 1}),
        *(("POST", f"/plans/{plan['id']}/{act}", None) for act in ("making", "undoing")),
        ("DELETE", f"/assignments/{assignment}", {"reason": "无"}),
        ("DELETE", f"/assignments/{assignment}/sheet/submission", {"reason": "无"}),
    )
    for scope in ("edition:other", "event:xm5g04"):
        outside = person("别处", ORGANIZER, scope=scope)
        for path in READABLE:
            refused = desk.call(outside, "GET", path)
            assert refused.status_code == 403
            assert TITLE not in refused.text
        assert [desk.call(outside, method, path, json=given).status_code for method, path, given in changes] == [
            403
        ] * 7
        for path in (f"/assignments/{assignment}/record", f"/plans/{plan['id']}"):
            assert desk.call(outside, "GET", path).status_code == 403
        for path in CHOSEN:
            seen = desk.get(outside, path)
            assert (seen["stages"], seen["stage"]) == ([], None)
            assert TITLE not in str(seen)
        assert desk.get(outside, "/stages")["items"] == []
        assert desk.call(outside, "GET", AT).status_code == 403
    assert desk.get(desk.organizer, f"{AT}/assignments")["items"][0]["sheet_state"] == "submitted"


def test_auditor_reads_everything_of_the_edition_and_changes_nothing(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(title=TITLE), desk.judge("评委01")
    (assignment,) = desk.assign(entry, judge)
    auditor = person("监督员", AUDITOR, scope=Scope.edition("xm5g04"))
    for path in (*READABLE, *CHOSEN, "/judges", AT, "/stages"):
        assert desk.call(auditor, "GET", path).status_code == 200
    assert TITLE in desk.call(auditor, "GET", READABLE[0]).text
    assert desk.call(auditor, "PUT", AT, json=RUBRIC_WRITTEN).status_code == 403
    assert desk.call(auditor, "DELETE", f"/assignments/{assignment}", json={"reason": "无"}).status_code == 403
    mixed = person("监督员", AUDITOR)
    mixed = type(mixed)(mixed.account_id, "监督员", (*mixed.grants, *person("", ORGANIZER, scope="edition:b").grants))
    assert desk.call(mixed, "DELETE", f"/assignments/{assignment}", json={"reason": "无"}).status_code == 403
    assert desk.call(mixed, "PUT", AT, json=RUBRIC_WRITTEN).status_code == 403


def test_judge_whose_role_ended_in_this_edition_reaches_no_sheet_of_it(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(title=TITLE), desk.judge("评委01")
    (assignment,) = desk.assign(entry, judge)
    moved = person("评委01", JUDGE, scope="edition:other")
    moved = type(moved)(judge.account_id, judge.name, moved.grants)
    assert desk.get(moved, "/assignments")["items"] == []
    shown = desk.call(moved, "GET", f"/assignments/{assignment}")
    assert (shown.status_code, TITLE in shown.text) == (404, False)
    body = {"marks": marks_of(50), "comment": ""}
    tag = desk.get(judge, f"/assignments/{assignment}")["etag"]
    assert desk.call(moved, "PUT", f"/assignments/{assignment}/sheet", json=body, tag=tag).status_code == 404
    kept = type(moved)(judge.account_id, judge.name, person("", JUDGE, scope=Scope.edition("xm5g04")).grants)
    assert desk.call(kept, "PUT", f"/assignments/{assignment}/sheet", json=body, tag=tag).status_code == 200
