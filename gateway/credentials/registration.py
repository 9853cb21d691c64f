"""Signing in and registering are one way: a code to an address, and whoever is new says their name once it came back.

Whoever asks learns nothing about who has an account, and no letter says a name before its address is proven.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from chassis import clock
from chassis.storage.locks import lock_names
from contracts.roles import LEADER, VOLUNTEER
from gateway.accounts import actions, consents
from gateway.accounts.identifiers import EMAIL, Identifier, identifier
from gateway.accounts.models import Account
from gateway.credentials import codes
from gateway.credentials.models import OneTimeCode

SIGN_IN = "signin"
EVERYBODY = (LEADER, VOLUNTEER)
"""The roles of whoever registers without an invitation."""
TO_NAME = timedelta(minutes=30)
"""How long a newcomer whose code came back may take to say a name."""


@dataclass(frozen=True)
class Sending:
    """A message to be sent at once, outside of any transaction: which texts, where to, and the secrets in it."""

    code_id: UUID
    kind: str
    locale: str
    to: Identifier
    name: str
    code: str = field(repr=False)
    token: str = field(repr=False)


def ask(session: Session, secret: str, to: Identifier, *, locale: str, following: str | None = None) -> Sending:
    """A code that signs in; for an address without an account, one that leads on to registering."""
    account = actions.find_by_identifier(session, to)
    facts = {"next": following, "locale": locale}
    known = account.id if account else None
    issued = codes.issue(session, secret, SIGN_IN, to.value, account_id=known, facts=facts)
    if account is None:
        return Sending(issued.id, "code.register", locale, to, "", issued.code, issued.token)
    return Sending(issued.id, "code.signin", account.locale, to, account.name, issued.code, issued.token)


def ask_again(session: Session, secret: str, code_id: UUID) -> Sending | None:
    """The same once more with a fresh code; the one before counts no more. None where nothing was asked."""
    row = codes.find(session, code_id)
    if row is None:
        return None
    row.tries = codes.TRIES
    facts = codes.facts_of(row)
    return ask(session, secret, identifier(row.address), locale=facts["locale"], following=facts["next"])


def account_of(session: Session, row: OneTimeCode) -> Account | None:
    """The account a used-up code signs in to; None for a newcomer, who has to say a name first."""
    if row.account_id:
        return actions.find_account(session, row.account_id)
    return actions.find_by_identifier(session, identifier(row.address))


def awaiting_name(session: Session, code_id: UUID) -> OneTimeCode | None:
    """The newcomer's code that came back not long ago, as long as no account was made with it."""
    row = codes.find(session, code_id)
    if row is None or row.purpose != SIGN_IN or row.account_id or row.used_at is None:
        return None
    return row if row.used_at + TO_NAME > clock.now() else None


def register(session: Session, row: OneTimeCode, *, name: str, language: str) -> Account:
    """Make the account of a newcomer whose code came back.

    Somebody may have registered the address meanwhile; the code shows whose it is, so it is theirs.
    """
    to = identifier(row.address)
    lock_names(session, [f"identifier:{to.value}"])
    account = actions.find_by_identifier(session, to)
    if account is None:
        email, mobile = (to.value, None) if to.kind == EMAIL else (None, to.value)
        account = actions.register_account(
            session, name=name, roles=EVERYBODY, email=email, mobile=mobile, locale=language, free=True
        )
        consents.give_required(session, account.id, language=language, address_kind=to.kind)
    row.account_id = account.id
    return account
