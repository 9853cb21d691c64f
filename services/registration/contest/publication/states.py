"""The life of an edition: most of its states follow from the timetable, some from what organizers do."""

from datetime import datetime

from chassis.states import CLOCK, Life, Step
from contracts.registration import EditionPublished
from contracts.roles import ORGANIZER
from services.registration.contest.editions.models import NOTICE, Edition

DRAFT, ANNOUNCED, OPEN, JUDGING = "draft", "announced", "open", "judging"
ON_NOTICE, CLOSED, ARCHIVED, DELETED = "notice", "closed", "archived", "deleted"
PUBLISH, CHANGE, ARCHIVE, REOPEN, DELETE = "publish", "publish changes", "archive", "reopen", "delete"
PUBLIC = (ANNOUNCED, OPEN, JUDGING, ON_NOTICE, CLOSED)
"""The states in which it can be read by everybody and still be changed."""
EXPLAINED = {
    DRAFT: "It is being written; nobody but its organizers knows of it.",
    ANNOUNCED: "It is public; teams cannot enter yet.",
    OPEN: "Teams may enter.",
    JUDGING: "Entering is over; entries are screened and judged.",
    ON_NOTICE: "A list is open to objections.",
    CLOSED: "Its last stage is over.",
    ARCHIVED: "It is public and changes no more.",
    DELETED: "It is gone; nothing of it was ever public.",
}
EDITION_LIFE = Life(
    "edition",
    EXPLAINED,
    DRAFT,
    (
        Step(PUBLISH, (DRAFT,), ANNOUNCED, (ORGANIZER,), "Nothing is missing.", EditionPublished),
        *(Step(CHANGE, (one,), one, (ORGANIZER,), "Nothing is missing.", EditionPublished) for one in PUBLIC),
        Step("open", (ANNOUNCED,), OPEN, (CLOCK,), "Its entry stage begins."),
        Step("deadline", (OPEN,), JUDGING, (CLOCK,), "Its entry stage ends."),
        Step("open notice", (JUDGING,), ON_NOTICE, (CLOCK,), "A stage of public notice begins."),
        Step("close notice", (ON_NOTICE,), JUDGING, (CLOCK,), "A stage of public notice ends, and others are to come."),
        Step("end", (JUDGING, ON_NOTICE), CLOSED, (CLOCK,), "Its last stage ends."),
        Step(ARCHIVE, (CLOSED,), ARCHIVED, (ORGANIZER,), "", EditionPublished),
        Step(REOPEN, (ARCHIVED,), CLOSED, (ORGANIZER,), "", EditionPublished),
        Step(DELETE, (DRAFT,), DELETED, (ORGANIZER,), "Nothing of it was ever public."),
    ),
)


def state_of(edition: Edition | None, now: datetime) -> str:
    """The state an edition is in; None is one of which nothing is published."""
    if edition is None:
        return DRAFT
    if edition.archived_at is not None:
        return ARCHIVED
    if now < edition.closes_at:
        return ANNOUNCED if now < edition.opens_at else OPEN
    if edition.ends_at <= now:
        return CLOSED
    if any(one["kind"] == NOTICE and one["opens_at"] <= now < one["closes_at"] for one in edition.stages):
        return ON_NOTICE
    return JUDGING
