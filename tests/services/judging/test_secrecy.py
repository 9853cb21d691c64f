"""A judge learns nothing of the team and nothing of other judges, whatever is asked and however it fails."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from chassis.http.auth import Grant, Identity
from contracts.registration import EntrySubmitted
from tests.services.judging.conftest import AT, ORGANISATION, RUBRIC_WRITTEN, Desk, marks_of

OTHER_NAME, OTHER_COMMENT = "另一位评委", "另一位评委的意见"
OTHER_TOTAL = "71.5"
BODIES: tuple[Any, ...] = (
    None,
    [],
    {"marks": marks_of(80), "comment": "好"},
    {"marks": {"elsewhere": "x"}},
    {"reason": "想看"},
    {"entry_id": str(UUID(int=0)), "judge_ids": [str(UUID(int=0))]},
    {"per_entry": 3},
    RUBRIC_WRITTEN,
)


@pytest.fixture
def scene(desk: Desk) -> tuple[Identity, EntrySubmitted, Identity, list[str]]:
    """A judge, an entry led by a known judge account, the other judge who scored it, both assignments."""
    desk.stage()
    judge, other, leader = desk.judge("评委01"), desk.judge(OTHER_NAME), desk.judge("领队本人")
    entry = desk.entry(leader_id=leader.account_id)
    own, foreign = desk.assign(entry, judge, other)
    assert desk.save(other, foreign, marks_of(71.5), OTHER_COMMENT).status_code == 200
    assert desk.submit(other, foreign).status_code == 200
    return judge, entry, other, [own, foreign]


APPLICANTS = "/editions/xm5g04/applicants"
"""The list on which conflicts are declared: it names everybody, and pairs nobody with an entry."""


def decoded(answer: TestResponse) -> str:
    """What a JSON answer says, its escapes resolved."""
    return str(answer.json) if answer.is_json and answer.data else ""


def every_request(desk: Desk, judge: Identity, assignments: list[str], entry: EntrySubmitted) -> Iterator[TestResponse]:
    """Every route and method, on what the judge may see and on what not, with bodies of every kind."""
    for rule in desk.app.url_map.iter_rules():
        for target in (*assignments, str(entry.entry_id)):
            path = (
                rule.rule.replace("<key>", "preliminary")
                .replace("<edition>", "xm5g04")
                .replace("<uuid:assignment_id>", target)
            )
            if "<" in path:
                path = path.partition("<")[0] + target
            for method in sorted(rule.methods or ()):
                for body in BODIES if method in {"PUT", "POST", "DELETE", "PATCH"} else (None,):
                    options = {} if body is None else {"json": body}
                    yield desk.call(judge, method, path, tag='"stale"', **options)


def test_judge_finds_no_trace_of_the_team_or_of_other_judges(desk: Desk, scene) -> None:
    judge, entry, other, assignments = scene
    secrets = [ORGANISATION, OTHER_NAME, OTHER_COMMENT, f'"{OTHER_TOTAL}"', "领队本人"]
    secrets += [str(entry.leader_id), entry.leader_id.hex, str(other.account_id), other.account_id.hex]
    answers = [one for one in every_request(desk, judge, assignments, entry) if one.request.path != APPLICANTS]
    assert {answer.status_code for answer in answers} >= {200, 403, 404, 412}
    for answer in answers:
        text = answer.get_data(as_text=True) + str(answer.headers)
        assert not [secret for secret in secrets if secret in text or secret in decoded(answer)], answer.request.path


def test_organizer_pages_hold_what_the_judge_must_not_find(desk: Desk, scene) -> None:
    """The search above would find the secrets if they were there."""
    text = str(desk.get(desk.organizer, f"{AT}/ranking/entries/XM5G04-0001"))
    assert OTHER_NAME in text
    assert OTHER_TOTAL in text


def test_list_of_applicants_says_nothing_of_entries(desk: Desk, scene) -> None:
    judge, entry, _other, assignments = scene
    text = str(desk.get(judge, APPLICANTS))
    assert ORGANISATION in text
    assert not [one for one in (entry.title, entry.number, str(entry.entry_id), *assignments) if one in text]


def test_another_judges_assignment_looks_like_none(desk: Desk, scene) -> None:
    judge, _entry, _other, [_own, foreign] = scene
    for path, method in (("", "GET"), ("/sheet", "PUT"), ("/sheet/submission", "POST")):
        refused = desk.call(judge, method, f"/assignments/{foreign}{path}", json={"marks": {}}, tag='"x"').json
        absent = desk.call(judge, method, f"/assignments/{UUID(int=7)}{path}", json={"marks": {}}, tag='"x"').json
        assert refused | {"trace": ""} == absent | {"trace": ""}
        assert refused["code"] == "unknown-assignment"


def test_own_pages_do_not_change_when_another_judge_scores(desk: Desk, scene) -> None:
    judge, _entry, other, [own, foreign] = scene
    before = [desk.get(judge, path) for path in ("/assignments", f"/assignments/{own}", "/stages")]
    desk.call(desk.organizer, "DELETE", f"/assignments/{foreign}/sheet/submission", json={"reason": "核对"})
    desk.score(other, foreign, 99)
    assert [desk.get(judge, path) for path in ("/assignments", f"/assignments/{own}", "/stages")] == before


def test_leader_and_volunteer_are_refused_everywhere(desk: Desk, scene) -> None:
    _judge, entry, _other, assignments = scene
    for role in ("leader", "volunteer"):
        who = Identity(entry.leader_id, "领队", (Grant(role),))
        for answer in every_request(desk, who, assignments[:1], entry):
            assert answer.status_code in {200, 204, 403, 404, 405}
            assert OTHER_NAME not in decoded(answer)
