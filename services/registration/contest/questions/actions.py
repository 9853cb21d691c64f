"""Finding a question, and what every step of one shares."""

from uuid import UUID

from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.storage import ids
from services.registration.contest.entries.access import access_of
from services.registration.contest.entries.actions import find_entry, lock_entry
from services.registration.contest.questions.models import Question, QuestionPost
from services.registration.contest.questions.states import QUESTION


def find_question(session: Session, caller: Identity, question_id: UUID) -> Question:
    """A question of the caller's team, or of an edition that they oversee. Raises NotFound."""
    question = session.get(Question, question_id)
    if question is None:
        raise NotFound
    access = access_of(caller, find_entry(session, caller, question.entry_id))
    if not (access.in_team or access.oversees):
        raise NotFound
    return question


def locked_question(session: Session, caller: Identity, question_id: UUID) -> Question:
    """The question with its entry locked, as everything about an entry is."""
    lock_entry(session, find_question(session, caller, question_id).entry_id)
    return session.get_one(Question, question_id, populate_existing=True)


def step(question: Question, action: str) -> None:
    """Take a step of the life, and know since when it is there. Raises Impossible."""
    before = question.state
    QUESTION.move(question, action)
    if question.state != before:
        question.since = clock.now()


def write(session: Session, caller: Identity, question: Question, text: str, *, office: bool) -> None:
    """Put what somebody wrote into a question."""
    post = QuestionPost(id=ids.new_id(), author_id=caller.account_id, author_name=caller.name, office=office)
    post.text, post.written_at = text, clock.now()
    question.posts.append(post)
    session.flush()  # before the record, for which all others wait until we end
