"""HTTP API of questions, for teams and for the office."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.paging import page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.registration.contest.questions import actions, answering, asking, reading
from services.registration.contest.questions.models import Question
from services.registration.contest.questions.schemas import (
    NewQuestionSchema,
    PostedSchema,
    QuestionListSchema,
    QuestionPageSchema,
    QuestionQuerySchema,
    QuestionSchema,
)

blp = Blueprint("questions", __name__, description="Questions of teams, and what the office answers.")


def _whole(question: Question) -> dict[str, Any]:
    return reading.described(session(), identity(), question)


@blp.route("/entries/<uuid:entry_id>/questions")
@allow(PERSON)
@blp.response(200, QuestionListSchema)
def of_entry(entry_id: UUID) -> dict[str, Any]:
    """What its team asked, the latest first."""
    return reading.questions_of(session(), identity(), entry_id)


@blp.route("/entries/<uuid:entry_id>/questions", methods=["POST"])
@allow(PERSON)
@idempotent
@blp.arguments(NewQuestionSchema)
@blp.response(201, QuestionSchema)
def ask(given: dict[str, str], entry_id: UUID) -> dict[str, Any]:
    """Ask the office, as the leader or a member."""
    return _whole(asking.ask(session(), identity(), entry_id, **given))


@blp.route("/questions/<uuid:question_id>")
@allow(PERSON)
@blp.response(200, QuestionSchema)
def show(question_id: UUID) -> dict[str, Any]:
    """A question, for its team and the office."""
    return _whole(actions.find_question(session(), identity(), question_id))


@blp.route("/questions/<uuid:question_id>/posts", methods=["POST"])
@allow(PERSON)
@idempotent
@blp.arguments(PostedSchema)
@blp.response(201, QuestionSchema)
def ask_on(given: dict[str, str], question_id: UUID) -> dict[str, Any]:
    """Write on as the team: the question waits for the office again."""
    return _whole(asking.ask_on(session(), identity(), question_id, given["text"]))


@blp.route("/questions/<uuid:question_id>/answers", methods=["POST"])
@allow(ORGANIZER)
@idempotent
@blp.arguments(PostedSchema)
@blp.response(201, QuestionSchema)
def answer(given: dict[str, str], question_id: UUID) -> dict[str, Any]:
    """Answer the team alone, or add to the answer."""
    return _whole(answering.answer(session(), identity(), question_id, given["text"]))


@blp.route("/questions/<uuid:question_id>/taker", methods=["PUT"])
@allow(ORGANIZER)
@blp.response(200, QuestionSchema)
def take(question_id: UUID) -> dict[str, Any]:
    """Work on it, so that nobody else answers."""
    return _whole(answering.take(session(), identity(), question_id))


@blp.route("/questions/<uuid:question_id>/taker", methods=["DELETE"])
@allow(ORGANIZER)
@blp.response(200, QuestionSchema)
def give_back(question_id: UUID) -> dict[str, Any]:
    """Let anybody of the office answer it."""
    return _whole(answering.give_back(session(), identity(), question_id))


@blp.route("/questions/<uuid:question_id>/end", methods=["POST"])
@allow(PERSON)
@blp.response(200, QuestionSchema)
def close(question_id: UUID) -> dict[str, Any]:
    """End it: the office one that is answered, the team any of its own."""
    return _whole(asking.close(session(), identity(), question_id))


@blp.route("/editions/<slug>/questions")
@allow(*OVERSEEING, within=EDITION)
@personal
@blp.arguments(QuestionQuerySchema, location="query")
@blp.response(200, QuestionPageSchema)
def listing(wanted: dict[str, Any], slug: str) -> dict[str, Any]:
    """The questions of an edition, those first that are longest where they are."""
    rows = reading.desk_rows(slug, wanted)
    found = page(session(), rows, (Question.since, Question.id), wanted["after"], wanted["limit"])
    return {"items": [dict(zip(reading.NAMES, row, strict=True)) for row in found.items], "next": found.next}
