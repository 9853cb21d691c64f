"""Winners of an edition as they are sent: one put in its place among the others, the highest award first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import abort

from gateway.clients.registration.editions import Edition
from gateway.clients.registration.site_files import SiteFile
from gateway.clients.registration.winners import Winner
from gateway.editions.lookup import find_edition

TEXTS = ("number", "title", "title_en", "organisation", "organisation_en", "track", "group", "award")
"""What is said of a winner on one line, apart from the two summaries."""
SUMMARIES = ("summary", "summary_en")
Row = dict[str, Any]
"""A winner as it is sent."""


def wanted_edition(slug: str) -> Edition:
    """The public edition that an address names; 404 where there is none."""
    return find_edition(slug) or abort(404)


def row_of(winner: Winner) -> Row:
    """What is said of a winner."""
    answers = [
        {name: getattr(one, name) for name in ("label", "label_en", "text", "text_en")} for one in winner.answers
    ]
    texts = {name: getattr(winner, name) for name in (*TEXTS, *SUMMARIES)}
    return {**texts, "answers": answers, "picture": picture_of(winner.picture)}


def picture_of(file: SiteFile | None) -> Row | None:
    """A picture as a winner names it."""
    return {name: getattr(file, name) for name in ("sha256", "name", "type", "size")} if file else None


def put_in(rows: Sequence[Row], row: Row, edition: Edition, before: str = "") -> list[Row]:
    """The rows with this one in the place of the one that had the number `before`, or its own; else at the end."""
    number = before or row["number"]
    known = any(one["number"] == number for one in rows)
    changed = [row if one["number"] == number else one for one in rows]
    return in_order(changed if known else [*changed, row], edition)


def in_order(rows: Iterable[Row], edition: Edition) -> list[Row]:
    """The rows by award, the highest first, each award in the order given; an unknown award stands last."""
    places: Mapping[str, int] = {award.key: place for place, award in enumerate(edition.awards)}
    return sorted(rows, key=lambda row: places.get(row["award"], len(places)))
