"""Text that could not be handed on (session ended, service down) is kept and given back."""

import json
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.locks import lock_names
from chassis.storage.prepared import Prepared
from gateway.accounts.models import LONGEST_PATH, KeptForm
from gateway.accounts.sessions import digest
from gateway.base import table

MOST = 256 << 10
"""Characters of one kept form; a longer one is not kept."""
MOST_FORMS = 10
"""Forms kept per browser; the oldest make way."""
KEPT_FOR = timedelta(days=7)
_FORM = table(KeptForm).c
_KEPT = Prepared(
    select(_FORM.account_id, _FORM.fields).where(_FORM.browser == bindparam("browser"), _FORM.path == bindparam("path"))
)


def keep_form(session: Session, browser: str, path: str, fields: Mapping[str, str], account_id: UUID | None) -> bool:
    """Keep what was typed at `path` for this browser, in place of what was kept before; False if either is too long."""
    text = json.dumps(dict(fields), ensure_ascii=False)
    if len(text) > MOST or len(path) > LONGEST_PATH:
        return False
    now, owner = clock.now(), digest(browser)
    lock_names(session, [f"kept:{owner}"])
    session.execute(delete(KeptForm).where(KeptForm.browser == owner, KeptForm.path == path))
    session.execute(delete(KeptForm).where(KeptForm.created_at < now - KEPT_FOR))
    newest = select(KeptForm.id).where(KeptForm.browser == owner).order_by(KeptForm.id.desc()).offset(MOST_FORMS - 1)
    session.execute(delete(KeptForm).where(KeptForm.id.in_(session.scalars(newest).all())))
    session.add(KeptForm(id=ids.new_id(), browser=owner, account_id=account_id, path=path, fields=text, created_at=now))
    session.flush()
    return True


def kept_form(source: Database | Session, browser: str, path: str, account_id: UUID) -> dict[str, str] | None:
    """What was kept for this browser at `path`, unless it is someone else's."""
    form = _KEPT.first(source, browser=digest(browser), path=path)
    if form is None or form.account_id not in {None, account_id}:
        return None
    fields: dict[str, str] = json.loads(form.fields)
    return fields


def is_kept(source: Database | Session, browser: str, path: str) -> bool:
    """Whether anything is kept for this browser at `path`, whosesoever it is."""
    return _KEPT.first(source, browser=digest(browser), path=path) is not None


def drop_form(session: Session, browser: str, path: str) -> None:
    """Forget what was kept at `path`: it has been saved."""
    session.execute(delete(KeptForm).where(KeptForm.browser == digest(browser), KeptForm.path == path))
