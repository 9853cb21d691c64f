"""The end of an account touches what is that person's, and nothing else."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.storage.engine import Database
from contracts.roles import ADMIN, JUDGE, LEADER, ORGANIZER
from contracts.scopes import EVERYWHERE
from gateway.accounts.actions import register_account
from gateway.accounts.grants import add_grant
from gateway.credentials import codes, passkeys
from gateway.invitations import actions as invitations
from gateway.privacy.closing import close_account
from gateway.privacy.errors import LastOrganizer
from tests.together import at_once, goes_well

MOBILE = "+8613800138000"


def office(database: Database) -> Identity:
    """An organizer who invites."""
    with database.write() as session:
        made = register_account(session, name="示例丙", email="office@example.org", roles=[ORGANIZER])
    return Identity(made.id, "示例丙", (Grant(ORGANIZER, EVERYWHERE),))


def test_closing_an_account_without_an_address_leaves_invitations_by_link_open(database: Database) -> None:
    host = office(database)
    with database.write() as session:
        leaving = register_account(session, name="示例甲", mobile=MOBILE, roles=[LEADER])
        coming = register_account(session, name="示例乙", email="b@example.org", roles=[LEADER])
        _, secret = invitations.invite(
            session, host, role=JUDGE, scope=EVERYWHERE, expires_at=clock.now() + timedelta(days=1)
        )
    with database.write() as session:
        close_account(session, leaving.id)
    with database.write() as session:
        assert invitations.accept(session, secret, coming.id).accepted == 1


def test_closing_takes_the_address_out_of_invitations(database: Database) -> None:
    host = office(database)
    with database.write() as session:
        leaving = register_account(session, name="示例甲", email="a@example.org", roles=[LEADER])
        made, _ = invitations.invite(
            session,
            host,
            role=JUDGE,
            scope=EVERYWHERE,
            expires_at=clock.now() + timedelta(days=1),
            email="a@example.org",
        )
    with database.write() as session:
        close_account(session, leaving.id)
    with database.read() as session:
        (kept,) = session.scalars(invitations.select_invitations(host, {}))
    assert (kept.id, kept.email) == (made.id, f"{leaving.id}@closed.invalid")


def test_closing_an_account_leaves_others_signing_in_with_a_passkey_alone(database: Database) -> None:
    with database.write() as session:
        leaving = register_account(session, name="示例甲", email="a@example.org", roles=[LEADER])
        asked = passkeys.ask_to_use(session, passkeys.Site("localhost", "http://localhost"), None)
        sent = codes.issue(session, "0" * 64, "signin", "a@example.org")
    with database.write() as session:
        close_account(session, leaving.id)
    with database.read() as session:
        assert codes.find(session, asked.id) is not None
        assert codes.find(session, sent.id) is None


@pytest.mark.parametrize("role", [ORGANIZER, ADMIN])
def test_last_two_who_run_things_do_not_leave_together(database: Database, role: str) -> None:
    with database.write() as session:
        both = [register_account(session, name="示例甲", email=f"{name}@example.org", roles=[role]).id for name in "ab"]

    def leave(account_id: UUID) -> None:
        with database.write() as session:
            close_account(session, account_id)

    assert sorted(at_once([partial(goes_well, partial(leave, one), LastOrganizer) for one in both])) == [False, True]


def test_organizer_whose_role_ends_does_not_stand_in_for_the_last(database: Database) -> None:
    host, hour = office(database), clock.now() + timedelta(hours=1)
    with database.write() as session:
        other = register_account(session, name="示例乙", email="b@example.org", roles=[LEADER])
        add_grant(session, other.id, ORGANIZER, expires_at=hour)
    with pytest.raises(LastOrganizer), database.write() as session:
        close_account(session, host.account_id)
    with database.write() as session:
        add_grant(session, host.account_id, ORGANIZER, expires_at=hour)
    with database.write() as session:
        close_account(session, host.account_id)
