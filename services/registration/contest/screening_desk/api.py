"""HTTP API of screening, for screeners and organizers, and what the team reads and replies."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow, identity
from chassis.http.errors import NotFound
from chassis.http.paging import page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import LEADER, ORGANIZER, OVERSEEING, SCREENER
from contracts.scopes import EDITION
from services.registration.contest.editions.actions import find_edition
from services.registration.contest.entries.access import access_of
from services.registration.contest.entries.actions import find_entry
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.screening_desk import actions, assigning, queue, reading, replies, taking
from services.registration.contest.screening_desk.queue_schemas import (
    ChosenEntriesSchema,
    ChosenScreenerSchema,
    ScreenedCountSchema,
    ScreenersSchema,
    ScreeningNumbersSchema,
    ScreeningQuerySchema,
    ScreeningQueueSchema,
    TakenEntrySchema,
)
from services.registration.contest.screening_desk.schemas import (
    ChecklistSchema,
    RefusalDecisionSchema,
    RefusalReplySchema,
    ReopeningSchema,
    ScreeningOutcomeSchema,
    ScreeningSchema,
    ToldScreeningSchema,
)

blp = Blueprint("screening-desk", __name__, description="The screening of entries.")
STAFF = (SCREENER, ORGANIZER)
READERS = (SCREENER, *OVERSEEING)


def _whole(entry: Entry) -> dict[str, Any]:
    return reading.for_office(session(), identity(), entry)


@blp.route("/editions/<slug>/screenings")
@allow(*READERS, within=EDITION)
@personal
@blp.arguments(ScreeningQuerySchema, location="query")
@blp.response(200, ScreeningQueueSchema)
def listing(wanted: dict[str, Any], slug: str) -> dict[str, Any]:
    """The queue: entries that are handed in, those first that wait; those of one state by how long they are in it."""
    if not find_edition(session(), slug).screens:
        return {"items": [], "next": None}
    order = queue.ORDER if wanted["state"] else queue.WHOLE_ORDER
    found = page(session(), queue.rows(session(), slug, wanted), order, wanted["after"], wanted["limit"])
    return {"items": [dict(zip(queue.NAMES, row, strict=True)) for row in found.items], "next": found.next}


@blp.route("/editions/<slug>/screening")
@allow(*READERS, within=EDITION)
@blp.response(200, ScreeningNumbersSchema)
def numbers(slug: str) -> dict[str, Any]:
    """How many entries stand where, and what each screener has and did."""
    edition = find_edition(session(), slug)
    return {"opens_at": edition.screening_opens_at, **queue.numbers(session(), slug)}


@blp.route("/editions/<slug>/screening/next", methods=["POST"])
@allow(*STAFF, within=EDITION)
@blp.response(200, TakenEntrySchema)
def take_next(slug: str) -> dict[str, Any]:
    """Take the entry that waits longest and is not the caller's own."""
    return {"entry_id": taking.take_next(session(), identity(), slug)}


