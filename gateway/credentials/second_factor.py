"""The second step of signing in: an app's six digits (TOTP, RFC 6238), and codes written down for the day it is lost.

The app's secret has to be read again, so it stands encrypted (AES-GCM, bound to the account) under a key derived from
the product's secret; who copies the database alone can do nothing with it.
"""

import hmac
import os
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.storage import audit
from contracts.gateway import SafeguardChanged
from gateway.accounts.models import Account
from gateway.credentials import keys
from gateway.credentials.codes import digits_of
from gateway.credentials.models import Authenticator, Passkey, RecoveryCode

ISSUER = "白鹭 Egret"
STEP = 30
"""Seconds a code of the app lasts; one step before and after counts too, for clocks differ."""
_NONCE = 12


@dataclass(frozen=True)
class Factors:
    """What an account has for its second step."""

    authenticator: bool
    passkeys: list[Passkey]
    recovery: int
    """Recovery codes that are left."""

    @property
    def any(self) -> bool:
        """Whether there is a second step at all."""
        return self.authenticator or bool(self.passkeys)


def has_second_step(account_id: Any) -> ColumnElement[bool]:
    """Whether signing in takes a second step, of the account whose id this is or that a column names."""
    app = exists().where(Authenticator.account_id == account_id, Authenticator.confirmed_at.is_not(None))
    return or_(app, exists().where(Passkey.account_id == account_id))


def needed(session: Session, account_id: UUID) -> bool:
    """Whether signing in to the account takes a second step."""
    return bool(session.scalar(select(has_second_step(account_id))))


def held(session: Session, account_id: UUID) -> Factors:
    """Everything the account has."""
    app = session.get(Authenticator, account_id)
    keys_held = select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.id)
    left = select(func.count()).where(RecoveryCode.account_id == account_id)
    confirmed = app is not None and app.confirmed_at is not None
    return Factors(confirmed, list(session.scalars(keys_held)), session.scalar(left) or 0)


def pending_seed(session: Session, secret: str, account_id: UUID) -> str:
    """The secret (base32) to be put into the app: made now, or the one made before and not confirmed yet."""
    row = session.get(Authenticator, account_id)
    if row is not None and row.confirmed_at is None and (standing := _open(secret, account_id, row.secret)):
        return standing
    seed = pyotp.random_base32()
    session.merge(
        Authenticator(account_id=account_id, secret=_seal(secret, account_id, seed), last_step=0, confirmed_at=None)
    )
    session.flush()
    return seed


def address_of(seed: str, name: str) -> str:
    """What the QR code says: `otpauth://…`."""
    return pyotp.TOTP(seed).provisioning_uri(name=name, issuer_name=ISSUER)


def check(session: Session, secret: str, account_id: UUID, code: str) -> bool:
    """Whether this is the app's code of about now. A code is taken once, also by two at the same time."""
    row = session.get(Authenticator, account_id)
    seed = _open(secret, account_id, row.secret) if row else None
    step = _step(seed, code) if seed else None
    if step is None:
        return False
    later = update(Authenticator).where(Authenticator.account_id == account_id, Authenticator.last_step < step)
    return session.scalar(later.values(last_step=step).returning(Authenticator.account_id)) is not None


def confirm(session: Session, secret: str, account_id: UUID, code: str) -> bool:
    """Take the app into use if the code is right."""
    if not check(session, secret, account_id, code):
        return False
    row = session.get_one(Authenticator, account_id, populate_existing=True)
    row.confirmed_at = clock.now()
    changed(session, account_id, "factor-added")
    return True


def remove_authenticator(session: Session, account_id: UUID) -> None:
    """Do without the app."""
    session.execute(delete(Authenticator).where(Authenticator.account_id == account_id))
    _tidy(session, account_id)
    changed(session, account_id, "factor-removed")


def remove_passkey(session: Session, account_id: UUID, passkey_id: UUID) -> None:
    """Do without one passkey; harmless where the account has none of this id."""
    mine = delete(Passkey).where(Passkey.account_id == account_id, Passkey.id == passkey_id)
    if session.scalar(mine.returning(Passkey.id)) is not None:
        _tidy(session, account_id)
        changed(session, account_id, "factor-removed")


def reset(session: Session, account_id: UUID, *, actor: UUID) -> None:
    """An administrator takes everything away, for somebody who lost it. The time to set one up runs anew."""
    for table in (Authenticator, Passkey, RecoveryCode):
        session.execute(delete(table).where(table.account_id == account_id))
    session.get_one(Account, account_id).factor_asked_at = None
    changed(session, account_id, "factor-reset", actor=actor)


def changed(session: Session, account_id: UUID, what: str, *, actor: UUID | None = None) -> None:
    """Put on record what happened, and tell the owner."""
    audit.record(session, actor or account_id, what.replace("-", ".", 1), str(account_id))
    emit(session, SafeguardChanged(account_id=account_id, what=what, at=clock.now()))


def _tidy(session: Session, account_id: UUID) -> None:
    """Recovery codes without anything to recover from would be a way in by themselves."""
    if not needed(session, account_id):
        session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def _step(seed: str, code: str) -> int | None:
    """The half minute that this code belongs to, if it is near now."""
    typed, now = digits_of(code), int(clock.now().timestamp()) // STEP
    app = pyotp.TOTP(seed)
    return next((step for step in (now, now - 1, now + 1) if hmac.compare_digest(app.at(step * STEP), typed)), None)


def _seal(secret: str, account_id: UUID, seed: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(keys.derive(secret, "authenticator")).encrypt(nonce, seed.encode(), account_id.bytes)


def _open(secret: str, account_id: UUID, sealed: bytes) -> str | None:
    """What was sealed; None where it was sealed for another account or under another key."""
    cipher = AESGCM(keys.derive(secret, "authenticator"))
    try:
        return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], account_id.bytes).decode()
    except InvalidTag:
        return None
