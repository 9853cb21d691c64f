"""Passwords, for those who want one: argon2id with the least that OWASP asks for (19 MiB, 2 passes, 1 lane)."""

from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.schemas import FieldError
from chassis.storage import audit
from chassis.storage.locks import lock_names
from contracts.gateway import SafeguardChanged
from gateway.accounts.models import Account
from gateway.credentials.guessable import is_guessable
from gateway.credentials.models import Password

HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
LEAST, MOST = 10, 128
"""Characters. Length is what helps (NIST SP 800-63B); the upper bound keeps hashing cheap."""


def mistakes(typed: str, account: Account) -> list[FieldError]:
    """What is wrong with a new password; empty where it will do."""
    if len(typed) < LEAST:
        return [FieldError("too-short", _l("密码至少 %(least)d 个字符。"), least=LEAST)]
    if len(typed) > MOST:
        return [FieldError("too-long", _l("密码最多 %(most)d 个字符。"), most=MOST)]
    own = (account.name, (account.email or "").partition("@")[0], (account.mobile or "").removeprefix("+86"))
    if len(set(typed)) < 4 or typed.isdecimal() or any(word and word.lower() in typed.lower() for word in own):
        return [FieldError("too-easy", _l("密码过于简单。请不要只用数字，也不要包含姓名、邮箱或手机号。"))]
    if is_guessable(typed):
        return [FieldError("too-common", _l("这是很多人使用的密码，容易被猜到。请换一个，例如连写几个不相关的词。"))]
    return []


def fits(stored: str | None, typed: str) -> bool:
    """Whether the password is right. Takes as long where there is none, so that nothing is learnt from the time.

    Tens of milliseconds of work: call it outside of any transaction.
    """
    try:
        return HASHER.verify(stored or _dummy(), typed[:MOST]) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def stored(session: Session, account_id: UUID) -> str | None:
    """The account's password as it is stored; None where it has none."""
    row = session.get(Password, account_id)
    return row.hash if row else None


def outdated(hashed: str) -> bool:
    """Whether the password was hashed with other parameters than today's."""
    return HASHER.check_needs_rehash(hashed)


def keep(session: Session, account_id: UUID, hashed: str) -> None:
    """Store the same password hashed anew."""
    lock_names(session, [f"password:{account_id}"])
    session.merge(Password(account_id=account_id, hash=hashed, changed_at=clock.now()))


def change(session: Session, account_id: UUID, hashed: str) -> None:
    """Give the account this password (already hashed), and tell its owner."""
    keep(session, account_id, hashed)
    audit.record(session, account_id, "password.changed", str(account_id))
    emit(session, SafeguardChanged(account_id=account_id, what="password-changed", at=clock.now()))


def remove(session: Session, account_id: UUID) -> None:
    """Take the password away; codes sign in as before."""
    if row := session.get(Password, account_id):
        session.delete(row)
        audit.record(session, account_id, "password.removed", str(account_id))
        emit(session, SafeguardChanged(account_id=account_id, what="password-removed", at=clock.now()))


def hashed(typed: str) -> str:
    """The password as it is stored. Tens of milliseconds of work: call it outside of any transaction."""
    return HASHER.hash(typed)


@cache
def _dummy() -> str:
    return HASHER.hash("nobody has this password")
