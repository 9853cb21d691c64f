"""One-time codes and links. They leave by mail or text message and stand nowhere in clear, not even here."""

import hmac
import json
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.errors import Problem
from chassis.storage import ids
from gateway.base import table
from gateway.credentials import keys
from gateway.credentials.models import OneTimeCode

DIGITS = 6
MINUTES = 10
LIFE = timedelta(minutes=MINUTES)
TRIES = 5
"""Wrong codes until a code counts no more: one chance in 200,000 of a lucky guess."""
KEPT = timedelta(days=1)
"""How long a used or expired code is remembered, to say what became of it."""
NOTHING = "-"
"""Stands where there is nothing to guess: no digest looks like this."""


class CodeOver(Problem):
    """Used, expired, tried too often, or never made: a fresh one is needed."""

    status = 409
    code = "code-over"
    title = _l("验证码已失效")
    detail = _l("验证码可能已过期、已使用，或输错次数过多。请点“重新发送”获取新的验证码。")


class CodeWrong(Problem):
    """Not this code; `left` more tries."""

    status = 422
    code = "code-wrong"
    title = _l("验证码不正确")
    detail = _l("请输入最近一次收到的 6 位验证码，还可以再试 %(left)d 次。")


_AS_IT_IS = {"populate_existing": True, "synchronize_session": False}
"""Whoever read the code earlier in the transaction sees it as the database has it now."""
_ISSUED = insert(table(OneTimeCode))


@dataclass(frozen=True)
class Issued:
    """A fresh code: what is sent, once, and then forgotten."""

    id: UUID
    code: str = field(repr=False)
    token: str = field(repr=False)


def issue(
    session: Session,
    secret: str,
    purpose: str,
    address: str,
    *,
    account_id: UUID | None = None,
    facts: Mapping[str, Any] | None = None,
    decoy: bool = False,
) -> Issued:
    """Make a code for the address. A decoy looks the same to whoever asked, and no code fits it."""
    made = Issued(ids.new_id(), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}", secrets.token_urlsafe(24))
    now = clock.now()
    row = {
        "id": made.id,
        "purpose": purpose,
        "account_id": account_id,
        "address": address,
        "code": NOTHING if decoy else _code(secret, made.id, purpose, made.code),
        "link": NOTHING if decoy else _link(secret, made.id, purpose, made.token),
        "facts": json.dumps(dict(facts or {})),
        "tries": 0,
        "created_at": now,
        "expires_at": now + LIFE,
    }
    session.execute(_ISSUED, row)
    return made


def find(session: Session, code_id: UUID) -> OneTimeCode | None:
    """The code by its id, whatever became of it."""
    return session.get(OneTimeCode, code_id)


def claim(session: Session, secret: str, code_id: UUID, code: str) -> OneTimeCode | Problem:
    """Use up the code if it is this one. Otherwise what is wrong: a try was spent, so commit all the same.

    The try is counted first, under the row's lock: guesses that arrive together are counted one by one.
    """
    now = clock.now()
    usable = (OneTimeCode.used_at.is_(None), OneTimeCode.expires_at > now, OneTimeCode.tries < TRIES)
    spend = update(OneTimeCode).where(OneTimeCode.id == code_id, *usable).values(tries=OneTimeCode.tries + 1)
    row: OneTimeCode | None = session.scalar(spend.returning(OneTimeCode), execution_options=_AS_IT_IS)
    if row is None:
        return CodeOver()
    if not hmac.compare_digest(row.code, _code(secret, row.id, row.purpose, digits_of(code))):
        return CodeWrong(left=TRIES - row.tries) if row.tries < TRIES else CodeOver()
    row.used_at = now
    return row


def digits_of(typed: str) -> str:
    """The digits of a typed code, also of one typed with spaces or at a keyboard that writes full-width digits."""
    return "".join(char for char in unicodedata.normalize("NFKC", typed) if char.isascii() and char.isdigit())


def look_at_link(session: Session, secret: str, code_id: UUID, token: str) -> OneTimeCode:
    """The code whose link this is, while it can be used. Raises CodeOver."""
    row = session.scalar(select(OneTimeCode).where(OneTimeCode.id == code_id).with_for_update())
    if row is None or row.used_at is not None or row.expires_at <= clock.now():
        raise CodeOver
    if not hmac.compare_digest(row.link, _link(secret, row.id, row.purpose, token)):
        raise CodeOver
    return row


def claim_link(session: Session, secret: str, code_id: UUID, token: str) -> OneTimeCode:
    """Use up the code by its link; guesses at the code do not lock the link. Raises CodeOver."""
    row = look_at_link(session, secret, code_id, token)
    row.used_at = clock.now()
    return row


def facts_of(row: OneTimeCode) -> dict[str, Any]:
    """What was kept with the code."""
    facts: dict[str, Any] = json.loads(row.facts)
    return facts


def purge(session: Session) -> None:
    """Forget codes that are long over."""
    session.execute(delete(OneTimeCode).where(OneTimeCode.expires_at < clock.now() - KEPT))


def _code(secret: str, code_id: UUID, purpose: str, code: str) -> str:
    return keys.seal(secret, "one-time-code", str(code_id), purpose, code)


def _link(secret: str, code_id: UUID, purpose: str, token: str) -> str:
    return keys.seal(secret, "one-time-link", str(code_id), purpose, token)
