"""Proposing who advances into a later stage, and keeping it once another person has adopted it."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from services.judging.advancement.drawing import Wanted, parts
from services.judging.advancement.errors import AdvancedAtWork, NotALaterStage
from services.judging.editions.errors import UnknownStage
from services.judging.editions.models import Stage
from services.judging.editions.names import spoken
from services.judging.entries.models import Advance, Entry
from services.judging.panels.models import Assignment
from services.judging.panels.progress import live_in
from services.judging.resolutions.actions import propose
from services.judging.resolutions.kinds import ResolutionKind
from services.judging.resolutions.models import Resolution
from services.judging.results.drawn import Decided, named, said_of_ties, taken
from services.judging.results.models import Result
from services.judging.results.versions import sealed, standing
from services.judging.rules.actions import find_rubric, lock_rubric
from services.judging.rules.models import ADVANCED, Rubric


def propose_advance(
    session: Session, actor: Identity, at: tuple[str, str], wanted: Wanted, decided: Decided, reason: str
) -> Resolution:
    """Propose who advances; `at` is the stage whose result decides.

    Raises UnknownStage, NotSealed, NotALaterStage, Invalid where a tie is not decided, ResolutionPending.
    """
    rubric = lock_rubric(session, *at)
    result = _deciding(session, rubric, wanted.into)
    lines = [
        line for part in parts(session, result, wanted) for line in taken(part.key, part.name, part.found, decided)
    ]
    facts = {
        "result": str(result.id),
        "version": result.version,
        "into": wanted.into,
        "by": wanted.by,
        "count": wanted.count,
        "counts": dict(wanted.counts),
        "entries": [str(line.entry_id) for line in lines],
    }
    return propose(session, actor, at, ADVANCE, facts, reason)


def _deciding(session: Session, rubric: Rubric, into: str) -> Result:
    """The standing result of the stage, which decides who advances.

    Raises NotALaterStage unless `into` comes after the stage and admits those that advanced, and NotSealed.
    """
    try:
        later = find_rubric(session, rubric.edition, into)
    except UnknownStage as unknown:
        raise NotALaterStage from unknown
    before, after = rubric.stage.position, later.stage.position
    if later.admits != ADVANCED or before is None or after is None or after <= before:
        raise NotALaterStage
    return sealed(session, rubric)


def _wanted(facts: Mapping[str, Any]) -> Wanted:
    return Wanted(facts["into"], facts["by"], facts["count"], facts["counts"])


def _basis(session: Session, proposed: Resolution) -> str:
    result = _deciding(session, find_rubric(session, proposed.edition, proposed.stage_key), proposed.facts["into"])
    return sha256(f"{result.id} {result.inputs_hash}".encode()).hexdigest()


def _carry_out(session: Session, _actor: Identity, adopted: Resolution) -> None:
    into = lock_rubric(session, adopted.edition, adopted.facts["into"])
    entries = [UUID(one) for one in adopted.facts["entries"]]
    at_work = select(Entry.number).join(Assignment, Assignment.entry_id == Entry.id).where(*live_in(into))
    left = session.scalars(at_work.where(Entry.id.not_in(entries)).distinct().order_by(Entry.number)).all()
    if left:
        raise AdvancedAtWork(numbers=_("、").join(left))
    at = {"edition": into.edition, "stage_key": into.stage_key}
    session.execute(delete(Advance).filter_by(**at))
    grounds = at | {"resolution_id": adopted.id, "result_id": UUID(adopted.facts["result"])}
    if entries:
        session.execute(insert(Advance), [grounds | {"entry_id": entry} for entry in entries])


def _describe(session: Session, proposed: Resolution) -> list[str]:
    facts = proposed.facts
    into = find_rubric(session, proposed.edition, facts["into"])
    result = session.get_one(Result, UUID(facts["result"]))
    chosen = {UUID(one) for one in facts["entries"]}
    said = {"version": facts["version"], "count": len(chosen), "into": spoken(into.stage.name, into.stage.name_en)}
    found = [_("按成绩第 %(version)d 版，%(count)d 个项目晋级“%(into)s”。", **said)]
    for part in parts(session, result, _wanted(facts)):
        lines = [line for line in (*part.found.within, *part.found.tied) if line.entry_id in chosen]
        found.append(_("%(name)s：%(entries)s", name=part.name, entries=named(lines) or _("无")))
        found += said_of_ties(part.name, part.found, chosen)
    return found


ADVANCE = ResolutionKind("advance", _basis, _carry_out, _describe)


def drawn(session: Session, at: tuple[str, str], wanted: Wanted) -> dict[str, Any]:
    """The later stages, how many advanced into each, and who would by the standing result. Raises UnknownStage.

    Nobody would while nothing is sealed, no later stage admits them, or no number is said.
    """
    rubric = find_rubric(session, *at)
    query = select(Rubric).join(Rubric.stage).where(Rubric.edition == rubric.edition, Rubric.admits == ADVANCED)
    later = session.scalars(query.where(Stage.position > (rubric.stage.position or 0)).order_by(Stage.position)).all()
    counted = select(Advance.stage_key, func.count()).where(Advance.edition == rubric.edition)
    result, into = standing(session, rubric), wanted.into or (later[0].stage_key if later else "")
    ready = result is not None and wanted.count and into in {one.stage_key for one in later}
    return {
        "stage": rubric,
        "later": later,
        "version": result.version if result else None,
        "advanced": {key: count for key, count in session.execute(counted.group_by(Advance.stage_key))},
        "into": into,
        "parts": list(parts(session, result, wanted)) if result and ready else [],
    }
