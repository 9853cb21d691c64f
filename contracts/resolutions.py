"""Events of judging about resolutions: what one person of the office proposes for a stage and another decides."""

from dataclasses import dataclass
from uuid import UUID

from contracts.events import Event, event

KINDS = ("seal", "amend", "return-sheet", "advance", "awards")
"""What a resolution may be about: sealing a result, another version of it, a sheet given back after the closing, who
advances into a later stage, who is awarded."""


@dataclass(frozen=True, kw_only=True)
class ResolutionTold(Event):
    """What every event about a resolution says."""

    resolution_id: UUID
    edition: str
    """Slug of the edition."""
    stage_key: str
    stage: str
    stage_en: str
    kind: str
    """One of `KINDS`."""
    proposed_by: UUID


@event("judging.resolution.proposed.v1", about="resolution_id")
class ResolutionProposed(ResolutionTold):
    """Somebody of the office proposed something that another person has to decide."""

    reason: str


@event("judging.resolution.decided.v1", about="resolution_id")
class ResolutionDecided(ResolutionTold):
    """Another person adopted a resolution, and it was done; or rejected it."""

    adopted: bool
    answer: str
    """Why it was rejected."""
    decided_by: UUID
