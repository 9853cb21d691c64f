"""What answers to an export request have in common. Nothing in them can be read on the way."""

from dataclasses import dataclass
from uuid import UUID

from contracts.events import Event


@dataclass(frozen=True, kw_only=True)
class SealedAnswer(Event):
    """One piece of what a part holds about a person, sealed to the key of the export."""

    export_id: UUID
    account_id: UUID
    answer_id: UUID
    """The pieces of one answer share it."""
    number: int
    """From 1 to `of`."""
    of: int
    sealed: str
    """Base64; see `chassis/privacy/sealing.py`."""
