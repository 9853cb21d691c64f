"""How much one person may create in a minute, in each part: what a form sends is never more, a program may be.

Counted by the keys of creating requests, which stand in the database with what they created: so several processes count
together, and what was refused counts for nothing.
"""

from datetime import timedelta
from typing import cast
from uuid import UUID

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.http.auth import NOBODY, Identity
from chassis.http.errors import Problem
from chassis.storage.tables import idempotency
from contracts.roles import WATCHED

WINDOW = timedelta(minutes=1)
"""How far back is counted."""
_CREATED = select(func.count()).where(
    idempotency.c.account == bindparam("whose"), idempotency.c.created_at > bindparam("since")
)


class TooManyAtOnce(Problem):
    """One person created more within a minute than people do."""

    status = 429
    code = "too-many-at-once"
    title = _l("操作过于频繁")
    detail = _l("一分钟内最多新建或提交 %(most)d 次。请稍等一分钟再试。")
    headers = {"Retry-After": "60"}


def check(session: Session, caller: Identity) -> None:
    """Raise TooManyAtOnce where the caller's requests of the last minute, this one among them, are too many.

    Parts and whoever works in an office are not held to it: all they do is on record under their name.
    """
    most = cast(Settings, current_app.extensions["egret_settings"]).limit_creations
    if not most or caller.account_id == NOBODY or caller.has_any(WATCHED):
        return
    if _count(session, caller.account_id) > most:
        raise TooManyAtOnce(most=most)


def _count(session: Session, who: UUID) -> int:
    return session.scalar(_CREATED, {"whose": str(who), "since": clock.now() - WINDOW}) or 0
