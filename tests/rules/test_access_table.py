"""Each cell of `access.tsv` is tried on the running parts."""

from collections.abc import Mapping

import pytest
from flask import Flask

from chassis.http.auth import PERSON, PUBLIC
from contracts.roles import APPOINTED, PEOPLE, SERVICE
from tests.rules import access_table
from tests.rules.access_table import ANONYMOUS, ANOTHER, EXPIRED, FILE, NO, OWN, WRONG_SCOPE, YES, Route, Table

ANYBODY = {PUBLIC, PERSON}


@pytest.fixture(scope="module")
def tried(fresh_apps: dict[str, Flask]) -> tuple[Table, list[str]]:
    """The table as it comes out now, and what was suspicious on the way."""
    return access_table.exercise(fresh_apps)


def test_table_is_what_comes_out(tried: tuple[Table, list[str]]) -> None:
    kept, found = access_table.read(), tried[0]
    differing = {route: cells for route, cells in found.items() if kept.get(route) != cells}
    assert (differing, sorted(kept.keys() - found.keys())) == ({}, []), "run: python -m tests.rules.access_table"
    assert FILE.read_text("utf-8") == access_table.written(found)


def test_nothing_broke_or_leaked_on_the_way(tried: tuple[Table, list[str]]) -> None:
    assert tried[1] == []


def test_roles_get_in_where_the_route_says_so_and_nowhere_else(
    fresh_apps: dict[str, Flask], tried: tuple[Table, list[str]]
) -> None:
    wrong = [
        (route.part, route.name, column, outcome)
        for route in access_table.all_routes(fresh_apps)
        for column, outcome in tried[0][route.part, route.name].items()
        if column in {ANONYMOUS, SERVICE, *PEOPLE} and (outcome != NO) is not route.declared(column)
    ]
    assert [each for each in wrong if each[:3] not in STRICTER] == []


STRICTER: set[tuple[str, str, str]] = {
    ("gateway", "POST /accounts/<uuid:account_id>/signin-links", "organizer"),
    ("gateway", "POST /organizer/people/<uuid:account_id>/link", "organizer"),
    ("gateway", "POST /entries/<uuid:entry_id>/questions", "organizer"),
    ("gateway", "POST /entries/<uuid:entry_id>/questions", "auditor"),
    ("gateway", "POST /entries/<uuid:entry_id>/questions/<uuid:question_id>/end", "auditor"),
    ("registration", "POST /entries/<uuid:entry_id>/questions", "screener"),
    ("registration", "POST /entries/<uuid:entry_id>/questions", "organizer"),
    ("registration", "POST /entries/<uuid:entry_id>/questions", "auditor"),
    ("registration", "POST /questions/<uuid:question_id>/end", "auditor"),
    ("registration", "POST /questions/<uuid:question_id>/posts", "organizer"),
    ("registration", "POST /questions/<uuid:question_id>/posts", "auditor"),
    ("gateway", "POST /organizer/decisions/<uuid:resolution_id>/withdrawal", "organizer"),
    ("judging", "POST /resolutions/<uuid:resolution_id>/withdrawal", "organizer"),
}
"""Refused all the same: the person it is about holds a role that the caller cannot give, the team alone asks, or
somebody else proposed it."""


def test_a_thing_is_its_owners_and_nobody_elses_with_the_same_roles(
    fresh_apps: dict[str, Flask], tried: tuple[Table, list[str]]
) -> None:
    owned = [route for route in access_table.all_routes(fresh_apps) if route.owned]
    assert owned
    refused = [route.name for route in owned if _outcome_for(tried, route, OWN) != YES]
    assert [name for name in refused if name not in ORGANIZERS | ABSENT] == []
    opened = [route.name for route in owned if _outcome_for(tried, route, ANOTHER) == YES]
    assert [name for name in opened if name not in UNSIGNED] == []


def _outcome_for(tried: tuple[Table, list[str]], route: Route, column: str) -> str:
    return tried[0][route.part, route.name][column]


