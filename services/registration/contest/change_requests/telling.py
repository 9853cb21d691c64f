"""What registration tells of change requests."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chassis import clock
from contracts.change_requests import ChangeDecided, ChangedField, ChangeRequested, DecidedRow
from services.registration.contest.change_requests.asked import Asked, row_of, rows_of, team_differs
from services.registration.contest.change_requests.models import REFUSED, ChangeRequest
from services.registration.contest.entries.telling import beside_leader, led


@dataclass(frozen=True)
class Decision:
    """What the office decides about a row of a request."""

    key: str
    approve: bool
    reason: str
    """Why not."""


def requested(asked: Asked, request: ChangeRequest) -> ChangeRequested:
    """The event."""
    return ChangeRequested(
        **_facts(request),
        **changed(asked, request),
        member_ids=beside_leader(request.entry.team)["member_ids"],
        asked_at=clock.now(),
    )


def decided(rows: tuple[DecidedRow, ...], request: ChangeRequest) -> ChangeDecided:
    """The event; `rows` as `decided_rows` says. Whom the change takes out of the team hears of that alone."""
    return ChangeDecided(
        **_facts(request),
        rows=rows,
        **beside_leader(request.entry.team),
        approved=request.state != REFUSED,
        message=request.message,
        version=request.entry.version,
        decided_at=clock.now(),
    )


def changed(asked: Asked, request: ChangeRequest) -> dict[str, Any]:
    """What would change: fields and slots by name, and whether the team does."""
    labels = {one.key: one.label for one in asked.form}
    named = (labels[key] for key in asked.differing())
    return {
        "fields": tuple(ChangedField(label=one.zh, label_en=one.en) for one in named),
        "team": bool(asked.joining) or team_differs(request.entry.team, asked.stands.team, request),
    }


def decided_rows(asked: Asked, request: ChangeRequest, decisions: Sequence[Decision]) -> tuple[DecidedRow, ...]:
    """What was decided of each row, in the order of the request; to be asked before it takes effect."""
    labels = {one.key: one.label for one in asked.form}
    roles = {row_of(one): one.role for one in asked.joining}
    said = {one.key: one for one in decisions}
    return tuple(
        DecidedRow(
            label=labels[key].zh if key in labels else "",
            label_en=labels[key].en if key in labels else "",
            role=roles.get(key, ""),
            approved=said[key].approve,
            reason="" if said[key].approve else said[key].reason,
        )
        for key in rows_of(asked, request)
    )


def _facts(request: ChangeRequest) -> dict[str, Any]:
    return led(request.entry) | {"request_id": request.id, "number": request.entry.number or ""}
