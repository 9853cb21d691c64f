"""What a team does so that its joint applicants show that they agree: a link for each, or a letter."""

from uuid import UUID

from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.storage import audit
from services.registration.contest.entries.actions import count_lacking, editable, editable_entry
from services.registration.contest.entries.models import Entry
from services.registration.contest.joint_applicants.models import CONFIRMED, WAITING, JointApplicant
from services.registration.contest.joint_applicants.rules import LETTERS
from services.registration.contest.joint_applicants.states import JOINT_APPLICANT
from services.registration.contest.joint_confirmations.errors import ConfirmedOnline, NoLetter, NoLink


def make_link(
    session: Session, caller: Identity, entry_id: UUID, joint_id: UUID, *, anew: bool
) -> tuple[Entry, JointApplicant]:
    """A joint applicant that waits for somebody to open its link; with `anew`, or after a no, the link is a new one.

    Raises NotFound, Forbidden, EntriesNotOpen, DeadlinePassed, AlreadySubmitted, ConfirmedOnline, Impossible.
    """
    entry, one = _open(editable_entry(session, caller, entry_id), joint_id)
    if anew or one.state != WAITING or not one.round:
        JOINT_APPLICANT.move(one, "make a link")
        one.round += 1
        one.account_id = one.answered_at = None
        one.person_name = one.person_post = ""
        record_joint(session, caller.account_id, "joint.linked", entry, one)
    return entry, one


def find_link(session: Session, caller: Identity, entry_id: UUID, joint_id: UUID) -> tuple[Entry, JointApplicant]:
    """A joint applicant that waits for somebody to open its link. Raises as `make_link`, NoLink."""
    entry, one = _open(editable(session, caller, entry_id), joint_id)
    if one.state != WAITING or not one.round:
        raise NoLink(name=one.name)
    return entry, one


def name_letter(session: Session, caller: Identity, entry_id: UUID, joint_id: UUID, file_id: UUID) -> Entry:
    """Say which file of the slot for letters is this organisation's. Raises as `make_link`, NoLetter."""
    entry, one = _open(editable_entry(session, caller, entry_id), joint_id)
    if not any(paper.id == file_id for paper in entry.files.get(LETTERS, ())):
        raise NoLetter
    JOINT_APPLICANT.move(one, "name the letter")
    one.letter_id, one.answered_at, one.account_id = file_id, clock.now(), None
    one.person_name = one.person_post = ""
    record_joint(session, caller.account_id, "joint.lettered", entry, one)
    return entry


def record_joint(session: Session, who: UUID, action: str, entry: Entry, one: JointApplicant) -> None:
    """Put on record what became of a joint applicant, and know anew what the entry lacks."""
    session.flush()
    count_lacking(session, entry)
    session.flush()  # before the record, for which all others wait until we end
    audit.record(session, who, action, str(entry.id), organisation=one.name)


def _open(entry: Entry, joint_id: UUID) -> tuple[Entry, JointApplicant]:
    one = next((one for one in entry.joint_applicants if one.id == joint_id and one.listed), None)
    if one is None:
        raise NotFound
    if one.state == CONFIRMED:
        raise ConfirmedOnline(name=one.name)
    return entry, one
