"""Taking complaints in, finding and answering them, and letting go of them after their time."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, or_, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import NOBODY
from chassis.storage import audit, ids
from chassis.storage.locks import lock_names
from chassis.words import moments
from contracts.events import FORMER
from contracts.gateway import ComplaintReceived
from gateway.complaints.errors import ComplaintUnknown, TooManyComplaints
from gateway.complaints.models import NAMED, OPEN, Complaint
from gateway.credentials import limits
from gateway.credentials.limits import Limit

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of a number: none that is taken for another."""
_TOLD = ("topic", "concerns", "facts", "wish")


def new_key() -> str:
    """What a form carries so that sending it twice hands it in once, and what opens its receipt."""
    return secrets.token_urlsafe(24)


def hand_in(session: Session, key: str, told: Mapping[str, str], account_id: UUID | None, within: Limit) -> Complaint:
    """Take a complaint in and tell the office. The same key again gives the same complaint.

    `told`: topic, concerns, facts, wish, identity, name, contact, confidential. Of an anonymous one neither name nor
    account is kept, whatever else was filled in. Raises TooManyComplaints, and then nothing is kept.
    """
    lock_names(session, [f"complaint:{_hash(key)}"])
    if (known := _by_key(session, key)) is not None:
        return known
    _spend(session, within)
    named = told.get("identity") == NAMED
    made = Complaint(id=ids.new_id(), hash=_hash(key), received_at=clock.now(), answer="")
    for field in _TOLD:
        setattr(made, field, told.get(field, ""))
    made.name, made.contact = (told["name"], told["contact"]) if named else ("", "")
    made.account_id, made.confidential = account_id if named else None, named and bool(told.get("confidential"))
    made.number = _number(session, made.received_at)
    session.add(made)
    session.flush()
    emit(session, ComplaintReceived(complaint_id=made.id, number=made.number, received_at=made.received_at))
    audit.record(session, NOBODY, "complaint.received", made.number)
    return made


def by_key(session: Session, key: str) -> Complaint:
    """The complaint whose receipt this key opens. Raises ComplaintUnknown."""
    found = _by_key(session, key)
    if found is None:
        raise ComplaintUnknown
    return found


def find(session: Session, complaint_id: UUID) -> Complaint:
    """A complaint, for the office. Raises ComplaintUnknown."""
    found = session.get(Complaint, complaint_id)
    if found is None:
        raise ComplaintUnknown
    return found


def select_complaints(wanted: Mapping[str, Any]) -> Select[Complaint]:
    """Complaints, narrowed by `state`, `topic`, words of the number or of what they concern, and when they came in."""
    query = select(Complaint)
    if state := wanted.get("state"):
        query = query.where(Complaint.answered_at.is_(None) if state == OPEN else Complaint.answered_at.is_not(None))
    if topic := wanted.get("topic"):
        query = query.where(Complaint.topic == topic)
    for word in wanted.get("q", "").split():
        found = (column.icontains(word, autoescape=True) for column in (Complaint.number, Complaint.concerns))
        query = query.where(or_(*found))
    query = query.where(Complaint.received_at >= wanted["since"]) if wanted.get("since") else query
    return query.where(Complaint.received_at < wanted["until"]) if wanted.get("until") else query


def waiting(session: Session) -> tuple[int, datetime | None]:
    """How many wait for an answer, and when the oldest of them came in."""
    query = select(func.count(), func.min(Complaint.received_at)).where(Complaint.answered_at.is_(None))
    count, since = session.execute(query).one()
    return count, since


def answer(session: Session, actor: UUID, complaint_id: UUID, text: str) -> None:
    """Answer it, or correct the answer; whoever has the receipt reads it. Raises ComplaintUnknown."""
    complaint = find(session, complaint_id)
    if text == complaint.answer:
        return
    complaint.answer, complaint.answered_at, complaint.answered_by = text, clock.now(), actor
    session.flush()
    audit.record(session, actor, "complaint.answered", complaint.number)


def unname(session: Session, account_id: UUID) -> None:
    """Take a person who leaves off what they handed in; what they told stays until its time."""
    own = update(Complaint).where(Complaint.account_id == account_id)
    session.execute(own.values(name=FORMER, contact="", account_id=None))


def purge(session: Session, days: int) -> None:
    """Delete what was answered more than so many days ago."""
    session.execute(delete(Complaint).where(Complaint.answered_at < clock.now() - timedelta(days=days)))


def _spend(session: Session, within: Limit) -> None:
    try:
        limits.spend(session, [within])
    except limits.TooMany as reached:
        raise TooManyComplaints(reached.facts["seconds"]) from reached


def _by_key(session: Session, key: str) -> Complaint | None:
    return session.scalar(select(Complaint).where(Complaint.hash == _hash(key)))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _number(session: Session, at: datetime) -> str:
    day = f"{moments.local(at):%y%m%d}"
    while True:
        number = f"TS{day}-{''.join(secrets.choice(_SIGNS) for _ in range(5))}"
        if session.scalar(select(Complaint.id).where(Complaint.number == number)) is None:
            return number
