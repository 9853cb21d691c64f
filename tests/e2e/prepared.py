"""What some pages need before anybody can look at them: an account of one's own, an invitation, a second step."""

from datetime import timedelta
from pathlib import Path

import pyotp
from sqlalchemy import select

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage import ids
from chassis.storage.engine import Database
from contracts.roles import JUDGE, VOLUNTEER
from contracts.scopes import EVERYWHERE
from gateway.accounts.actions import register_account
from gateway.accounts.consents import give_required
from gateway.accounts.grants import live_grants
from gateway.accounts.models import Account
from gateway.invitations.actions import invite
from tests.e2e.people import Person


def newcomer(data: Path, *, agreed: bool) -> str:
    """The address of a volunteer nobody else uses, who has or has not agreed to the texts in force."""
    database, address = Database(f"sqlite:///{data / 'gateway.db'}"), f"{ids.new_id().hex}@example.org"
    with database.write() as session:
        account = register_account(session, name="示例新", email=address, roles=[VOLUNTEER])
        if agreed:
            give_required(session, account.id)
    database.close()
    return address


def invitation(data: Path, host: str) -> str:
    """Where an invitation of this organizer's is looked at."""
    database = Database(f"sqlite:///{data / 'gateway.db'}")
    with database.write() as session:
        account = session.scalars(select(Account).where(Account.email == host)).one()
        actor = Identity(account.id, account.name, live_grants(session, account.id))
        until = clock.now() + timedelta(days=1)
        _, secret = invite(session, actor, role=JUDGE, scope=EVERYWHERE, expires_at=until)
    database.close()
    return f"/invitations/{secret}"


def enrol(person: Person) -> None:
    """Set up an authenticator."""
    page = person.page
    page.goto("/account/second-factor")
    page.locator("form[action$='/authenticator'] button").click()
    seed = page.locator(".code-text").inner_text().replace(" ", "")
    page.locator("#code").fill(pyotp.TOTP(seed).now())
    page.locator("form[action$='/confirmation'] button").click()
    page.locator(".code-list").wait_for()
