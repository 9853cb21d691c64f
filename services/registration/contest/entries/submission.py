"""Handing an entry in, taking it back, and the receipt."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.forms.answers import load_submission
from chassis.forms.definition import Form
from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.storage import audit
from contracts.registration import EntryWithdrawn
from contracts.roles import ORGANIZER
from services.registration.contest.entries.actions import (
    entry_to_withdraw,
    find_entry,
    follow_answers,
    refuse_outside,
    touch,
    write_answers,
)
from services.registration.contest.entries.completeness import form_of, hindrances
from services.registration.contest.entries.errors import (
    FormRenewed,
    JudgingBegan,
    NoReceipt,
    NotCorrected,
    NotSubmitted,
)
from services.registration.contest.entries.models import SUBMITTED, Entry, Submission
from services.registration.contest.entries.new_form import is_behind, move_to_current
from services.registration.contest.entries.receipts import sign_receipt
from services.registration.contest.entries.standing import handed_in
from services.registration.contest.entries.states import ENTRY
from services.registration.contest.entries.telling import beside_leader, submitted
from services.registration.contest.joint_applicants import rules as joint
from services.registration.contest.joint_applicants.applicants import applicants_of
from services.registration.contest.joint_applicants.models import WAITING
from services.registration.contest.organisations.settling import applicant_in, settle
from services.registration.contest.papers.models import EntryFile, SubmittedFile, copy_of, stored_files
from services.registration.contest.screening.records import CORRECTED, HANDED_IN, WITHDRAWN, record_of
from services.registration.contest.screening.steps import begin_anew, note_submission
from services.registration.contest.signing.keys import signer
from services.registration.contest.teams.models import CONFIRMED, SubmittedMember

_COPIED = (
    *("version", "number", "title", "track", "group", "organisation", "form_version", "form_sha256"),
    *("leader_id", "leader_name"),
)


def submit_entry(session: Session, caller: Identity, entry: Entry, secret: str, explanation: str = "") -> Submission:
    """Hand in an entry found by `entry_to_number` and return the receipt, an exact copy of what was handed in.

    `explanation`: what the team says of a correction; one that changes nothing needs it, else it is NotCorrected.

    The lock on the edition lets submissions pass one by one: numbers have no gaps and no title is taken twice. It was
    there when the deadline was looked at. Raises FormRenewed, DeadlinePassed, and Invalid with all that is missing.
    """
    if is_behind(session, entry) and move_to_current(session, entry):
        raise FormRenewed
    form = form_of(session, entry)
    if errors := hindrances(session, caller, form, entry):
        raise Invalid(errors)
    if entry.in_correction and not explanation and not is_changed(session, form, entry):
        raise NotCorrected
    if entry.number is None:
        entry.home.numbered += 1
        entry.number = f"{entry.home.entry_prefix}-{entry.home.numbered:04d}"
    hand_in(session, caller, entry, "correct" if entry.in_correction else "submit", explanation)
    submission = make_version(session, entry, secret)
    audit.record(session, caller.account_id, "entry.submit", str(entry.id), **facts_of(submission))
    return submission


def hand_in(session: Session, caller: Identity, entry: Entry, step: str, explanation: str = "") -> None:
    """Let an entry found by `entry_to_number` count as handed in now, by this step of its life.

    Raises DeadlinePassed by the moment that is stored: some time went by since the deadline was looked at.
    """
    now = clock.now()
    if not entry.in_correction:
        refuse_outside(entry.home, entry.submits_until, now)
    ENTRY.move(entry, step)
    entry.submitted_at, entry.leader_name = now, caller.name
    next(one for one in entry.team if one.leads).name = caller.name
    known = entry.screening
    entry.screening = note_submission(known, entry.edition, entry.version + 1)
    if known is not None:
        known.explanation = explanation
        session.add(record_of(known, caller, CORRECTED if step == "correct" else HANDED_IN, explanation))


def is_changed(session: Session, form: Form, entry: Entry) -> bool:
    """Whether what is written differs from what was handed in last: answers, files, team, or proofs of others."""
    copy = handed_in(session, entry)
    answers = load_submission(form, entry.answers, stored_files(entry.papers))
    proofs = _joint_applicants(form, entry)
    if (answers, proofs) != (copy.answers, copy.joint_applicants):
        return True
    if sorted(map(_content, papers_asked(form, entry))) != sorted(map(_content, copy.papers)):
        return True
    return [_place(one) for one in confirmed_team(entry)] != [_place(one) for one in copy.team]


def _content(paper: EntryFile | SubmittedFile) -> tuple[str, str]:
    return paper.slot, paper.sha256


def _place(one: SubmittedMember) -> tuple[UUID | None, str, str]:
    return one.account_id, one.role, one.division


def make_version(session: Session, entry: Entry, secret: str, request_id: UUID | None = None) -> Submission:
    """Let what is written stand as the next version of a locked entry in which nothing is missing.

    Its receipt is signed with the institution's key, which `secret` opens. `request_id`: of the change request that
    makes it.
    """
    form = form_of(session, entry)
    entry.revising = False
    entry.version += 1
    entry.all_papers = entry.papers
    answers = load_submission(form, entry.answers, stored_files(entry.papers))
    write_answers(form, entry, answers, entry.aside)
    follow_answers(entry)
    if organisation := settle(session, applicant_in(form, answers), entry.leader_id, entry.leader_name):
        entry.organisation_id = organisation.id
    touch(session, entry)
    submission = Submission(
        entry_id=entry.id,
        answers=answers,
        submitted_at=clock.now() if request_id else entry.submitted_at,
        request_id=request_id,
        **{name: getattr(entry, name) for name in _COPIED},
        papers=[copy_of(paper, SubmittedFile) for paper in papers_asked(form, entry)],
        joint_applicants=_joint_applicants(form, entry),
    )
    return let_stand(session, form, entry, submission, secret)


def let_stand(session: Session, form: Form, entry: Entry, submission: Submission, secret: str) -> Submission:
    """Store a version with the team of now, its receipt signed, and tell of it."""
    submission.team = confirmed_team(entry)
    sign_receipt(submission, entry.edition, signer(session, secret))
    session.add(submission)
    session.flush()  # before the record, for which all others wait until we end
    applicants = applicants_of(session, form, submission.answers, entry.organisation_id)
    emit(session, submitted(form, entry, submission, applicants))
    return submission


def withdraw_entry(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """Take a submitted entry back before the deadline; it keeps its number and may change again.

    The leader does so until judging begins, from then on an organizer, because sheets that judges wrote become void.
    Raises NotFound, Forbidden, DeadlinePassed, NotSubmitted, JudgingBegan.
    """
    entry = entry_to_withdraw(session, caller, entry_id)
    if not ENTRY.allows(entry.state, "withdraw") or entry.number is None:
        raise NotSubmitted
    if entry.home.judging_began and not caller.has(ORGANIZER, entry.home.scope):
        raise JudgingBegan
    now = clock.now()
    ENTRY.move(entry, "withdraw")
    begin_anew(entry.screening, entry.version, queued=False)
    if entry.screening is not None:
        session.add(record_of(entry.screening, caller, WITHDRAWN))
    entry.submitted_at, entry.revising = None, False
    follow_answers(entry)
    move_to_current(session, entry)
    touch(session, entry)
    session.flush()  # before the record, for which all others wait until we end
    emit(
        session,
        EntryWithdrawn(
            entry_id=entry.id,
            edition=entry.edition,
            number=entry.number,
            leader_id=entry.leader_id,
            withdrawn_at=now,
            **beside_leader(entry.team),
        ),
    )
    audit.record(session, caller.account_id, "entry.withdraw", str(entry.id), number=entry.number)
    return entry


def facts_of(submission: Submission) -> dict[str, Any]:
    """What the record says of a version."""
    names = ("number", "version", "form_version", "form_sha256")
    return {name: getattr(submission, name) for name in names} | {"files": [one.sha256 for one in submission.papers]}


def confirmed_team(entry: Entry) -> list[SubmittedMember]:
    """Those who confirmed, in their order, under the names they have today."""
    names = ("role", "name", "division", "account_id", "publicity_version")
    confirmed = [one for one in entry.team if one.state == CONFIRMED]
    return [
        SubmittedMember(turn=turn, **{name: getattr(one, name) for name in names})
        for turn, one in enumerate(confirmed, 1)
    ]


def papers_asked(form: Form, entry: Entry) -> list[EntryFile]:
    """The files of the slots that are asked for; others, such as those of an earlier form, stay with the team."""
    asked = form.shown({**entry.answers, **stored_files(entry.papers)})
    return [paper for paper in entry.papers if paper.slot in asked]


def find_receipt(session: Session, caller: Identity, entry_id: UUID) -> Submission:
    """The receipt of a submitted entry. Raises NotFound; NoReceipt for a draft or a withdrawn entry."""
    entry = find_entry(session, caller, entry_id)
    if entry.state != SUBMITTED:
        raise NoReceipt
    return handed_in(session, entry)


def _joint_applicants(form: Form, entry: Entry) -> list[dict[str, str]]:
    """Those that the form names, with what shows that each agrees."""
    names = joint.named(form, entry.answers)
    states = {one.name_key: one.state for one in entry.joint_applicants} if names else {}
    return [{"name": name, "proof": states.get(key, WAITING)} for key, name in names.items()]