ORGANIZERS: set[str] = {
    "GET /organizer/changes/<uuid:request_id>",
    "POST /organizer/changes/<uuid:request_id>",
    "GET /organizer/questions/<uuid:question_id>",
    "POST /organizer/questions/<uuid:question_id>",
    "POST /organizer/questions/<uuid:question_id>/end",
    "GET /organizer/questions/<uuid:question_id>/publication",
    "POST /organizer/questions/<uuid:question_id>/publication",
    "POST /organizer/questions/<uuid:question_id>/retraction",
    "POST /organizer/questions/<uuid:question_id>/return",
    "POST /organizer/questions/<uuid:question_id>/taking",
    "GET /entries/<uuid:entry_id>/sheet-count",
    "POST /change-requests/<uuid:request_id>/decision",
    "POST /questions/<uuid:question_id>/answers",
    "PUT /questions/<uuid:question_id>/publication",
    "DELETE /questions/<uuid:question_id>/publication",
    "PUT /questions/<uuid:question_id>/taker",
    "DELETE /questions/<uuid:question_id>/taker",
    "GET /organizer/assignments/<uuid:assignment_id>",
    "POST /organizer/assignments/<uuid:assignment_id>/late-return",
    "POST /organizer/assignments/<uuid:assignment_id>/removal",
    "POST /organizer/assignments/<uuid:assignment_id>/replacement",
    "POST /organizer/assignments/<uuid:assignment_id>/return",
    "GET /assignments/<uuid:assignment_id>/record",
    "POST /assignments/<uuid:assignment_id>/sheet/return",
    "DELETE /assignments/<uuid:assignment_id>",
    "POST /assignments/<uuid:assignment_id>/replacement",
    "DELETE /assignments/<uuid:assignment_id>/sheet/submission",
    "DELETE /entries/<uuid:entry_id>/screening/screener",
    "GET /entries/<uuid:entry_id>/screening",
    "GET /organizer/screening/<uuid:entry_id>",
    "GET /organizer/screening/<uuid:entry_id>/<any(pass, correct, refuse):outcome>",
    "POST /entries/<uuid:entry_id>/screening/confirmation",
    "POST /entries/<uuid:entry_id>/screening/outcome",
    "POST /entries/<uuid:entry_id>/screening/reopening",
    "POST /entries/<uuid:entry_id>/screening/screener",
    "POST /organizer/screening/<uuid:entry_id>",
    "POST /organizer/screening/<uuid:entry_id>/<any(pass, correct, refuse):outcome>",
    "POST /organizer/screening/<uuid:entry_id>/confirmation",
    "POST /organizer/screening/<uuid:entry_id>/handover",
    "POST /organizer/screening/<uuid:entry_id>/reopening",
    "POST /organizer/screening/<uuid:entry_id>/return",
    "POST /organizer/screening/<uuid:entry_id>/taking",
    "PUT /entries/<uuid:entry_id>/screening/points",
    "PUT /entries/<uuid:entry_id>/screening/screener",
}
"""What organizers and screeners do with things of others."""
UNSIGNED: set[str] = {
    "POST /entries/<uuid:entry_id>/changes/<uuid:request_id>/evidence",
    "POST /entries/<uuid:entry_id>/changes/<uuid:request_id>/files/<slot>",
    "POST /entries/<uuid:entry_id>/changes/<uuid:request_id>/uploads",
    "PATCH /entries/<uuid:entry_id>/changes/<uuid:request_id>/uploads/<uuid:upload_id>",
    "POST /entries/<uuid:entry_id>/files/<slot>",
    "POST /entries/<uuid:entry_id>/files/<slot>/uploads",
    "PATCH /entries/<uuid:entry_id>/files/<slot>/uploads/<uuid:upload_id>",
    "POST /entries/<uuid:entry_id>/joint-applicants/<uuid:joint_id>/upload",
}
"""Pages that look at the form's token first, and then ask the service, which is asked here as well."""


def test_everything_is_reached_by_somebody(tried: tuple[Table, list[str]]) -> None:
    """What nobody can reach was not tried: a refusal of it says nothing."""
    unreached = {name for (_part, name), cells in tried[0].items() if YES not in cells.values()}
    assert {name for name in unreached if "/styleguide" not in name} == ABSENT  # which is for developers


