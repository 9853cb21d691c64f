"""What pages ask judging of rubrics that are written: the list of stages, the text of each, publishing it."""

from datetime import datetime

from gateway.clients.judging.sheets import ScoredStage
from gateway.clients.judging.stages import Stage
from gateway.clients.manuscript_calls import ManuscriptCalls
from gateway.clients.manuscripts import Manuscript
from gateway.clients.service import Answer, Page


class RubricHead(Stage, frozen=True, kw_only=True):
    """Where the rubric of a stage stands, in short."""

    edition_name: str
    edition_name_en: str
    state: str
    """`missing`, `draft`, `published`, `changed`, `frozen`, or `gone` where the edition has the stage no longer."""
    frozen_at: datetime | None
    """When the first judge was assigned."""
    may: tuple[str, ...]
    """What the person can do with it now: `fill`."""


class ListedRubric(RubricHead, frozen=True, kw_only=True):
    """A stage in the list of organizers."""

    missing: int
    """How many places stop the publication of a draft."""


class WrittenRubric(RubricHead, frozen=True, kw_only=True):
    """The stage that a rubric belongs to."""

    assigned: int
    """Score sheets that judges have now."""
    shown: ScoredStage | None
    """The stage as its judges would see it; None while the draft is not complete."""


class OfferedStage(Answer, frozen=True):
    """A stage whose rubric can be taken over."""

    edition: str
    edition_name: str
    edition_name_en: str
    key: str
    name: str
    name_en: str


class RubricBeginnings(Answer, frozen=True):
    """What a draft can be begun from, or filled with."""

    stage: RubricHead
    etag: str
    """Of the draft; empty where there is none."""
    ready_made: tuple[str, ...]
    items: tuple[OfferedStage, ...]


class RubricDrafts(ManuscriptCalls[[str, str], WrittenRubric]):
    """Rubrics that are written, asked as the person who writes."""

    part, about = "judging", WrittenRubric

    def stages(self, *, limit: int, **wanted: str | None) -> Page[ListedRubric]:
        """The stages of judging that one oversees, the latest first."""
        return self._get(Page[ListedRubric], "/rubric-drafts", limit=limit, **wanted)

    def beginnings(self, edition: str, key: str) -> RubricBeginnings:
        """What the draft can be begun from, or filled with."""
        return self._get(RubricBeginnings, f"{self._at(edition, key)}/beginnings")

    def begin(self, edition: str, key: str, beginning: str, etag: str) -> RubricHead:
        """Begin the draft from this, or let it say this where `etag` is of the draft that stands."""
        return self._send(
            RubricHead, "PUT", f"{self._at(edition, key)}/beginning", json={"beginning": beginning}, etag=etag
        )

    def publish(self, edition: str, key: str, etag: str) -> Manuscript[WrittenRubric]:
        """Publish the draft; refused with 409 once judges are assigned."""
        return self._publish({}, etag, edition, key)

    def _at(self, edition: str, key: str) -> str:
        return f"/editions/{edition}/stages/{key}/rubric"


RUBRIC_DRAFTS = RubricDrafts()
