"""What of an edition is fixed: since when, and by what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis import clock
from services.registration.contest.editions.models import JUDGING, Edition, first_of
from services.registration.contest.publication.errors import EditionArchived, MatterFrozen

BY_ARCHIVE, BY_JUDGING = "archive", "judging"
WITH_JUDGING = {"awards": ("awards",), "screening": ("screening", "screening_rules")}
"""Matters that are fixed once judges score, each with what it says in the document."""


@dataclass(frozen=True)
class Freeze:
    """Since when a matter is fixed, and by what."""

    since: datetime
    by: str


def freeze_of(edition: Edition | None, matter: str) -> Freeze | None:
    """Whether a matter is fixed; None where it may still change."""
    if edition is None:
        return None
    if edition.archived_at is not None:
        return Freeze(edition.archived_at, BY_ARCHIVE)
    if matter in WITH_JUDGING and edition.judging_opens_at is not None and edition.judging_began:
        return Freeze(edition.judging_opens_at, BY_JUDGING)
    return None


def fixed_by(edition: Edition | None, stages: Sequence[Mapping[str, Any]]) -> list[str]:
    """Matters that publishing this timetable would fix at once, since judging would have begun already."""
    judged = first_of(stages, JUDGING)
    if not judged or judged > clock.now():
        return []
    return [matter for matter in WITH_JUDGING if freeze_of(edition, matter) is None]


def told_freeze(edition: Edition | None, matter: str) -> dict[str, Any]:
    """The same as it is told: `frozen_at` and `frozen_by`, None and empty where the matter may still change."""
    found = freeze_of(edition, matter)
    return {"frozen_at": found.since, "frozen_by": found.by} if found else {"frozen_at": None, "frozen_by": ""}


def refuse_frozen(edition: Edition | None, matter: str) -> None:
    """Raise EditionArchived or MatterFrozen where the matter may not change any more."""
    found = freeze_of(edition, matter)
    if found is not None:
        raise EditionArchived if found.by == BY_ARCHIVE else MatterFrozen


def refuse_change_of_frozen(edition: Edition, facts: dict[str, Any]) -> None:
    """As `refuse_frozen`, for a whole document."""
    for matter, names in WITH_JUDGING.items():
        if edition.archived_at is not None or any(edition.document[name] != facts[name] for name in names):
            refuse_frozen(edition, matter)
