"""Proposing who is awarded, and keeping it once another person has adopted it."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from chassis.canonical import canonical
from chassis.http.auth import Identity
from services.judging.awards.drawing import Level, levels
from services.judging.awards.models import Award
from services.judging.editions.models import Edition
from services.judging.resolutions.actions import propose
from services.judging.resolutions.kinds import ResolutionKind
from services.judging.resolutions.models import Resolution
from services.judging.results.drawn import Decided, named, placed, said_of_ties
from services.judging.results.models import Result, ResultLine
from services.judging.results.versions import sealed, standing
from services.judging.rules.actions import find_rubric, lock_rubric


def drawn(session: Session, at: tuple[str, str], counts: Mapping[str, int]) -> dict[str, Any]:
    """Who would be awarded by the standing result of a stage, before ties are decided, and who is. Raises UnknownStage.

    No levels before the stage is sealed.
    """
    rubric = find_rubric(session, *at)
    facts, result = {"stage": rubric, "awarded": listed(session, rubric.edition)}, standing(session, rubric)
    if result is None:
        return facts | {"version": None, "levels": []}
    return facts | {"version": result.version, "levels": _levels(session, result, counts)}


def _levels(session: Session, result: Result, counts: Mapping[str, int], decided: Decided | None = None) -> list[Level]:
    edition = session.get_one(Edition, result.edition)
    return list(levels(edition, placed(session, result), counts, decided))


def propose_awards(
    session: Session, actor: Identity, at: tuple[str, str], counts: Mapping[str, int], decided: Decided, reason: str
) -> Resolution:
    """Propose who is awarded, by the result of a stage; nothing beyond the programme but by a tie that is decided.

    Raises UnknownStage, NotSealed, Invalid where a tie is not decided, ResolutionPending.
    """
    result = sealed(session, lock_rubric(session, *at))
    facts = {
        "result": str(result.id),
        "version": result.version,
        "levels": [
            {"key": one.key, "count": one.count, "entries": [str(line.entry_id) for line in one.taken]}
            for one in _levels(session, result, counts, decided)
        ],
        "ties": dict(decided.ties),
        "chosen": sorted(map(str, decided.chosen)),
    }
    return propose(session, actor, at, AWARDS, facts, reason)


def _basis(session: Session, proposed: Resolution) -> str:
    """The standing result and the programme."""
    result = sealed(session, find_rubric(session, proposed.edition, proposed.stage_key))
    programme = session.get_one(Edition, proposed.edition).awards
    return sha256(str(result.id).encode() + canonical(programme)).hexdigest()


def _carry_out(session: Session, _actor: Identity, adopted: Resolution) -> None:
    session.execute(delete(Award).where(Award.edition == adopted.edition))
    grounds = {"edition": adopted.edition, "resolution_id": adopted.id, "result_id": UUID(adopted.facts["result"])}
    rows = [
        grounds | {"entry_id": UUID(entry), "award": level["key"]}
        for level in adopted.facts["levels"]
        for entry in level["entries"]
    ]
    if rows:
        session.execute(insert(Award), [row | {"position": position} for position, row in enumerate(rows, 1)])


def _describe(session: Session, proposed: Resolution) -> list[str]:
    result = session.get_one(Result, UUID(proposed.facts["result"]))
    counts = {level["key"]: level["count"] for level in proposed.facts["levels"]}
    chosen = {UUID(entry) for level in proposed.facts["levels"] for entry in level["entries"]}
    decided = Decided(proposed.facts["ties"], {UUID(one) for one in proposed.facts["chosen"]})
    said = [_("按成绩第 %(version)d 版评定奖项：", version=proposed.facts["version"])]
    for level in _levels(session, result, counts, decided):
        said.append(_("%(name)s：%(entries)s", name=level.name, entries=named(level.taken) or _("空缺")))
        said += said_of_ties(level.name, level.found, chosen)
        if level.most is not None and len(level.taken) < level.most:
            said.append(_("%(name)s空缺 %(left)d 名。", name=level.name, left=level.most - len(level.taken)))
    return said


AWARDS = ResolutionKind("awards", _basis, _carry_out, _describe)


def awarded(session: Session, edition: str) -> Sequence[tuple[Award, ResultLine]]:
    """Who is awarded in an edition, as it was decided last: the award, and the line of the result that it rests on."""
    query = select(Award, ResultLine).where(Award.edition == edition)
    query = query.join(ResultLine, (ResultLine.result_id == Award.result_id) & (ResultLine.entry_id == Award.entry_id))
    return [(award, line) for award, line in session.execute(query.order_by(Award.position))]


def listed(session: Session, edition: str) -> list[dict[str, Any]]:
    """The same with what each award is called."""
    known = session.get(Edition, edition)
    programme = {award["key"]: award for award in known.awards} if known else {}
    columns = ("entry_id", "number", "title", "place", "score")
    return [
        {name: getattr(line, name) for name in columns}
        | {"award": award.award}
        | {name: programme.get(award.award, {}).get(name, "") or "" for name in ("name", "name_en")}
        for award, line in awarded(session, edition)
    ]
