"""What happens to a screening by itself or through its entry: steps, and what handing in and taking back mean."""

from typing import Any

from chassis import clock
from services.registration.contest.screening.models import TOLD, UNDER_WAY, Screening
from services.registration.contest.screening.states import SCREENING


def note_submission(screening: Screening | None, version: int) -> None:
    """A new version was handed in: the correction that was asked for, or something to be screened anew."""
    if screening is None:
        return
    if screening.correctable:
        step(screening, "correct")
        screening.version, screening.due_at = version, None
    else:
        begin_anew(screening, version)


def begin_anew(screening: Screening | None, version: int) -> None:
    """Forget what was found so far: there is something else to be screened, or nothing. Records stay."""
    if screening is None:
        return
    step(screening, "begin anew")
    screening.screener_id = screening.proposer_id = screening.due_at = None
    screening.screener_name, screening.points, screening.fields, screening.message = "", {}, [], ""
    screening.version = version


def told_state(screening: Screening | None) -> dict[str, Any]:
    """Where the screening of an entry that is handed in stands, as its team is told."""
    if screening is None or screening.state not in TOLD:
        return {"state": UNDER_WAY, "due_at": None}
    return {"state": screening.state, "due_at": screening.due_at}


def step(screening: Screening, action: str) -> None:
    """Take a step of the life. Its entry is locked by the caller. Raises Impossible."""
    SCREENING.move(screening, action)
    screening.turn += 1
    screening.since = clock.now()
