"""Codes of the app are taken once, its secret cannot be read from the database, recovery codes are used up."""

from datetime import timedelta
from uuid import UUID

import pyotp
import pytest
from sqlalchemy import select

from chassis import clock
from chassis.storage.engine import Database
from contracts.roles import ORGANIZER
from gateway.accounts import actions
from gateway.credentials import grace, recovery, second_factor
from gateway.credentials.models import Authenticator
from tests.together import at_once

SECRET = "0123456789abcdef" * 4
HALF = timedelta(seconds=30)


@pytest.fixture
def owner(database: Database) -> UUID:
    with database.write() as session:
        return actions.register_account(session, name="示例甲", email="a@example.org", roles=[ORGANIZER]).id


@pytest.fixture
def app(database: Database, owner: UUID) -> pyotp.TOTP:
    """The owner's app, in use since five minutes ago."""
    with clock.frozen(clock.now() - timedelta(minutes=5)), database.write() as session:
        made = pyotp.TOTP(second_factor.pending_seed(session, SECRET, owner))
        assert second_factor.confirm(session, SECRET, owner, made.at(clock.now()))
    return made


def check(database: Database, owner: UUID, code: str) -> bool:
    with database.write() as session:
        return second_factor.check(session, SECRET, owner, code)


def test_code_counts_from_a_step_before_to_a_step_after(database: Database, owner: UUID, app: pyotp.TOTP) -> None:
    now = clock.now()
    with clock.frozen(now):
        assert not check(database, owner, app.at(now + -2 * HALF))
        assert not check(database, owner, app.at(now + 2 * HALF))
        assert check(database, owner, app.at(now + -1 * HALF))
        assert check(database, owner, f"{app.at(now)[:3]} {app.at(now)[3:]}")


def test_code_is_taken_once_also_by_two_at_the_same_time(database: Database, owner: UUID, app: pyotp.TOTP) -> None:
    code = app.at(clock.now())
    outcomes = at_once([lambda: check(database, owner, code)] * 4)
    assert sorted(outcomes) == [False, False, False, True]
    assert not check(database, owner, app.at(clock.now() - HALF)), "nor one from before it"


def test_app_counts_only_once_it_is_confirmed(database: Database, owner: UUID) -> None:
    with database.write() as session:
        seed = second_factor.pending_seed(session, SECRET, owner)
        assert second_factor.pending_seed(session, SECRET, owner) == seed, "the page may be opened again"
        assert not second_factor.needed(session, owner)
        assert not second_factor.confirm(session, SECRET, owner, "000")
        assert second_factor.confirm(session, SECRET, owner, pyotp.TOTP(seed).at(clock.now()))
        assert second_factor.needed(session, owner)


def test_secret_of_the_app_cannot_be_read_or_moved(database: Database, owner: UUID, app: pyotp.TOTP) -> None:
    with database.write() as session:
        row = session.scalars(select(Authenticator)).one()
        assert app.secret.encode() not in row.secret
        other = actions.register_account(session, name="示例乙", email="b@example.org", roles=[ORGANIZER]).id
        session.add(Authenticator(account_id=other, secret=row.secret, last_step=0, confirmed_at=clock.now()))
        session.flush()
        assert not second_factor.check(session, SECRET, other, app.at(clock.now()))
        assert not second_factor.check(session, SECRET[::-1], owner, app.at(clock.now()))
        assert second_factor.check(session, SECRET, owner, app.at(clock.now()))


def test_recovery_codes_work_once_and_a_new_sheet_replaces_them(database: Database, owner: UUID) -> None:
    with database.write() as session:
        first = recovery.fresh_sheet(session, SECRET, owner)
        assert len(set(first)) == recovery.CODES
        assert recovery.use(session, SECRET, owner, first[0].upper().replace("-", " "))
        assert not recovery.use(session, SECRET, owner, first[0])
        recovery.fresh_sheet(session, SECRET, owner)
        assert not recovery.use(session, SECRET, owner, first[1])
        assert second_factor.held(session, owner).recovery == recovery.CODES


def test_nothing_is_left_to_recover_with_once_the_last_factor_is_gone(
    database: Database, owner: UUID, app: pyotp.TOTP
) -> None:
    with database.write() as session:
        recovery.fresh_sheet(session, SECRET, owner)
        second_factor.remove_authenticator(session, owner)
        assert second_factor.held(session, owner) == second_factor.Factors(False, [], 0)


def test_time_to_set_one_up_runs_from_the_first_sign_in(database: Database, owner: UUID) -> None:
    fortnight, now = timedelta(days=14), clock.now()
    with clock.frozen(now), database.write() as session:
        grace.begin(session, owner)
    with clock.frozen(now + timedelta(days=9)), database.write() as session:
        grace.begin(session, owner)
        session.expire_all()
        assert grace.due(session, owner, fortnight) == now + fortnight


def test_code_typed_in_full_width_digits_counts(database: Database, owner: UUID, app: pyotp.TOTP) -> None:
    wide = "".join(chr(ord(digit) - ord("0") + 0xFF10) for digit in app.at(clock.now()))
    assert check(database, owner, wide)
