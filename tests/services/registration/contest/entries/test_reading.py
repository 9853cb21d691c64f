"""Who may read the file of an entry, and under which name."""

import pytest
from flask import Flask

from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.testing import deliver
from contracts.judging import AssignmentMade, AssignmentRemoved
from services.registration.app import PART
from tests.services.registration.factories import (
    DEADLINE,
    PDF,
    Caller,
    checked,
    file_path,
    judge,
    leader,
    organizer,
    start_entry,
    submitted_entry,
    upload,
)


@pytest.fixture
def made(team: Caller, app: Flask) -> tuple[Caller, AssignmentMade]:
    """A judge, and the assignment to a submitted entry, not yet heard of."""
    entry = submitted_entry(team)
    person = judge(app)
    return (
        person,
        AssignmentMade(
            assignment_id=ids.new_id(),
            entry_id=entry["id"],
            number=entry["number"],
            title=entry["title"],
            stage="初赛",
            stage_en="Preliminary",
            stage_key="preliminary",
            edition="xm5g04",
            judge_id=person.id,
            due_at=DEADLINE,
        ),
    )


def removed(made: AssignmentMade) -> AssignmentRemoved:
    return AssignmentRemoved(
        assignment_id=made.assignment_id,
        entry_id=made.entry_id,
        judge_id=made.judge_id,
        reason="回避",
        edition=made.edition,
        number=made.number,
        title=made.title,
    )


def test_judge_reads_the_file_only_while_assigned(
    made: tuple[Caller, AssignmentMade], team: Caller, app: Flask, database: Database
) -> None:
    person, assignment = made
    path = file_path(team, str(assignment.entry_id))
    assert person.get(path).status_code == 404
    deliver(PART, database, assignment)
    answer = person.get(path)
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].endswith("filename*=UTF-8''XM5G04-0001-document-1.pdf")
    assert "%E7%94%B3" not in str(answer.headers)
    assert judge(app, "评委02").get(path).status_code == 404
    assert person.get(f"/entries/{assignment.entry_id}").status_code == 404
    deliver(PART, database, removed(assignment))
    assert person.get(path).status_code == 404


def test_removed_assignment_stays_removed_whatever_comes_late_or_again(
    made: tuple[Caller, AssignmentMade], team: Caller, database: Database
) -> None:
    person, assignment = made
    path = file_path(team, str(assignment.entry_id))
    for told in (removed(assignment), assignment, removed(assignment)):
        deliver(PART, database, told)
        assert person.get(path).status_code == 404


def test_judge_reads_what_was_handed_in_and_nothing_once_withdrawn(
    made: tuple[Caller, AssignmentMade], team: Caller, database: Database
) -> None:
    person, assignment = made
    path, first = f"/entries/{assignment.entry_id}", file_path(team, str(assignment.entry_id))
    deliver(PART, database, assignment)
    team.delete(f"{path}/submission")
    assert person.get(first).status_code == 404
    upload(team, str(assignment.entry_id), PDF + b"second")
    entry, second = checked(team, str(assignment.entry_id)), file_path(team, str(assignment.entry_id))
    assert person.get(second).status_code == 404
    team.post(f"{path}/submission", etag=entry["etag"])
    assert person.get(second).data == PDF + b"second"
    assert person.get(first).status_code == 404


def test_organizer_and_team_read_the_file_others_do_not(app: Flask, team: Caller) -> None:
    path = file_path(team, start_entry(team)["id"])
    assert organizer(app).get(path).data == PDF
    assert app.test_client().get(path).status_code == 401
    for stranger in (leader(app, "示例乙"), judge(app), organizer(app, scope="edition:other")):
        answer = stranger.get(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
