"""What registration tells of change requests."""

from typing import Any

from chassis import clock
from contracts.change_requests import ChangeDecided, ChangedField, ChangeRequested
from services.registration.contest.change_requests.asked import Asked, team_differs
from services.registration.contest.change_requests.models import APPROVED, ChangeRequest
from services.registration.contest.entries.telling import beside_leader, led


def requested(asked: Asked, request: ChangeRequest) -> ChangeRequested:
    """The event."""
    return ChangeRequested(
        **_facts(request),
        **changed(asked, request),
        member_ids=beside_leader(request.entry.team)["member_ids"],
        asked_at=clock.now(),
    )


def decided(what: dict[str, Any], request: ChangeRequest) -> ChangeDecided:
    """The event; `what` as `changed` says. Whom the change takes out of the team hears of that alone."""
    return ChangeDecided(
        **_facts(request),
        **what,
        **beside_leader(request.entry.team),
        approved=request.state == APPROVED,
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
        "team": team_differs(request.entry.team, asked.stands.team, request),
    }


def _facts(request: ChangeRequest) -> dict[str, Any]:
    return led(request.entry) | {"request_id": request.id, "number": request.entry.number or ""}