@blp.route("/editions/<slug>/screening/assignments", methods=["POST"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(ScreenersSchema)
@blp.response(200, ScreenedCountSchema)
def assign(wanted: dict[str, Any], slug: str) -> dict[str, int]:
    """Give everything that waits to these people, in turn or by track."""
    return {"count": assigning.assign(session(), identity(), slug, wanted["screeners"], wanted["by"])}


@blp.route("/editions/<slug>/screening/passes", methods=["POST"])
@allow(*STAFF, within=EDITION)
@blp.arguments(ChosenEntriesSchema)
@blp.response(200, ScreenedCountSchema)
def pass_many(chosen: dict[str, Any], slug: str) -> dict[str, int]:
    """Let entries pass that the caller has taken and found nothing wrong with; others among these stay as they are."""
    return {"count": actions.pass_untroubled(session(), identity(), slug, chosen["entry_ids"])}


@blp.route("/entries/<uuid:entry_id>/screening")
@allow(*READERS)
@blp.response(200, ScreeningSchema)
def show(entry_id: UUID) -> dict[str, Any]:
    """What was handed in, the checklist, and what the caller may do."""
    entry = find_entry(session(), identity(), entry_id)
    access = access_of(identity(), entry)
    if entry.state != SUBMITTED or not entry.home.screens or not (access.screens or access.oversees):
        raise NotFound
    return _whole(entry)


@blp.route("/entries/<uuid:entry_id>/screening/screener", methods=["POST"])
@allow(*STAFF)
@blp.response(200, ScreeningSchema)
def take(entry_id: UUID) -> dict[str, Any]:
    """Take it."""
    return _whole(taking.take(session(), identity(), entry_id))


@blp.route("/entries/<uuid:entry_id>/screening/screener", methods=["PUT"])
@allow(*STAFF)
@blp.arguments(ChosenScreenerSchema)
@blp.response(200, ScreeningSchema)
def hand_over(to: dict[str, Any], entry_id: UUID) -> dict[str, Any]:
    """Hand it to somebody else."""
    return _whole(taking.hand_over(session(), identity(), entry_id, to["id"], to["name"]))


@blp.route("/entries/<uuid:entry_id>/screening/screener", methods=["DELETE"])
@allow(*STAFF)
@blp.response(200, ScreeningSchema)
def give_back(entry_id: UUID) -> dict[str, Any]:
    """Let it wait again."""
    return _whole(taking.give_back(session(), identity(), entry_id))


@blp.route("/entries/<uuid:entry_id>/screening/points", methods=["PUT"])
@allow(*STAFF)
@blp.arguments(ChecklistSchema)
@blp.response(200, ScreeningSchema)
def save_points(said: dict[str, Any], entry_id: UUID) -> dict[str, Any]:
    """Say what is of these points, with reasons that the team reads word for word; others stay as they are."""
    return _whole(actions.save_points(session(), identity(), entry_id, said["points"]))


@blp.route("/entries/<uuid:entry_id>/screening/outcome", methods=["POST"])
@allow(*STAFF)
@blp.arguments(ScreeningOutcomeSchema)
@blp.response(200, ScreeningSchema)
def decide(wanted: dict[str, Any], entry_id: UUID) -> dict[str, Any]:
    """Pass it, ask for a correction of some fields, or propose to refuse it."""
    match wanted["outcome"]:
        case "pass":
            return _whole(actions.pass_entry(session(), identity(), entry_id))
        case "correct":
            message, fields = wanted["message"], wanted["fields"]
            return _whole(actions.ask_correction(session(), identity(), entry_id, message, fields))
    return _whole(actions.propose_refusal(session(), identity(), entry_id, wanted["message"]))


@blp.route("/entries/<uuid:entry_id>/screening/confirmation", methods=["POST"])
@allow(*STAFF)
@blp.arguments(RefusalDecisionSchema)
@blp.response(200, ScreeningSchema)
def confirm(said: dict[str, Any], entry_id: UUID) -> dict[str, Any]:
    """Confirm a refusal that somebody else proposed, or send it back."""
    found = actions.decide_refusal(session(), identity(), entry_id, agree=said["agree"], reason=said["reason"])
    return _whole(found)


@blp.route("/entries/<uuid:entry_id>/screening/reopening", methods=["POST"])
@allow(ORGANIZER)
@blp.arguments(ReopeningSchema)
@blp.response(200, ScreeningSchema)
def reopen(given: dict[str, str], entry_id: UUID) -> dict[str, Any]:
    """Screen once more what was decided."""
    return _whole(actions.reopen(session(), identity(), entry_id, given["reason"]))


@blp.route("/entries/<uuid:entry_id>/screening/told")
@allow(PERSON)
@blp.response(200, ToldScreeningSchema)
def told(entry_id: UUID) -> dict[str, Any]:
    """What the team was told, what it may change or reply, and until when."""
    entry = find_entry(session(), identity(), entry_id)
    access = access_of(identity(), entry)
    if not access.in_team or entry.state != SUBMITTED or not entry.home.screens:
        raise NotFound
    return reading.for_team(session(), entry, leads=access.leads)


@blp.route("/entries/<uuid:entry_id>/screening/reply", methods=["POST"])
@allow(LEADER)
@blp.arguments(RefusalReplySchema)
@blp.response(200, ToldScreeningSchema)
def reply(given: dict[str, str], entry_id: UUID) -> dict[str, Any]:
    """Reply to a refusal, in time: the entry is screened once more."""
    entry = replies.reply(session(), identity(), entry_id, given["text"])
    return reading.for_team(session(), entry, leads=True)
