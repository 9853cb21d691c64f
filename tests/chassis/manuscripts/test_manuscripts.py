"""A document loses nothing: whatever people do to it in whatever order, history, versions and state stay true."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from chassis import clock
from chassis.canonical import fingerprint
from chassis.forms.documents import read
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.manuscripts import actions, authors, records
from chassis.manuscripts.errors import Incomplete
from chassis.manuscripts.kinds import form_kind
from chassis.manuscripts.life import CHANGED, DRAFT, PUBLISHED
from chassis.manuscripts.records import Manuscript
from chassis.manuscripts.tables import manuscript_revision, manuscript_version, metadata
from chassis.storage import audit, ids, tables
from chassis.storage.engine import Database
from tests.fresh_tables import create_tables

FORM = {
    "key": "rule",
    "version": 1,
    "title": {"zh": "规则"},
    "sections": [
        {
            "key": "rules",
            "title": {"zh": "全部"},
            "fields": [
                {"kind": "text", "key": "title", "label": {"zh": "名称"}, "required": True, "most": 5},
                {"kind": "area", "key": "text", "label": {"zh": "正文"}, "rich": True, "most": 20},
            ],
        }
    ],
}
KIND = form_kind("rule", read(FORM))
ANN, BOB = (Identity(UUID(int=number), name) for number, name in ((1, "甲"), (2, "乙")))
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = create_tables(Database(database_url), tables.metadata, metadata)
    yield database
    database.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    database = create_tables(Database(f"sqlite:///{tmp_path / 'part.db'}"), tables.metadata, metadata)
    yield database
    database.close()


def begun(database: Database, **content: Any) -> str:
    subject = str(ids.new_id())
    with database.write() as session:
        actions.begin(session, KIND, subject, ANN, content)
    return subject


def history(database: Database, subject: str) -> list[tuple[int, str, str, int | None]]:
    with database.read() as session:
        query = records.select_history(records.find(session, KIND, subject))
        rows = session.execute(query.order_by(manuscript_revision.c.number)).all()
        return [(row.number, row.origin, row.saved_name, row.version) for row in rows]


def do(database: Database, subject: str, who: Identity, action: str, value: Any) -> Manuscript | None:
    """The document after the action; None where it was refused."""
    with database.write() as session:
        found = records.find(session, KIND, subject, lock=True)
        try:
            if action == "save":
                actions.save(session, found, who, {"title": value})
            elif action == "restore":
                actions.restore(session, found, who, 1 + value % found.draft.number)
            else:
                actions.publish(session, found, who)
        except Incomplete:
            return None
    with database.read() as session:
        again = records.find(session, KIND, subject)
    assert again == found
    return again


STEPS = st.tuples(
    st.sampled_from([ANN, BOB]),
    st.one_of(
        st.tuples(st.just("save"), st.sampled_from(["", "一", "二", "三"])),
        st.tuples(st.just("restore"), st.integers(0, 9)),
        st.tuples(st.just("publish"), st.none()),
    ),
    st.sampled_from([1, 9, 11, 70]),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=12))
def test_nothing_that_was_left_or_published_is_ever_lost(sqlite: Database, steps: list[Any]) -> None:
    with clock.frozen(NOW):
        subject = begun(sqlite)
    now, kept, public, before = NOW, {}, [], None
    for who, (action, value), minutes in steps:
        now += timedelta(minutes=minutes)
        with sqlite.read() as session:
            stood = records.find(session, KIND, subject)
        with clock.frozen(now):
            after = do(sqlite, subject, who, action, value)
        if after is None:
            assert stood.draft.content.get("title", "") == ""
            continue
        if after.draft.number != stood.draft.number:
            kept[stood.draft.number] = stood.draft.content
        if after.published and (stood.published is None or after.published.number > stood.published.number):
            public.append((after.published.revision, after.draft.content, after.published.sha256))
        before = public[-1][1] if public else None
        same = before == after.draft.content
        assert after.state == (DRAFT if before is None else PUBLISHED if same else CHANGED)
        changed = after.draft.content != stood.draft.content or after.published != stood.published
        assert (after.etag != stood.etag) == changed
    with sqlite.read() as session:
        found = records.find(session, KIND, subject)
        for number, content in kept.items():
            assert records.find_revision(session, found, number).content == content
        for revision, content, sha256 in public:
            assert records.find_revision(session, found, revision).content == content
            assert sha256 == fingerprint(content)
        assert records.published_content(session, found) == before
        count = session.scalar(
            select(func.count()).select_from(manuscript_version).where(manuscript_version.c.manuscript_id == found.id)
        )
        assert count == len(public)


def test_saves_of_one_person_without_a_pause_are_one_revision(database: Database) -> None:
    with clock.frozen(NOW):
        subject = begun(database)
    # minutes since the beginning, who, and in which revision what they wrote must stand
    saves = [(5, ANN, 1), (14, ANN, 1), (25, ANN, 2), (34, ANN, 2), (35, BOB, 3), (36, ANN, 4)]
    saves += [(44 + 8 * number, ANN, 4) for number in range(6)] + [(98, ANN, 5)]
    for minutes, who, number in saves:
        with clock.frozen(NOW + timedelta(minutes=minutes)):
            after = do(database, subject, who, "save", f"{minutes}")
        assert after is not None
        assert (after.draft.number, after.draft.content) == (number, {"title": f"{minutes}"}), minutes
    assert [row[2] for row in history(database, subject)] == ["甲", "甲", "乙", "甲", "甲"]


def test_what_is_published_is_not_written_over(database: Database) -> None:
    with clock.frozen(NOW):
        subject = begun(database, title="一")
        do(database, subject, ANN, "publish", None)
        do(database, subject, ANN, "save", "二")
        do(database, subject, ANN, "restore", 0)
    assert history(database, subject) == [
        (1, "written", "甲", 1),
        (2, "written", "甲", None),
        (3, "restored", "甲", None),
    ]


def test_publication_needs_what_the_form_asks_for_and_writes_it_evenly(database: Database) -> None:
    subject = begun(database, title="六个字的名称", text="甲\n\n<script>x</script>乙")
    with database.write() as session:
        found = records.find(session, KIND, subject, lock=True)
        assert found.draft.content["text"] == "甲\n\n乙"
        assert list(KIND.faults(found.draft.content)) == ["title"]
        with pytest.raises(Incomplete) as refused:
            actions.publish(session, found, ANN)
    assert list(refused.value.facts["errors"]) == ["title"]
    assert do(database, subject, ANN, "save", "名称") is not None
    published = do(database, subject, BOB, "publish", None)
    assert published is not None
    assert published.published is not None
    assert published.published.published_name == "乙"


def test_record_says_who_began_to_write_published_and_went_back(database: Database) -> None:
    subject = begun(database, title="一")
    for who, action, value in ((BOB, "save", "二"), (BOB, "publish", None), (ANN, "restore", 0)):
        do(database, subject, who, action, value)
    with database.read() as session:
        query = select(tables.audit.c.action, tables.audit.c.actor).where(tables.audit.c.subject == subject)
        rows = session.execute(query.order_by(tables.audit.c.id)).all()
        assert audit.verify_chain(session) is None
    wanted = [("rule.write", BOB), ("rule.publish", BOB), ("rule.restore", ANN)]
    assert [tuple(row) for row in rows] == [(action, str(who.account_id)) for action, who in wanted]


def test_another_name_stands_where_somebody_left(database: Database) -> None:
    subject = begun(database, title="一")
    do(database, subject, BOB, "save", "二")
    do(database, subject, BOB, "publish", None)
    with database.write() as session:
        assert [one["number"] for one in authors.written_by(session, BOB.account_id)] == [2]
        authors.rename_author(session, BOB.account_id, "某人")
    with database.read() as session:
        found = records.find(session, KIND, subject)
    assert found.published is not None
    assert (found.draft.saved_name, found.published.published_name) == ("某人", "某人")
    assert history(database, subject)[0][2] == "甲"


def test_unknown_revision_and_document_are_not_found(sqlite: Database) -> None:
    subject = begun(sqlite)
    with sqlite.read() as session, pytest.raises(NotFound):
        records.find_revision(session, records.find(session, KIND, subject), 7)
    with sqlite.read() as session, pytest.raises(NotFound):
        records.find(session, KIND, "nothing")
