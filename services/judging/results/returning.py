"""Giving a sheet back to its judge after the stage has closed: two people decide, and the judge has until a date."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError
from chassis.words import moments
from services.judging.editions.access import require_organizer
from services.judging.panels.errors import UnknownAssignment
from services.judging.panels.models import Assignment
from services.judging.panels.states import SHEET
from services.judging.resolutions.actions import propose
from services.judging.resolutions.kinds import ResolutionKind
from services.judging.resolutions.models import Resolution
from services.judging.results.sealing import require_closed
from services.judging.rules.actions import lock_rubric
from services.judging.scoring.actions import return_late
from services.judging.scoring.errors import SheetNotSubmitted


def propose_return(
    session: Session, actor: Identity, assignment_id: UUID, *, due_at: datetime, reason: str
) -> Resolution:
    """Propose to give a sheet back although the stage has closed; until `due_at`, exclusive, its judge may change it.

    Raises UnknownAssignment, Forbidden, StageStillOpen, SheetNotSubmitted, Invalid, ResolutionPending.
    """
    found = session.get(Assignment, assignment_id)
    if found is None:
        raise UnknownAssignment
    require_organizer(actor, found.edition)
    rubric = lock_rubric(session, found.edition, found.stage_key)
    require_closed(rubric)
    if due_at <= clock.now():
        raise Invalid({"due_at": [FieldError("past", _l("请填写将来的时间。")).body()]})
    facts = {"assignment": str(assignment_id), "due_at": due_at.isoformat()}
    return propose(session, actor, (found.edition, found.stage_key), RETURN, facts, reason)


def _held(session: Session, proposed: Resolution) -> Assignment:
    return session.get_one(Assignment, UUID(proposed.facts["assignment"]), populate_existing=True)


def _basis(session: Session, proposed: Resolution) -> str:
    sheet = _held(session, proposed).sheet
    if not SHEET.allows(sheet.state, "return"):
        raise SheetNotSubmitted
    return sha256(f"{sheet.id} {sheet.version}".encode()).hexdigest()


def _carry_out(session: Session, actor: Identity, adopted: Resolution) -> None:
    due_at = datetime.fromisoformat(adopted.facts["due_at"])
    return_late(session, actor, _held(session, adopted).id, adopted.reason, due_at)


def _describe(session: Session, proposed: Resolution) -> list[str]:
    held, due_at = _held(session, proposed), datetime.fromisoformat(proposed.facts["due_at"])
    facts = {"judge": held.judge.name, "number": held.entry.number, "when": moments.deadline(due_at)}
    sentence = _(
        "把%(judge)s对 %(number)s 的评分表退回修改，截止时间：%(when)s。重新提交之前排名不算它，已封存的成绩不变。"
    )
    return [str(sentence) % facts]


RETURN = ResolutionKind("return-sheet", _basis, _carry_out, _describe)
