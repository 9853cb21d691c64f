"""What the first start does for people: the demo, or one organizer; and the links they sign in with."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import func, select

from chassis.config import ConfigError
from chassis.http.client import ServiceClient
from chassis.storage.engine import Database
from contracts.roles import ADMIN, ORGANIZER
from deploy.demo import people
from deploy.demo.load import load
from deploy.demo.loading import Demo
from deploy.folder import data_folder, say
from gateway.accounts.actions import register_account
from gateway.accounts.grants import add_grant
from gateway.accounts.models import Account
from gateway.accounts.sessions import create_signin_link

LIFE = timedelta(hours=72)
LABELS = {
    "leader": "团队负责人 team leader",
    "judge": "评委 judge",
    "organizer": "组委会 organizer",
    "screener": "形式审查员 screener",
    "volunteer": "志愿者 volunteer",
    "coordinator": "带队联系人 event coordinator",
}
FIRST = "organizer@egret.invalid"
"""Address of the organizer made on the first empty start."""


def run(clients: Mapping[str, ServiceClient], accounts: Database, url: str, *, demo: bool) -> None:
    """Load the demo, or make the first organizer, and print the address and the links."""
    if demo:
        load_demo(clients, accounts)
    announce(url, demo_links(accounts, url) if demo else first_organizer(accounts, url))


def load_demo(clients: Mapping[str, ServiceClient], accounts: Database) -> None:
    """Load the demo unless it is there; a load that was cut short goes on."""
    done = data_folder() / "demo-loaded"
    if not done.exists():
        say("Loading the demo edition")
        load(Demo(clients, accounts), say)
        done.touch()


def demo_links(accounts: Database, url: str) -> list[tuple[str, str]]:
    """A fresh sign-in link for one person of each demo role: (role, link)."""
    return [(LABELS[role], link(accounts, email, url)) for role, email in people.SHOWN.items()]


def first_organizer(accounts: Database, url: str) -> list[tuple[str, str]]:
    """Where nobody can sign in yet: an organizer, and a link for them. Otherwise nothing."""
    with accounts.write() as session:
        if session.scalar(select(func.count()).select_from(Account)):
            return []
        register_account(session, name="组委会", email=FIRST, roles=[ORGANIZER, ADMIN])
    return [(LABELS["organizer"], link(accounts, FIRST, url))]


def link(accounts: Database, email: str, url: str, roles: Sequence[str] = ()) -> str:
    """A one-time sign-in link, for an account that is given the roles everywhere first.

    Raises ConfigError if there is no such account.
    """
    with accounts.write() as session:
        account = session.scalar(select(Account).where(Account.email == email.strip().lower()))
        if account is None:
            raise ConfigError(f"There is no account with the address {email}.")
        for role in roles:
            add_grant(session, account.id, role)
        return f"{url}/signin/{create_signin_link(session, account.id, life=LIFE)}"


def announce(url: str, links: list[tuple[str, str]]) -> None:
    """Print the address and the links."""
    say(f"\nEgret 白鹭 is ready: {url}")
    if links:
        say("Sign in with a link (each works once, for 72 hours):")
        for label, target in links:
            say(f"  {label:<28}{target}")
