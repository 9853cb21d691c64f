"""Entries are found by any piece of a word, on both engines; what was renamed or deleted is not found any more."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from chassis.storage.engine import Database
from chassis.words.folding import fold, holds
from services.registration.app import PART
from services.registration.contest.entries.leaders import rename_leader
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.word_index import EntryIndex, pieces_of, wanted_pieces
from services.registration.people.retention import delete_drafts
from tests.services.registration import factories
from tests.services.registration.factories import Caller
from tests.standing import Loan, Standing

WORDS = st.text("5gＧ港口海洋𠮷 %_\"'-甲", max_size=8)


@pytest.fixture
def standing(stand: Loan, database_server: str) -> Standing:
    """Registration, once on each engine; `app` has the demo edition."""
    return stand(PART, database_server)


def found(staff: Caller, q: str) -> list[str]:
    return [entry["title"] for entry in staff.get("/entries", query_string={"q": q}).get_json()["items"]]


def start(team: Caller, title: str) -> Any:
    made = team.post("/entries", json=factories.draft(title=title, organisation="某单位"))
    assert made.status_code == 201, made.text
    return made.get_json()


@given(st.text(), st.text())
def test_whatever_holds_a_word_has_its_pieces(before: str, word: str) -> None:
    held, wanted = fold(f"{before}{word}"), fold(word)
    if all(piece in held for piece in wanted.split()):
        assert set(wanted_pieces(wanted)) <= set(pieces_of(held))


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=4), WORDS)
def test_search_finds_what_holds_the_words(app: Flask, titles: list[str], q: str) -> None:
    team, staff = factories.leader(app, "领队"), factories.organizer(app)
    for title in titles:
        start(team, title)
    shown = {entry["title"] for entry in team.get("/entries?limit=200").get_json()["items"]}
    if fold(q):
        assert set(found(staff, q)) >= {title for title in shown if holds(title, q)}
        assert all(holds(f"{title} 某单位 领队 示例", q) for title in found(staff, q))


@pytest.mark.parametrize("q", ["口", "港口", "港口 5g", "%", "领", "港口智慧应用"])
def test_pages_of_what_is_found_follow_each_other(app: Flask, staff: Caller, q: str) -> None:
    team = factories.leader(app, "领队")
    for number in range(5):
        start(team, f"港口智慧应用 5Ｇ %{number}")
    seen: list[str] = []
    after = None
    while True:
        page = staff.get("/entries", query_string={"q": q, "limit": 2, "after": after}).get_json()
        seen += [entry["title"] for entry in page["items"]]
        if not (after := page["next"]):
            break
    assert seen == [f"港口智慧应用 5Ｇ %{number}" for number in (4, 3, 2, 1, 0)]


def test_index_follows_changes_and_forgets_what_is_deleted(team: Caller, staff: Caller, database: Database) -> None:
    entry = start(team, "海洋牧场")
    saved = team.patch(f"/entries/{entry['id']}", json={"answers": {"title": "低空物流"}}, etag=entry["etag"])
    assert (found(staff, "海洋"), found(staff, "低空")) == ([], ["低空物流"])
    with database.write() as session:
        rename_leader(session, team.id, "改过的姓名")
    assert (found(staff, "示例甲"), found(staff, "改过")) == ([], ["低空物流"])
    assert saved.status_code == 200
    with database.write() as session:
        assert delete_drafts(session, Entry.leader_id == team.id) == 1
    with database.read() as session:
        assert session.scalars(select(EntryIndex.number)).all() == []
        if database.sqlite:
            query = text("SELECT rowid FROM entry_piece WHERE entry_piece MATCH :piece")
            assert session.execute(query, {"piece": f"z{'低空'.encode().hex()}"}).all() == []
