"""Recovery codes: written down for the day the phone is lost, each good for one sign-in."""

import secrets
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from gateway.credentials import keys
from gateway.credentials.models import RecoveryCode
from gateway.credentials.second_factor import changed

CODES = 10
"""Codes of one sheet."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def fresh_sheet(session: Session, secret: str, account_id: UUID) -> list[str]:
    """A new sheet of codes, in clear this once; those before count no more."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    made = ["-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(2)) for _ in range(CODES)]
    session.add_all([RecoveryCode(account_id=account_id, hash=_recovery(secret, account_id, code)) for code in made])
    session.flush()
    return made


def use(session: Session, secret: str, account_id: UUID, code: str) -> bool:
    """Use a recovery code up, if it is one."""
    mine = delete(RecoveryCode).where(
        RecoveryCode.account_id == account_id, RecoveryCode.hash == _recovery(secret, account_id, code)
    )
    if session.scalar(mine.returning(RecoveryCode.account_id)) is None:
        return False
    changed(session, account_id, "recovery-used")
    return True


def _recovery(secret: str, account_id: UUID, code: str) -> str:
    typed = "".join(char for char in code.lower() if char in _LETTERS)
    return keys.seal(secret, "recovery-code", str(account_id), typed)
