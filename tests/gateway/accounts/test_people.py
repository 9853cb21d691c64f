"""Finding people."""

import pytest

from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from chassis.storage.engine import Database
from contracts.roles import LEADER, ORGANIZER
from gateway.accounts.actions import register_account, rename
from gateway.accounts.people import list_people

OFFICE = Identity(ids.new_id(), "组委会", (Grant(ORGANIZER),))


def found(database: Database, search: str) -> list[str]:
    with database.read() as session:
        return [account.name for account in list_people(session, OFFICE, search=search)]


@pytest.mark.parametrize(
    ("name", "search"),
    [
        ("Ｚhang　José", "Ｚhang　José"),
        ("Ｚhang　José", "zhang jose"),
        ("陳廈門", "陈厦门"),
        ("陈厦门", "陳廈門"),
        ("阿依古丽·买买提", "阿依古丽•买买提"),
        ("王小明", "王小\u200b明"),
        ("100%_\\", "100%_\\"),
        ("𠮷野", "𠮷野"),
        ("示例甲", "+86 138-0013-8000"),
        ("示例甲", "13800138000"),
        ("示例甲", "Someone＠example。org"),
    ],
)
def test_person_is_found_by_what_was_typed(database: Database, name: str, search: str) -> None:
    with database.write() as session:
        register_account(session, name=name, email="someone@example.org", mobile="+8613800138000", roles=[LEADER])
        register_account(session, name="别人", email="other@example.org", roles=[LEADER])
    assert found(database, search) == [name]


def test_person_is_found_by_the_new_name(database: Database) -> None:
    with database.write() as session:
        who = register_account(session, name="旧名", email="someone@example.org", roles=[LEADER]).id
    with database.write() as session:
        rename(session, who, "新名")
    assert (found(database, "新名"), found(database, "旧名")) == (["新名"], [])
