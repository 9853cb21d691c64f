"""Passwords: stored once, whoever presses twice."""

import pytest

from chassis.storage.engine import Database
from contracts.roles import LEADER
from deploy.books.guessable import render
from gateway.accounts.actions import register_account
from gateway.accounts.models import Account
from gateway.credentials import passwords
from gateway.credentials.guessable import FILE
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


def test_list_is_what_zxcvbn_says() -> None:
    assert FILE.read_text("utf-8") == render(), "run python -m deploy.books.guessable"


@pytest.mark.parametrize(
    "typed", ["password1234", "Password!2024", "qwertyuiop", "P@ssw0rd12", "iloveyou99", "dragondragon", "1q2w3e4r5t"]
)
def test_guessable_password_is_refused(typed: str) -> None:
    who = Account(name="示例甲", email="someone@example.org")
    assert [mistake.code for mistake in passwords.mistakes(typed, who)] == ["too-common"]


@pytest.mark.parametrize("typed", ["correct horse battery", "七月的海风吹过白鹭洲", "tr7-kdw9-mmz2"])
def test_password_of_its_own_will_do(typed: str) -> None:
    assert passwords.mistakes(typed, Account(name="示例甲", email="someone@example.org")) == []
