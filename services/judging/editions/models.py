"""An edition and its stages as registration published them last."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from chassis import clock
from services.judging.base import Base
from services.judging.editions.states import phase

JUDGING = "judging"
"""The kind of stage in which entries are scored."""
SCREENING = "screening"
"""The kind of stage in which they are screened."""


class Edition(Base):
    """What judging knows of an edition. Nobody changes it here."""

    __tablename__ = "edition"

    slug: Mapped[str] = mapped_column(String(50), primary_key=True)
    version: Mapped[int]
    name: Mapped[str]
    name_en: Mapped[str]
    tracks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Each with `key`, `name`, `name_en`; groups likewise."""
    groups: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    awards: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Each with `name`, `name_en`, `count`; none is given beyond those."""
    screens: Mapped[bool]
    """Whether entries are screened before they are judged: then only what passed is."""


class Stage(Base):
    """A stage of an edition: its names and its window."""

    __tablename__ = "stage"

    edition: Mapped[str] = mapped_column(String(50), ForeignKey("edition.slug"), primary_key=True)
    key: Mapped[str] = mapped_column(String(50), primary_key=True)
    position: Mapped[int | None]
    """Its place among the stages; None once the edition has it no longer."""
    kind: Mapped[str] = mapped_column(String(20))
    """What happens in it, as the edition says; JUDGING where entries are scored."""
    name: Mapped[str]
    name_en: Mapped[str]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    """Exclusive: at this instant it is too late."""
    sealed_at: Mapped[datetime | None]
    """Since when its result is sealed: no date opens it again."""

    @property
    def is_standing(self) -> bool:
        """Whether its edition still has it as a stage of judging."""
        return self.position is not None and self.kind == JUDGING

    @property
    def phase(self) -> str:
        """Where the stage stands now: a state of `editions.states.STAGE`."""
        return phase(self.opens_at, self.closes_at, clock.now())
