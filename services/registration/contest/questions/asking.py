"""What a team does with questions: asks, asks on, ends them."""

import re
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden
from chassis.storage import audit, ids
from services.registration.contest.entries.access import access_of, asks
from services.registration.contest.entries.actions import locked_entry
from services.registration.contest.entries.models import Entry
from services.registration.contest.questions.actions import locked_question, step, write
from services.registration.contest.questions.errors import AskingOver, ClosedMeanwhile, QuestionsWaiting
from services.registration.contest.questions.models import CLOSED, OPEN, Question
from services.registration.contest.questions.telling import asked

MOST_WAITING = 10
"""Questions of an entry that may wait for an answer at a time."""
LINE = 30
"""Characters of a question that stand for its title where it has none."""
SENTENCE = re.compile(r"(?<=[。！？!?])|\n")
"""Where the first sentence of a question ends."""


def ask(session: Session, caller: Identity, entry_id: UUID, *, title: str, section: str, text: str) -> Question:
    """A question about an entry. Raises NotFound, Forbidden, AskingOver, QuestionsWaiting."""
    entry = locked_entry(session, caller, entry_id)
    _refuse_silent(caller, entry)
    waiting = select(func.count()).select_from(Question).where(Question.entry_id == entry.id, Question.state == OPEN)
    if (session.scalar(waiting) or 0) >= MOST_WAITING:
        raise QuestionsWaiting(most=MOST_WAITING)
    now = clock.now()
    question = Question(id=ids.new_id(), entry_id=entry.id, edition=entry.edition, entry=entry)
    question.state, question.since, question.asked_at = OPEN, now, now
    question.title, question.section, question.taken_name = title or _line(text), section, ""
    question.asked_by, question.asked_name = caller.account_id, caller.name
    session.add(question)
    write(session, caller, question, text, office=False)
    emit(session, asked(caller, question, again=False))
    audit.record(session, caller.account_id, "entry.asked", str(entry.id), question=str(question.id))
    return question


def ask_on(session: Session, caller: Identity, question_id: UUID, text: str) -> Question:
    """Write on in a question of the team's: it waits for the office again. Raises ClosedMeanwhile and as `ask`."""
    question = locked_question(session, caller, question_id)
    _refuse_silent(caller, question.entry)
    if question.state == CLOSED:
        raise ClosedMeanwhile
    again = question.state != OPEN
    step(question, "ask on")
    write(session, caller, question, text, office=False)
    if again:
        emit(session, asked(caller, question, again=True))
    audit.record(session, caller.account_id, "entry.asked-on", str(question.entry_id), question=str(question.id))
    return question


def close(session: Session, caller: Identity, question_id: UUID) -> Question:
    """End a question: the office one that is answered, the team any of its own.

    Raises NotFound, Forbidden, Impossible.
    """
    question = locked_question(session, caller, question_id)
    access = access_of(caller, question.entry)
    asking = access.in_team and asks(access, question.entry)
    if not asking and not access.organizes:
        raise Forbidden
    step(question, "take back" if asking and question.state == OPEN else "close")
    question.taken_by, question.taken_name = None, ""
    session.flush()
    audit.record(session, caller.account_id, "entry.question-closed", str(question.entry_id), question=str(question.id))
    return question


def _refuse_silent(caller: Identity, entry: Entry) -> None:
    access = access_of(caller, entry)
    if asks(access, entry):
        return
    raise AskingOver if entry.home.archived_at is not None else Forbidden


def _line(text: str) -> str:
    line = " ".join(SENTENCE.split(text.strip(), maxsplit=1)[0].split())
    return line if len(line) <= LINE else f"{line[:LINE]}…"
