"""What judging says of the stages of editions, in which entries are scored."""

from datetime import datetime

from gateway.clients.service import Answer


class Name(Answer, frozen=True):
    """A track or a group as its edition names it."""

    key: str
    name: str
    name_en: str


class Stage(Answer, frozen=True):
    """A stage of an edition in which entries are scored."""

    edition: str
    key: str
    name: str
    name_en: str
    opens_at: datetime
    closes_at: datetime
    phase: str
    """upcoming, open or closed."""


class Stages(Answer, frozen=True):
    """Stages, by opening."""

    items: tuple[Stage, ...]


class Criterion(Answer, frozen=True):
    """What marks are given for."""

    key: str
    name: str
    name_en: str
    hint: str
    hint_en: str
    levels: str
    levels_en: str
    weight: str
    """What the highest mark brings to the total."""
    max: str
    step: str


class Counted(Answer, frozen=True):
    """Sheets: assigned, begun, handed in."""

    assigned: int
    drafts: int
    submitted: int
