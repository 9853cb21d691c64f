"""A judge's profile is written, and what follows from it: the entries of an organisation named there end for them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from services.judging.conflict_desk.enforcing import enforce
from services.judging.conflicts.bars import bars_of
from services.judging.editions.actions import lock_edition
from services.judging.panels.models import IS_LIVE, Assignment
from services.judging.profiles.actions import write_profile


def change_profile(session: Session, actor: Identity, given: Mapping[str, Any]) -> None:
    """Replace the judge's profile. Raises JudgeUnknown, Invalid."""
    mine = select(Assignment.edition).where(IS_LIVE, Assignment.judge_id == actor.account_id).distinct()
    editions = sorted(session.scalars(mine))
    before = {edition: bars_of(session, edition, judge_id=actor.account_id) for edition in editions}
    write_profile(session, actor, given)
    for edition in editions:
        lock_edition(session, edition)
    for edition in editions:
        enforce(session, actor, edition, before[edition], judge_id=actor.account_id)
