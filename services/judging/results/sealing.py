"""Sealing the result of a stage that has closed: its first version."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from contracts.judging import ResultSealed
from services.judging.aggregation.refusals import Inapplicable
from services.judging.editions.names import spoken
from services.judging.editions.states import CLOSED
from services.judging.editions.windows import phase_of
from services.judging.rankings.errors import RuleNotApplicable
from services.judging.rankings.errors import told as refusal
from services.judging.rankings.inputs import Inputs
from services.judging.rankings.reading import inputs_of
from services.judging.resolutions.actions import propose
from services.judging.resolutions.kinds import ResolutionKind
from services.judging.resolutions.models import Resolution
from services.judging.results.checks import checks_of
from services.judging.results.errors import AlreadySealed, NothingToRank, StageStillOpen
from services.judging.results.models import Result
from services.judging.results.versions import keep, standing
from services.judging.rules.actions import find_rubric, lock_rubric
from services.judging.rules.models import Rubric

CHECKED = {
    "missing": _l("提出时有 %(count)d 份评分表没有提交，不计入成绩。"),
    "unjudged": _l("提出时有 %(count)d 个项目没有评分表，没有名次。"),
    "conflicts": _l("提出时有 %(count)d 份评分表的评委有利害关系，仍计入成绩。"),
    "outdated": _l("提出时有 %(count)d 个项目在评分后提交了新版本。"),
    "flagged": _l("提出时有 %(count)d 个项目分差较大。"),
}
"""What is said of each check that found something."""


def propose_seal(session: Session, actor: Identity, at: tuple[str, str], reason: str) -> Resolution:
    """Propose to seal the result of a stage as it is now; `at` is edition and stage.

    Raises UnknownStage, StageStillOpen, AlreadySealed, NothingToRank, RuleNotApplicable, ResolutionPending.
    """
    rubric = lock_rubric(session, *at)
    checks = checks_of(session, sealable(session, rubric))
    found = {name: checks[name]["count"] for name in CHECKED}
    return propose(session, actor, at, SEAL, {"found": found}, reason)


def sealable(session: Session, rubric: Rubric) -> Inputs:
    """What the result would be worked out from. Raises StageStillOpen, AlreadySealed, NothingToRank."""
    require_closed(rubric)
    if standing(session, rubric):
        raise AlreadySealed
    return ranked(inputs_of(session, rubric))


def require_closed(rubric: Rubric) -> None:
    """Raise StageStillOpen before the stage has closed."""
    if phase_of(rubric.stage) != CLOSED:
        raise StageStillOpen(rubric.stage.closes_at)


def ranked(inputs: Inputs) -> Inputs:
    """The same, once their ranking was worked out. Raises NothingToRank, RuleNotApplicable."""
    try:
        first = next(iter(inputs.lines), None)
    except Inapplicable as refused:
        raise RuleNotApplicable(why=refusal(refused, inputs.judges)) from refused
    if first is None or first.rank is None:
        raise NothingToRank
    return inputs


def _basis(session: Session, proposed: Resolution) -> str:
    return sealable(session, find_rubric(session, proposed.edition, proposed.stage_key)).digest


def _carry_out(session: Session, _actor: Identity, adopted: Resolution) -> None:
    rubric = find_rubric(session, adopted.edition, adopted.stage_key)
    made = keep(session, sealable(session, rubric), adopted)
    rubric.stage.sealed_at = clock.now()
    session.flush()
    tell(session, rubric, made)


def tell(session: Session, rubric: Rubric, made: Result) -> None:
    """Tell the others that a version of the result stands; nothing of what it says."""
    told = ResultSealed(
        result_id=made.id,
        edition=made.edition,
        stage_key=made.stage_key,
        stage=rubric.stage.name,
        stage_en=rubric.stage.name_en,
        version=made.version,
        sealed_at=made.sealed_at,
        sha256=made.inputs_hash,
    )
    emit(session, told)


def _describe(_session: Session, proposed: Resolution) -> list[str]:
    facts = {"stage": spoken(proposed.stage.name, proposed.stage.name_en), "digest": proposed.basis}
    seal = _("封存“%(stage)s”的成绩。封存后只能以新版本更正。输入数据指纹：%(digest)s", **facts)
    found = proposed.facts["found"]
    said = [str(sentence) % {"count": found[name]} for name, sentence in CHECKED.items() if found[name]]
    return [seal, *(said or [_("提出时核对无异常。")])]


SEAL = ResolutionKind("seal", _basis, _carry_out, _describe)
