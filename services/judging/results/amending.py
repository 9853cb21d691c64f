"""Another version of a sealed result: sheets voided late, entries disqualified, what has happened since."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError
from services.judging.entries.actions import disqualify, lock_entry
from services.judging.entries.models import Entry
from services.judging.entries.taking_part import taking_part
from services.judging.panels.locks import lock_live
from services.judging.panels.models import Assignment, ScoreSheet
from services.judging.panels.progress import live_in
from services.judging.panels.removal import remove
from services.judging.panels.states import SUBMITTED
from services.judging.rankings.inputs import Inputs
from services.judging.rankings.reading import inputs_of
from services.judging.resolutions.actions import propose
from services.judging.resolutions.kinds import Difference, ResolutionKind
from services.judging.resolutions.models import Resolution
from services.judging.results.differences import changed_by
from services.judging.results.errors import NothingDiffers
from services.judging.results.models import Result
from services.judging.results.sealing import ranked, tell
from services.judging.results.versions import keep, sealed
from services.judging.rules.actions import find_rubric, lock_rubric
from services.judging.rules.models import Rubric


def propose_amendment(
    session: Session,
    actor: Identity,
    at: tuple[str, str],
    reason: str,
    *,
    voided: Sequence[UUID],
    disqualified: Sequence[UUID],
) -> Resolution:
    """Propose another version: without these sheets and without these entries.

    What has happened since the standing version was sealed is in it as well. Raises UnknownStage, NotSealed, Invalid,
    NothingDiffers, RuleNotApplicable, ResolutionPending.
    """
    rubric = lock_rubric(session, *at)
    facts = {"voided": sorted(map(str, voided)), "disqualified": sorted(map(str, disqualified))}
    _require_known(session, rubric, voided, disqualified)
    return propose(session, actor, at, AMEND, facts, reason)


def _require_known(session: Session, rubric: Rubric, voided: Sequence[UUID], disqualified: Sequence[UUID]) -> None:
    counting = select(ScoreSheet.id).join(ScoreSheet.assignment).where(*live_in(rubric), ScoreSheet.state == SUBMITTED)
    if set(voided) - set(session.scalars(counting.where(ScoreSheet.id.in_(voided)))):
        text = _l("所选评分表中有的已不计入成绩，请刷新后重新选择。")
        raise Invalid({"voided": [FieldError("unknown-sheet", text).body()]})
    entries = taking_part(rubric).with_only_columns(Entry.id).where(Entry.id.in_(disqualified))
    if set(disqualified) - set(session.scalars(entries)):
        text = _l("所选项目中有的已不在评审中，请刷新后重新选择。")
        raise Invalid({"disqualified": [FieldError("unknown-entry", text).body()]})


def _changed(session: Session, proposed: Resolution) -> tuple[Rubric, Result, Inputs]:
    """The stage, its standing result, and the inputs as they would be. Raises NotSealed, RuleNotApplicable."""
    rubric = find_rubric(session, proposed.edition, proposed.stage_key)
    stands, inputs = sealed(session, rubric), inputs_of(session, rubric)
    gone = {UUID(one) for one in proposed.facts["disqualified"]}
    voided = set(proposed.facts["voided"])
    sheets = {
        entry: tuple(sheet for sheet in own if sheet.id not in voided)
        for entry, own in inputs.sheets.items()
        if UUID(entry) not in gone
    }
    entries = [entry for entry in inputs.entries if UUID(entry.id) not in gone]
    kept = {entry: own for entry, own in sheets.items() if own}
    return rubric, stands, ranked(replace(inputs, entries=entries, sheets=kept))


def _basis(session: Session, proposed: Resolution) -> str:
    _rubric, stands, inputs = _changed(session, proposed)
    if inputs.digest == stands.inputs_hash:
        raise NothingDiffers
    return sha256(f"{stands.inputs_hash} {inputs.digest}".encode()).hexdigest()


def _carry_out(session: Session, _actor: Identity, adopted: Resolution) -> None:
    rubric = find_rubric(session, adopted.edition, adopted.stage_key)
    for entry_id in map(UUID, adopted.facts["disqualified"]):
        disqualify(session, entry_id)
        remove(session, lock_live(session, Assignment.entry_id == entry_id), "disqualify", adopted.reason)
    for sheet_id in map(UUID, adopted.facts["voided"]):
        assignment = session.get_one(ScoreSheet, sheet_id).assignment
        lock_entry(session, assignment.entry_id)
        remove(session, lock_live(session, Assignment.id == assignment.id), "void late", adopted.reason)
    tell(session, rubric, keep(session, ranked(inputs_of(session, rubric)), adopted))


def _describe(session: Session, proposed: Resolution) -> list[str]:
    points = [*_voided(session, proposed), *_disqualified(session, proposed)]
    return points or [_("按封存之后的情况更正成绩。")]


def _differences(session: Session, proposed: Resolution) -> list[Difference]:
    _rubric, stands, inputs = _changed(session, proposed)
    return changed_by(session, stands, inputs)


def _voided(session: Session, proposed: Resolution) -> list[str]:
    found = select(Assignment).join(Assignment.sheet).where(ScoreSheet.id.in_(map(UUID, proposed.facts["voided"])))
    sentence = _("作废%(judge)s对 %(number)s 的评分表，不计入成绩，评分表本身保留。")
    told = session.scalars(found.order_by(Assignment.id))
    return [str(sentence) % {"judge": one.judge.name, "number": one.entry.number} for one in told]


def _disqualified(session: Session, proposed: Resolution) -> list[str]:
    found = select(Entry).where(Entry.id.in_(map(UUID, proposed.facts["disqualified"])))
    sentence = _("取消 %(number)s《%(title)s》的评审资格，退出排名。")
    told = session.scalars(found.order_by(Entry.number))
    return [str(sentence) % {"number": one.number, "title": one.title} for one in told]


AMEND = ResolutionKind("amend", _basis, _carry_out, _describe, _differences)
