"""Accounts and the events that tell of them."""

import json
from functools import partial

import pytest
from sqlalchemy import select

from chassis.http.errors import NotFound
from chassis.storage import ids
from chassis.storage.audit import verify_chain
from chassis.storage.engine import Database
from chassis.storage.tables import audit, outbox
from contracts.roles import JUDGE, LEADER
from gateway.accounts import actions
from gateway.accounts.errors import EmailTaken
from tests.together import at_once, goes_well


def test_registration_tells_who_and_separately_how_to_reach_them(database: Database) -> None:
    with database.write() as session:
        account = actions.register_account(session, name=" 示例甲 ", email="A@Example.org", roles=[LEADER, JUDGE])
    with database.read() as session:
        told = {row.type: json.loads(row.body) for row in session.execute(select(outbox))}
        assert verify_chain(session) is None
        assert session.scalars(select(audit.c.action)).all() == ["account.registered"]
    registered = told["gateway.account.registered.v1"]
    assert registered["account_id"] == str(account.id)
    assert (registered["name"], set(registered["roles"])) == ("示例甲", {LEADER, JUDGE})
    assert "example" not in json.dumps(registered).lower()
    assert told["gateway.account.contact-changed.v1"]["email"] == "a@example.org"


def test_address_in_any_case_is_one_account(database: Database) -> None:
    with database.write() as session:
        actions.register_account(session, name="甲", email="same@example.org", roles=[LEADER])
    with pytest.raises(EmailTaken), database.write() as session:
        actions.register_account(session, name="乙", email=" SAME@example.org", roles=[LEADER])
    with database.read() as session:
        assert [account.name for account in actions.list_accounts(session)] == ["甲"]
        assert len(session.execute(select(outbox)).all()) == 2


def test_address_registered_twice_in_the_same_instant_is_one_account(database: Database) -> None:
    def register() -> None:
        with database.write() as session:
            actions.register_account(session, name="甲", email="same@example.org", roles=[LEADER])

    assert sorted(at_once([partial(goes_well, register, EmailTaken)] * 3)) == [False, False, True]


def test_account_can_be_given_its_id_and_is_listed_in_order(database: Database) -> None:
    wanted = sorted(ids.new_id() for _ in range(3))
    with database.write() as session:
        for number, account_id in enumerate(wanted):
            actions.register_account(
                session, name=f"{number}", email=f"{number}@example.org", roles=[LEADER], account_id=account_id
            )
    with database.read() as session:
        assert [account.id for account in actions.list_accounts(session, limit=2)] == wanted[:2]
        assert [account.id for account in actions.list_accounts(session, after=wanted[1])] == wanted[2:]


def test_unknown_account_is_not_found(database: Database) -> None:
    with database.read() as session, pytest.raises(NotFound):
        actions.find_account(session, ids.new_id())


def test_change_of_language_is_told_once_with_everything_else_as_it_is(database: Database) -> None:
    with database.write() as session:
        account = actions.register_account(session, name="示例甲", email="a@example.org", roles=[LEADER, JUDGE])
    for _ in range(2):
        with database.write() as session:
            actions.choose_locale(session, account.id, "en")
    with database.read() as session:
        told = [json.loads(row.body) for row in session.execute(select(outbox)) if row.type.endswith("changed.v1")]
    facts = {"account_id": str(account.id), "name": "示例甲", "locale": "en", "roles": [JUDGE, LEADER]}
    facts["grants"] = [[JUDGE, "*"], [LEADER, "*"]]
    assert [event for event in told if "locale" in event] == [facts]
