"""Where the result of a stage stands: what to look at before it is sealed, its versions, what would change it."""

from typing import Any

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import Problem
from contracts.roles import ORGANIZER
from contracts.scopes import Scope
from services.judging.rankings.actions import line_of, page_of
from services.judging.rankings.reading import inputs_of
from services.judging.resolutions.actions import find_pending, of_stage
from services.judging.results.checks import checks_of
from services.judging.results.differences import changed_by
from services.judging.results.models import Result
from services.judging.results.sealing import SEAL, ranked, require_closed
from services.judging.results.versions import every_version, find_version, inputs_again
from services.judging.rules.actions import find_rubric
from services.judging.rules.models import Rubric
from services.judging.rules.wording import sentences


def overview(session: Session, actor: Identity, at: tuple[str, str]) -> dict[str, Any]:
    """The state of a stage's result; `at` is edition and stage. Raises UnknownStage."""
    rubric = find_rubric(session, *at)
    versions = every_version(session, rubric)
    pending = find_pending(session, *of_stage(at))
    found = _changes(session, rubric, versions[0]) if versions else _before(session, rubric)
    may = found.pop("may") if actor.has(ORGANIZER, Scope.edition(rubric.edition)) else []
    waiting = {one.kind for one in pending}
    return found | {
        "stage": rubric,
        "versions": versions,
        "pending": pending,
        "may": [action for action in may if action not in waiting],
    }


def _before(session: Session, rubric: Rubric) -> dict[str, Any]:
    inputs, hindrance = inputs_of(session, rubric), None
    try:
        require_closed(rubric)
        ranked(inputs)
    except Problem as problem:
        hindrance = str(problem.detail)
    return {"checks": checks_of(session, inputs), "hindrance": hindrance, "may": [] if hindrance else [SEAL.name]}


def _changes(session: Session, rubric: Rubric, stands: Result) -> dict[str, Any]:
    """What has happened since the standing version was sealed would change it like this."""
    inputs = inputs_of(session, rubric)
    facts: dict[str, Any] = {"checks": checks_of(session, inputs), "hindrance": None, "may": ["amend"]}
    if inputs.digest == stands.inputs_hash:
        return facts | {"differs": False, "differences": []}
    try:
        return facts | {"differs": True, "differences": changed_by(session, stands, ranked(inputs))}
    except Problem as problem:
        return facts | {"differs": True, "differences": [], "hindrance": str(problem.detail)}


def page_of_version(session: Session, at: tuple[str, str], version: int, asked: dict[str, Any]) -> dict[str, Any]:
    """A page of one version, each line with its working. Raises UnknownStage, UnknownResult."""
    rubric = find_rubric(session, *at)
    result = find_version(session, rubric, version)
    inputs = inputs_again(session, result)
    found = page_of(session, inputs, asked["after"], asked["limit"])
    rule = {"rule": sentences(inputs.rubric), "rules_hash": inputs.rubric.digest}
    return found | {"stage": rubric, "result": result} | rule


def line_of_version(session: Session, at: tuple[str, str], version: int, number: str) -> dict[str, Any]:
    """One entry's line of a version with every sheet handed in. Raises UnknownStage, UnknownResult, NotFound."""
    rubric = find_rubric(session, *at)
    found = line_of(session, inputs_again(session, find_version(session, rubric, version)), number)
    return found | {"stage": rubric}


def inputs_of_version(session: Session, at: tuple[str, str], version: int) -> bytes:
    """What a version was worked out from, as its hash reads it. Raises UnknownStage, UnknownResult."""
    return find_version(session, find_rubric(session, *at), version).inputs.encode()
