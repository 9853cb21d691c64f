"""What registration says of an entry that is written: what is missing, what was carried over, what may change."""

from datetime import datetime

from gateway.clients.service import Answer


class Correction(Answer, frozen=True):
    """A correction under way."""

    due_at: datetime
    """Until when, exclusive."""
    fields_open: tuple[str, ...]
    """Keys of the fields and slots that may change; no other may."""


class Kept(Answer, frozen=True):
    """An answer to an earlier version of the form that does not fit this one."""

    place: str
    label: str
    said: str
    """In words."""
    why: str


class Missing(Answer, frozen=True):
    """One thing that still stops submission."""

    field: str
    code: str
    message: str
