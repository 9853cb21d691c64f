"""Passwords: stored once, whoever presses twice."""

from chassis.storage.engine import Database
from contracts.roles import LEADER
from gateway.accounts.actions import register_account
from gateway.credentials import passwords
from tests.together import at_once


def test_first_password_sent_twice_in_the_same_instant_is_kept(database: Database) -> None:
    with database.write() as session:
        owner = register_account(session, name="示例甲", email="a@example.org", roles=[LEADER]).id

    def change() -> None:
        with database.write() as session:
            passwords.change(session, owner, "hashed")

    at_once([change] * 3)
    with database.read() as session:
        assert passwords.stored(session, owner) == "hashed"
