"""What the office does with questions: takes them, gives them back, answers."""

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden
from chassis.storage import audit
from contracts.roles import ORGANIZER
from services.registration.contest.questions.actions import locked_question, step, write
from services.registration.contest.questions.errors import ClosedMeanwhile, OwnQuestion, TakenByAnother
from services.registration.contest.questions.models import CLOSED, Question
from services.registration.contest.questions.states import QUESTION
from services.registration.contest.questions.telling import answered
from services.registration.contest.screening_desk.own_entries import is_own


def answer(session: Session, caller: Identity, question_id: UUID, text: str) -> Question:
    """Answer the team, or add to the answer. Raises NotFound, Forbidden, TakenByAnother, ClosedMeanwhile."""
    question = office_question(session, caller, question_id)
    if question.state == CLOSED:
        raise ClosedMeanwhile
    if question.taken_by not in (None, caller.account_id):
        raise TakenByAnother(name=question.taken_name)
    step(question, "answer")
    question.taken_by, question.taken_name = None, ""
    write(session, caller, question, text, office=True)
    emit(session, answered(question))
    audit.record(session, caller.account_id, "entry.answered", str(question.entry_id), question=str(question.id))
    return question


def take(session: Session, caller: Identity, question_id: UUID) -> Question:
    """Work on a question, so that nobody else answers it. Raises NotFound, Forbidden, TakenByAnother, Impossible."""
    question = office_question(session, caller, question_id)
    QUESTION.step(question.state, "take")
    if question.taken_by not in (None, caller.account_id):
        raise TakenByAnother(name=question.taken_name)
    question.taken_by, question.taken_name = caller.account_id, caller.name
    session.flush()
    return question


def give_back(session: Session, caller: Identity, question_id: UUID) -> Question:
    """Let anybody of the office answer it. Raises NotFound, Forbidden, Impossible."""
    question = office_question(session, caller, question_id)
    QUESTION.step(question.state, "give back")
    question.taken_by, question.taken_name = None, ""
    session.flush()
    return question


def office_question(session: Session, caller: Identity, question_id: UUID) -> Question:
    """A question of an edition that the caller organizes, kept from changes by others.

    Raises NotFound, Forbidden; OwnQuestion for who stands behind the entry.
    """
    question = locked_question(session, caller, question_id)
    if not caller.has(ORGANIZER, question.entry.home.scope):
        raise Forbidden
    if is_own(session, question.entry, caller.account_id):
        raise OwnQuestion
    return question
