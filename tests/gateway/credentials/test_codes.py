"""Codes fit once, for one purpose, for a while, and guesses are counted one by one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from chassis import clock
from chassis.http.errors import Problem
from chassis.storage.engine import Database
from gateway.credentials import codes
from gateway.credentials.models import OneTimeCode
from tests.together import at_once

SECRET = "0123456789abcdef" * 4


def issue(database: Database, **options: bool) -> codes.Issued:
    with database.write() as session:
        return codes.issue(session, SECRET, "signin", "a@example.org", **options)


def claim(database: Database, issued: codes.Issued, code: str = "") -> OneTimeCode | Problem:
    with database.write() as session:
        return codes.claim(session, SECRET, issued.id, code or issued.code)


def wrong(issued: codes.Issued) -> str:
    return f"{(int(issued.code) + 1) % 10**6:06}"


def test_code_fits_once_however_it_is_spaced(database: Database) -> None:
    issued = issue(database)
    assert isinstance(claim(database, issued, f" {issued.code[:3]} {issued.code[3:]}"), OneTimeCode)
    assert isinstance(claim(database, issued), codes.CodeOver)


def test_code_is_claimed_by_one_of_many_at_the_same_time(database: Database) -> None:
    issued = issue(database)
    outcomes = at_once([lambda: claim(database, issued)] * 4)
    assert sorted(isinstance(outcome, OneTimeCode) for outcome in outcomes) == [False, False, False, True]


def test_guesses_at_the_same_time_are_counted_one_by_one(database: Database) -> None:
    issued = issue(database)
    outcomes = [type(outcome) for outcome in at_once([lambda: claim(database, issued, wrong(issued))] * 8)]
    assert outcomes.count(codes.CodeWrong) == codes.TRIES - 1
    assert isinstance(claim(database, issued), codes.CodeOver)


def test_code_ends_with_its_life(database: Database) -> None:
    with clock.frozen(clock.now()):
        issued = issue(database)
        end = clock.now() + codes.LIFE
    with clock.frozen(end):
        assert isinstance(claim(database, issued), codes.CodeOver)
        with database.write() as session, pytest.raises(codes.CodeOver):
            codes.look_at_link(session, SECRET, issued.id, issued.token)
    with clock.frozen(end - timedelta(microseconds=1)), database.write() as session:
        assert codes.look_at_link(session, SECRET, issued.id, issued.token).address == "a@example.org"


def test_link_and_code_use_up_each_other(database: Database) -> None:
    issued = issue(database)
    with database.write() as session:
        assert codes.claim_link(session, SECRET, issued.id, issued.token)
    assert isinstance(claim(database, issued), codes.CodeOver)
    with database.write() as session, pytest.raises(codes.CodeOver):
        codes.look_at_link(session, SECRET, issued.id, issued.token)


def test_code_of_one_id_or_purpose_fits_no_other(database: Database) -> None:
    first, second = issue(database), issue(database)
    if first.code != second.code:
        assert isinstance(claim(database, second, first.code), codes.CodeWrong)
    with database.write() as session:
        row = session.scalar(select(OneTimeCode).where(OneTimeCode.id == first.id))
        assert row
        row.purpose = "reset"
    assert isinstance(claim(database, first), codes.CodeWrong)


def test_nothing_fits_a_decoy(database: Database) -> None:
    decoy = issue(database, decoy=True)
    assert isinstance(claim(database, decoy), codes.CodeWrong)
    with database.write() as session, pytest.raises(codes.CodeOver):
        codes.claim_link(session, SECRET, decoy.id, decoy.token)


def test_issued_code_does_not_show_itself(database: Database) -> None:
    issued = issue(database)
    assert issued.code not in repr(issued).replace(str(issued.id), "")
    assert issued.token not in repr(issued)


def test_codes_long_over_are_forgotten(database: Database) -> None:
    issued = issue(database)
    with clock.frozen(clock.now() + codes.LIFE + codes.KEPT + timedelta(seconds=1)), database.write() as session:
        codes.purge(session)
        assert codes.find(session, issued.id) is None


def test_code_typed_in_full_width_digits_counts(database: Database) -> None:
    with database.write() as session:
        made = codes.issue(session, SECRET, "signin", "a@example.org")
    wide = " ".join(chr(ord(digit) - ord("0") + 0xFF10) for digit in made.code)
    with database.write() as session:
        assert isinstance(codes.claim(session, SECRET, made.id, wide), OneTimeCode)


def test_wrong_guesses_are_told_how_many_are_left_and_the_last_ends_the_code(database: Database) -> None:
    issued = issue(database)
    told = [claim(database, issued, wrong(issued)) for _ in range(codes.TRIES)]
    answers = [(problem.status, problem.facts.get("left")) for problem in told if isinstance(problem, Problem)]
    assert answers == [(422, 4), (422, 3), (422, 2), (422, 1), (409, None)]
    assert isinstance(claim(database, issued), codes.CodeOver)


def test_codes_of_ten_minutes_fit_until_then_and_are_remembered_afterwards(database: Database) -> None:
    issued = issue(database)
    with database.write() as session:
        codes.purge(session)
    for minutes, fits in ((10, False), (9, True)):
        with clock.frozen(clock.now() + timedelta(minutes=minutes)):
            assert isinstance(claim(database, issued), OneTimeCode) is fits
