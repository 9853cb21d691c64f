"""Registering and signing in with a code sent to an address. Whoever asks learns nothing about who has an account."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.storage.locks import lock_names
from contracts.roles import LEADER, VOLUNTEER
from gateway.accounts import actions, consents
from gateway.accounts.identifiers import EMAIL, Identifier, identifier
from gateway.accounts.models import Account
from gateway.credentials import codes
from gateway.credentials.models import OneTimeCode

REGISTER, SIGN_IN = "register", "signin"
EVERYBODY = (LEADER, VOLUNTEER)
"""The roles of whoever registers without an invitation."""


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


def ask_to_register(
    session: Session, secret: str, to: Identifier, *, name: str, locale: str, following: str | None = None
) -> Sending:
    """A code that makes an account once it comes back; for an address that has one already, a code to sign in."""
    if actions.find_by_identifier(session, to):
        return ask_to_sign_in(session, secret, to, locale=locale, following=following, kind="code.registered")
    facts = {"name": name, "locale": locale, "next": following, "asked": REGISTER}
    return _send(session, secret, "code.register", REGISTER, to, locale=locale, name=name, facts=facts)


def ask_to_sign_in(
    session: Session,
    secret: str,
    to: Identifier,
    *,
    locale: str,
    following: str | None = None,
    kind: str = "code.signin",
) -> Sending:
    """A code to sign in; for an address without an account, a message that says so and a code nothing fits."""
    account = actions.find_by_identifier(session, to)
    facts = {"next": following, "asked": REGISTER if kind == "code.registered" else SIGN_IN}
    if account is None:
        return _send(session, secret, "code.unknown", SIGN_IN, to, locale=locale, name="", facts=facts)
    return _send(session, secret, kind, SIGN_IN, to, locale=account.locale, account=account, facts=facts)


def ask_again(session: Session, secret: str, code_id: UUID) -> Sending | None:
    """The same once more with a fresh code; the one before counts no more. None where nothing was asked."""
    row = codes.find(session, code_id)
    if row is None:
        return None
    row.tries = codes.TRIES
    to, facts = identifier(row.address), codes.facts_of(row)
    if row.purpose == REGISTER:
        return ask_to_register(session, secret, to, name=facts["name"], locale=facts["locale"], following=facts["next"])
    kind = "code.registered" if facts["asked"] == REGISTER else "code.signin"
    return ask_to_sign_in(session, secret, to, locale=facts["locale"], following=facts["next"], kind=kind)


def settle(session: Session, row: OneTimeCode) -> Account:
    """The account a used-up code leads to, made now where it was a registration.

    Somebody may have registered the address meanwhile; the code shows whose it is, so they are signed in.
    """
    to, facts = identifier(row.address), codes.facts_of(row)
    lock_names(session, [f"identifier:{to.value}"])
    account = (
        actions.find_account(session, row.account_id) if row.account_id else actions.find_by_identifier(session, to)
    )
    if account is None:
        made = {"name": facts["name"], "locale": facts["locale"], "email" if to.kind == EMAIL else "mobile": to.value}
        account = actions.register_account(session, roles=EVERYBODY, free=True, **made)
        consents.give_required(session, account.id, language=facts["locale"], address_kind=to.kind)
        row.account_id = account.id
    return account


def _send(
    session: Session,
    secret: str,
    kind: str,
    purpose: str,
    to: Identifier,
    *,
    locale: str,
    facts: Mapping[str, Any],
    name: str = "",
    account: Account | None = None,
) -> Sending:
    decoy = kind == "code.unknown"
    issued = codes.issue(
        session,
        secret,
        purpose,
        to.value,
        account_id=account.id if account else None,
        facts={"locale": locale, **facts},
        decoy=decoy,
    )
    called = account.name if account else name
    code, token = ("", "") if decoy else (issued.code, issued.token)
    return Sending(issued.id, kind, locale, to, called, code, token)
