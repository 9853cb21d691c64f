"""What is held of a judge's profile, declarations and conflicts, for a copy of their data and when they leave."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.privacy.personal_rows import rows_of, write_into
from services.judging.conflicts.models import Conflict, Declaration
from services.judging.profiles.models import JudgeEmployer, JudgeProfile, JudgeReadiness

_TOLD = ("edition", "organisation", "entry_id", "kind", "source", "note", "state", "made_at", "lifted_reason")


def own_words(session: Session, account_id: UUID) -> dict[str, Any]:
    """What the judge said of themselves, signed and declared. A person whom a conflict is about is not named."""
    return {
        "judge_profile": rows_of(session, JudgeProfile.account_id, account_id, ("title", "updated_at")),
        "employers": rows_of(session, JudgeEmployer.account_id, account_id, ("name", "current")),
        "readiness": rows_of(session, JudgeReadiness.account_id, account_id, ("edition", "tracks", "most")),
        "declarations": rows_of(session, Declaration.judge_id, account_id, ("edition", "undertaking", "declared_at")),
        "conflicts": rows_of(session, Conflict.judge_id, account_id, _TOLD),
        "conflicts_about": rows_of(session, Conflict.person_id, account_id, ("edition", "kind", "made_at")),
    }


def forget_conflicts(session: Session, account_id: UUID) -> None:
    """Empty what the judge wrote; that there was a conflict, and its kind, stays: what it ended hangs on it."""
    write_into(session, Conflict.judge_id, account_id, note="", organisation="")
