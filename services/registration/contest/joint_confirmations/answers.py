"""What a person of a joint applicant does who has the link: read what it is about, confirm, or say no."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from contracts.teams import JointApplicantAnswered
from services.registration.contest.entries.access import LEADS, relation_in
from services.registration.contest.entries.actions import lock_entry, refuse_outside
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.telling import led
from services.registration.contest.joint_applicants.models import (
    CONFIRMED,
    DECLINED,
    LETTER,
    WAITING,
    JointApplicant,
)
from services.registration.contest.joint_applicants.rules import FIELD
from services.registration.contest.joint_applicants.states import JOINT_APPLICANT
from services.registration.contest.joint_confirmations.actions import record_joint
from services.registration.contest.joint_confirmations.errors import (
    JointLinkOver,
    JointLinkUnknown,
    OwnEntryLed,
    OwnTeam,
)
from services.registration.contest.memberships.links import JOINT, id_in, opens

_OVER = {
    CONFIRMED: _l("该单位已由他人确认。"),
    DECLINED: _l("该单位已有人表示不同意。"),
    LETTER: _l("该单位已提供联合申报函。"),
}
_UNLISTED = _l("该项目已不再把贵单位列为联合申报单位。")


@dataclass(frozen=True)
class JointRequest:
    """What somebody with the link is asked to confirm."""

    entry: Entry
    joint: JointApplicant
    own: bool
    """Whether the reader answered already."""
    relation: str
    """What the reader is in the entry's team, and so cannot answer: `leader`, `member`, `advisor`; empty: not in it."""
    seen_by: frozenset[str]
    """Who else reads the name of the organisation: as the form says."""


def open_until(entry: Entry) -> datetime:
    """Until when joint applicants can answer: the deadline, or that of the correction under way."""
    due_at = entry.screening.due_at if entry.screening and entry.in_correction else None
    return due_at or entry.closes_at


def find_request(session: Session, caller: Identity, secret: str, key: str) -> JointRequest:
    """What a link asks; `key` is what links are made with. Raises JointLinkUnknown, JointLinkOver."""
    return _read(session, caller, *_found(session, secret, key))


def answer(session: Session, caller: Identity, secret: str, key: str, *, agrees: bool, post: str) -> JointRequest:
    """Confirm for the organisation, or say no. The same answer once more changes nothing.

    Raises JointLinkUnknown, JointLinkOver, OwnEntryLed, OwnTeam, EntriesNotOpen, DeadlinePassed.
    """
    found = _read(session, caller, *_found(session, secret, key, lock=True))
    entry, one = found.entry, found.joint
    if found.own and (one.state == CONFIRMED) == agrees:
        return found
    if found.relation:
        raise OwnEntryLed if found.relation == LEADS else OwnTeam
    refuse_outside(entry.home, open_until(entry))
    if one.state != WAITING:
        raise JointLinkOver(_OVER[one.state])
    JOINT_APPLICANT.move(one, "confirm" if agrees else "decline")
    one.account_id, one.person_name, one.person_post = caller.account_id, caller.name, post
    one.answered_at = clock.now()
    if agrees:
        record_joint(session, caller.account_id, "joint.confirmed", entry, one)
    else:
        record_joint(session, caller.account_id, "joint.declined", entry, one)
    emit(session, JointApplicantAnswered(organisation=one.name, agrees=agrees, **led(entry)))
    return _read(session, caller, entry, one)


def _found(session: Session, secret: str, key: str, *, lock: bool = False) -> tuple[Entry, JointApplicant]:
    joint_id = id_in(secret)
    entry_id = session.scalar(select(JointApplicant.entry_id).where(JointApplicant.id == joint_id))
    if joint_id is None or entry_id is None:
        raise JointLinkUnknown
    entry = lock_entry(session, entry_id) if lock else session.get_one(Entry, entry_id)
    one = next(found for found in entry.joint_applicants if found.id == joint_id)
    if not opens(secret, one, key, JOINT):
        raise JointLinkUnknown
    return entry, one


def _read(session: Session, caller: Identity, entry: Entry, one: JointApplicant) -> JointRequest:
    own = caller.known and one.account_id == caller.account_id
    if not one.listed:
        raise JointLinkOver(_UNLISTED)
    if one.state != WAITING and not own:
        raise JointLinkOver(_OVER[one.state])
    asked: Any = form_of(session, entry).by_key.get(FIELD)
    seen_by = frozenset(asked.seen_by or ()) if asked else frozenset()
    return JointRequest(entry, one, own, relation_in(caller, entry), seen_by)
