"""What is deleted by the clock besides what signing in leaves: exports, spent links, text kept for a while."""

from datetime import timedelta
from typing import cast

from sqlalchemy import delete, or_

from chassis import clock
from chassis.config import Settings
from chassis.storage.engine import Database
from gateway.accounts.kept_forms import KEPT_FOR
from gateway.accounts.models import KeptForm, SigninLink
from gateway.complaints import actions as complaints
from gateway.config import GatewaySettings
from gateway.privacy import exports


def tend_exports(database: Database, settings: Settings) -> None:
    """Finish what a part keeps waiting, and delete what has expired."""
    own = cast(GatewaySettings, settings)
    with database.write() as session:
        exports.finish_late(session, patience=timedelta(seconds=own.export_patience))
        exports.purge(session)


def purge(database: Database, settings: Settings) -> None:
    """Delete what is no longer needed to sign people in or to give text back, and complaints answered long ago."""
    own = cast(GatewaySettings, settings)
    now, spent = clock.now(), timedelta(days=own.spent_days)
    with database.write() as session:
        session.execute(delete(KeptForm).where(KeptForm.created_at < now - KEPT_FOR))
        old = or_(SigninLink.used_at < now - spent, SigninLink.expires_at < now - spent)
        session.execute(delete(SigninLink).where(old))
        complaints.purge(session, own.complaint_days)
