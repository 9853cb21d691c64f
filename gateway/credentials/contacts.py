"""Changing one's e-mail address or mobile number: a code to the new one first, a word to the old one after."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from chassis.events.outbox import emit
from chassis.storage import audit
from contracts.gateway import ContactChanged
from gateway.accounts import actions
from gateway.accounts.identifiers import EMAIL, MOBILE, Identifier, identifier
from gateway.accounts.models import Account
from gateway.credentials import codes
from gateway.credentials.models import OneTimeCode
from gateway.credentials.registration import Sending

CHANGE = "contact"


def ask_to_change(session: Session, secret: str, account_id: UUID, to: Identifier) -> Sending:
    """A code to the new address. Where it belongs to another account a message says so, and no code fits."""
    account = actions.find_account(session, account_id)
    holder = actions.find_by_identifier(session, to)
    taken = holder is not None and holder.id != account_id
    issued = codes.issue(session, secret, CHANGE, to.value, account_id=account_id, decoy=taken)
    kind, code = ("contact.taken", "") if taken else ("code.contact", issued.code)
    return Sending(issued.id, kind, account.locale, to, "", code, "")


def settle_change(session: Session, row: OneTimeCode) -> Identifier | None:
    """Take over the address that a used-up code has shown to be theirs; the one before it, to be told.

    Raises EmailTaken or MobileTaken where somebody else was quicker.
    """
    assert row.account_id  # noqa: S101  # written by ask_to_change
    account, to = actions.find_account(session, row.account_id), identifier(row.address)
    actions.refuse_taken(session, to, but=account.id)
    before = account.email if to.kind == EMAIL else account.mobile
    setattr(account, "email" if to.kind == EMAIL else "mobile", to.value)
    tell_contact(session, account)
    audit.record(session, account.id, "contact.changed", str(account.id), kind=to.kind)
    if not before or before == to.value:
        return None
    _void_codes(session, account.id, before)
    return Identifier(to.kind, before)


def remove_mobile(session: Session, account_id: UUID) -> None:
    """Forget the mobile number of an account that has an e-mail address."""
    account = actions.find_account(session, account_id)
    if account.email and account.mobile:
        _void_codes(session, account_id, account.mobile)
        account.mobile = None
        tell_contact(session, account)
        audit.record(session, account_id, "contact.changed", str(account_id), kind=MOBILE)


def _void_codes(session: Session, account_id: UUID, address: str) -> None:
    """Codes that went to an address which is no longer theirs open nothing."""
    sent = delete(OneTimeCode).where(OneTimeCode.account_id == account_id, OneTimeCode.address == address)
    session.execute(sent)


def tell_contact(session: Session, account: Account) -> None:
    """Tell notify where the person is reached now."""
    session.flush()
    changed = ContactChanged(account_id=account.id, email=account.email or "", mobile=account.mobile or "")
    emit(session, changed)
