"""Whether two entries are of one organisation, as it stands now: merges and their undoing count at once."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case

from services.registration.contest.entries.models import Entry


def same_organisation(one: Entry, other: Entry) -> bool:
    """By the organisation behind each; where one has none yet, by the names as they are compared."""
    if one.organisation_id is not None and other.organisation_id is not None:
        return one.organisation_id == other.organisation_id
    return bool(one.organisation_key) and one.organisation_key == other.organisation_key


def of_same_organisation(one: type[Entry], other: type[Entry]) -> ColumnElement[Any]:
    """The same for a query."""
    settled = and_(one.organisation_id.is_not(None), other.organisation_id.is_not(None))
    by_name = and_(one.organisation_key != "", one.organisation_key == other.organisation_key)
    return case((settled, one.organisation_id == other.organisation_id), else_=by_name)
