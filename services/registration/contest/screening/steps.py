"""What happens to a screening by itself or through its entry: steps, and what handing in and taking back mean."""

from typing import Any

from chassis import clock
from services.registration.contest.screening.models import TOLD, UNDER_WAY, WAITING, Screening
from services.registration.contest.screening.states import SCREENING


def waiting(edition: str, version: int) -> Screening:
    """The screening of an entry that was just handed in: it waits."""
    made = Screening(edition=edition, state=WAITING, version=version, since=clock.now(), turn=1, queued=True)
    made.points, made.fields, made.corrections, made.reminded = {}, [], 0, False
    made.screener_name = made.message = made.reply = made.explanation = ""
    return made


def note_submission(screening: Screening | None, edition: str, version: int) -> Screening:
    """What a new version means that was handed in: the correction that was asked for, or something to be screened."""
    if screening is None:
        return waiting(edition, version)
    if screening.correctable:
        step(screening, "correct")
        screening.version, screening.due_at = version, None
    else:
        begin_anew(screening, version, queued=True)
    return screening


def begin_anew(screening: Screening | None, version: int, *, queued: bool) -> None:
    """Forget what was found so far: there is something else to be screened, or nothing. Records stay."""
    if screening is None:
        return
    step(screening, "begin anew")
    screening.queued = queued
    screening.screener_id = screening.proposer_id = screening.due_at = None
    screening.screener_name, screening.points, screening.fields, screening.message = "", {}, [], ""
    screening.version, screening.explanation = version, ""


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
