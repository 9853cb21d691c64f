"""Who would advance: all by one line, or each track or group by a line of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.judging.aggregation.cutoff import Cut
from services.judging.editions.models import Edition
from services.judging.editions.names import spoken
from services.judging.results.drawn import line_through, placed
from services.judging.results.models import Result, ResultLine

OVER_ALL, BY_TRACK, BY_GROUP = "all", "track", "group"
WAYS = (OVER_ALL, BY_TRACK, BY_GROUP)
"""What has a line of its own."""


@dataclass(frozen=True)
class Wanted:
    """How many advance, and by what."""

    into: str
    """Key of the later stage."""
    by: str
    count: int
    """Of each line, unless `counts` says another number for its key."""
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Part:
    """One line."""

    key: str
    """Of the track or group; empty over all."""
    name: str
    count: int
    found: Cut[ResultLine]


def parts(session: Session, result: Result, wanted: Wanted) -> Iterator[Part]:
    """The lines with who is above them, in the order of the edition."""
    lines, edition = placed(session, result), session.get_one(Edition, result.edition)
    if wanted.by == OVER_ALL:
        count = wanted.counts.get("", wanted.count)
        yield Part("", _("全部项目"), count, line_through(lines, count))
        return
    for one in edition.tracks if wanted.by == BY_TRACK else edition.groups:
        own = [line for line in lines if getattr(line, wanted.by) == one["key"]]
        count = wanted.counts.get(one["key"], wanted.count)
        yield Part(one["key"], spoken(one["name"], one["name_en"]), count, line_through(own, count))
