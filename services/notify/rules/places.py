"""Where links in messages lead: every page of the site that notify knows of. A test finds each among the routes."""

from collections.abc import Mapping
from typing import Any

PLACES: Mapping[str, str] = {
    "entry": "/entries/{entry_id}",
    "receipt": "/entries/{entry_id}/versions/{version}/receipt",
    "own entries": "/entries",
    "team": "/entries/{entry_id}/team",
    "lead": "/entries/{entry_id}/lead",
    "joint applicants": "/entries/{entry_id}/joint-applicants",
    "screening": "/organizer/screening/{entry_id}",
    "screening result": "/entries/{entry_id}/screening",
    "change": "/organizer/changes/{request_id}",
    "own change": "/entries/{entry_id}/changes/{request_id}",
    "asked question": "/organizer/questions/{question_id}",
    "own question": "/entries/{entry_id}/questions/{question_id}",
    "comments": "/entries/{entry_id}/comments",
    "dates": "/organizer/dates?edition={edition}",
    "form": "/organizer/editions/{edition}/matters/form",
    "inbox": "/inbox",
    "own signups": "/volunteer",
    "roster": "/coordinator/events/{event_slug}",
    "sheet": "/judging/{assignment_id}",
    "own sheets": "/judging",
    "activity": "/organizer/activity",
    "article": "/organizer/articles/{article_id}",
    "assignment": "/organizer/assignments/{assignment_id}",
    "assignments of an entry": "/organizer/assignments?edition={edition}&q={number}",
    "assignments of a stage": "/organizer/assignments?edition={edition}&stage={stage_key}",
    "decision": "/organizer/decisions/{resolution_id}",
    "stage result": "/organizer/results/{edition}/{stage_key}",
    "winners": "/organizer/editions/{edition}/winners",
    "ranking": "/organizer/ranking?edition={edition}&stage={stage_key}",
    "complaint": "/organizer/complaints/{complaint_id}",
    "delivery": "/organizer/deliveries/{delivery_id}",
    "account": "/account",
    "signed-in devices": "/account/sessions",
    "own data": "/account/data",
}
"""Name and path of each; `{field}` takes the event's field."""


def path_to(place: str, facts: Mapping[str, Any]) -> str:
    """The path of a place for one event, whose fields are `facts`."""
    return PLACES[place].format_map(facts)