ABSENT: set[str] = {
    "POST /organizer/decisions/<uuid:resolution_id>/withdrawal",
    "POST /resolutions/<uuid:resolution_id>/withdrawal",
    "GET /change-additions/<secret>",
    "GET /change-requests/<uuid:request_id>/people/<uuid:addition_id>/link",
    "GET /joining/<secret>",
    "POST /change-additions/<secret>/confirmation",
    "POST /change-additions/<secret>/refusal",
    "POST /joining/<secret>",
    "DELETE /questions/<uuid:question_id>/publication",
    "GET /questions/<uuid:question_id>/publication",
    "GET /editions/<slug>/passed-entries",
    "GET /passed",
    "GET /entries/<uuid:entry_id>/joint-applicants/<uuid:joint_id>/link",
    "POST /entries/<uuid:entry_id>/joint-applicants/<uuid:joint_id>/letter",
    "POST /entries/<uuid:entry_id>/joint-applicants/<uuid:joint_id>/link",
    "PUT /entries/<uuid:entry_id>/joint-applicants/<uuid:joint_id>/letter",
    "GET /joint-requests/<secret>",
    "GET /joint/<secret>",
    "GET /likenesses/<uuid:pair_id>",
    "GET /organizer/screening/likenesses/<uuid:pair_id>",
    "POST /organizer/screening/likenesses/<uuid:pair_id>",
    "GET /organizer/organisations/<uuid:organisation_id>/merges/<uuid:merge_id>",
    "POST /organizer/organisations/<uuid:organisation_id>/merges/<uuid:merge_id>",
    "POST /organisation-merges/<uuid:merge_id>/parting",
    "DELETE /organisations/<uuid:organisation_id>/alike/<uuid:other_id>",
    "POST /organizer/organisations/<uuid:organisation_id>/alike/<uuid:other_id>/dismissal",
    "GET /account/data/exports/<uuid:export_id>.zip",
    "GET /announcements/<slug>",
    "GET /complaints/receipts/<key>",
    "POST /coordinator/events/<slug>/cancellation",
    "GET /invitations/<secret>",
    "POST /invitations/<secret>",
    "GET /organizer/complaints/<uuid:complaint_id>",
    "POST /organizer/complaints/<uuid:complaint_id>/answer",
    "POST /organizer/failures/<part>/<int:number>/discard",
    "POST /organizer/failures/<part>/<int:number>/replay",
    "POST /organizer/invitations/<uuid:invitation_id>/revocation",
    "GET /organizer/deliveries/<uuid:delivery_id>",
    "POST /organizer/deliveries/<uuid:delivery_id>/again",
    "POST /organizer/deliveries/<uuid:delivery_id>/dealt-with",
    "GET /organizer/deliveries/<uuid:delivery_id>/html",
    "POST /organizer/people/<uuid:account_id>/grants/<uuid:grant_id>/revocation",
    "GET /parked/<int:parked_id>",
    "POST /parked/<int:parked_id>/replay",
    "GET /signin/<token>",
    "POST /signin/<token>",
    "GET /static/<version>/<path:name>",
    "GET /texts/<purpose>/<version>",
    "GET /winners/<slug>",
    "GET /receipts/<code>",
    "GET /organizer/screening/<slug>/passes",
    "GET /organizer/screening/<uuid:entry_id>/<any(pass, correct, refuse):outcome>",
    "POST /organizer/screening/<uuid:entry_id>/<any(pass, correct, refuse):outcome>",
    "GET /work/<uuid:work_id>",
    "POST /work/<uuid:work_id>/stop",
    "GET /deliveries/<uuid:delivery_id>",
    "POST /deliveries/<uuid:delivery_id>/again",
    "POST /deliveries/<uuid:delivery_id>/dealt-with",
}
"""Routes to things that do not exist here; the tests of their pages make them, and try who may have them."""


def test_expired_roles_open_no_more_than_an_account_does(
    fresh_apps: dict[str, Flask], tried: tuple[Table, list[str]]
) -> None:
    opened = [
        route.name
        for route in access_table.all_routes(fresh_apps)
        if not ANYBODY & set(route.roles) and tried[0][route.part, route.name][EXPIRED] != NO
    ]
    assert opened == []


def test_roles_held_elsewhere_change_nothing_here(tried: tuple[Table, list[str]]) -> None:
    changed = {
        name for (_part, name), cells in tried[0].items() if cells[WRONG_SCOPE] == YES and _organizes(name, cells)
    }
    assert changed <= HARMLESS


def _organizes(name: str, cells: Mapping[str, str]) -> bool:
    """Whether the route changes something, and organizers or administrators alone may call it."""
    allowed = {column for column in PEOPLE if cells[column] != NO}
    return not name.startswith("GET") and bool(allowed) and allowed <= set(APPOINTED)


HARMLESS = {
    "POST /organizer/edition",
    "POST /organizer/editions/<slug>/files",
    "POST /organizer/editions/<slug>/winners/pictures",
    "POST /organizer/invitations",
    "POST /organizer/invitations/many",
    "POST /organizer/people",
}
"""Refused for what was sent, before the scope of it is known; their own tests send more."""
