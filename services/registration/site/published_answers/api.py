"""HTTP API by which the office publishes answers."""

from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER
from services.registration.site.published_answers import actions
from services.registration.site.published_answers.actions import PublishedAnswer
from services.registration.site.published_answers.schemas import (
    PublicWordsSchema,
    PublishedAnswerSchema,
    RetractionSchema,
)

blp = Blueprint("published-answers", __name__, description="Answers to teams that everybody reads.")


@blp.route("/questions/<uuid:question_id>/publication")
@allow(PERSON)
@blp.response(200, PublishedAnswerSchema)
def show(question_id: UUID) -> PublishedAnswer:
    """What everybody reads of it, for its team and the office; none where nothing was published."""
    return actions.find_answer(session(), identity(), question_id)


@blp.route("/questions/<uuid:question_id>/publication", methods=["PUT"])
@allow(ORGANIZER)
@blp.arguments(PublicWordsSchema)
@blp.response(200, PublishedAnswerSchema)
def publish(words: dict[str, str], question_id: UUID) -> PublishedAnswer:
    """Let everybody read this question and answer, or a correction of them."""
    return actions.publish_answer(session(), identity(), question_id, words["title"], words["body"])


@blp.route("/questions/<uuid:question_id>/publication", methods=["DELETE"])
@allow(ORGANIZER)
@blp.arguments(RetractionSchema)
@blp.response(200, PublishedAnswerSchema)
def withdraw(given: dict[str, str], question_id: UUID) -> PublishedAnswer:
    """Take it off the site; its history stays."""
    return actions.withdraw_answer(session(), identity(), question_id, given["reason"])
