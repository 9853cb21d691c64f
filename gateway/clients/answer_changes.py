"""What registration says of answers that somebody changed since they were read."""

from datetime import datetime

from chassis import shapes
from chassis.http.client import Refused
from gateway.clients.service import Answer


class AnswerChange(Answer, frozen=True):
    """An answer that somebody changed since it was read."""

    field: str
    name: str
    """Who of the team it was; empty where that is not known any more."""
    you: bool
    at: datetime | None


def changes_in(refused: Refused) -> list[AnswerChange]:
    """What a save was refused for: which answers somebody changed since they were read."""
    return shapes.fit(refused.problem.get("changes") or [], list[AnswerChange])
