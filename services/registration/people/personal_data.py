"""What registration holds about a person: gathered when they ask for it, taken out when they leave."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.forms.showing import impersonal
from chassis.http.auth import Identity
from chassis.manuscripts.authors import rename_author, written_by
from chassis.privacy import export_answers, forgetting
from chassis.privacy.personal_rows import facts_of, rows_of, write_into
from chassis.storage import audit
from contracts.events import FORMER
from contracts.gateway import AccountClosed, ExportRequested
from contracts.registration import RegistrationAnswered
from services.registration.contest.change_requests.leaving import changes_of, leave_changes
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.leaders import rename_leader
from services.registration.contest.entries.models import Entry, ReadingGrant, Submission
from services.registration.contest.joint_applicants import representatives
from services.registration.contest.likeness_desk.leaving import forget_texts, rename_decider, said_of_likenesses
from services.registration.contest.memberships import leaving
from services.registration.contest.memberships.succession import pass_on
from services.registration.contest.organisations import filling
from services.registration.contest.questions.leaving import leave_questions, questions_by
from services.registration.contest.screening_desk.leaving import leave_screenings, screened_by
from services.registration.contest.uploads.models import Upload
from services.registration.outreach.signups.actions import cancel_signup, select_own
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import CANCELLED
from services.registration.people import copies
from services.registration.people.retention import delete_drafts
from services.registration.site.articles.models import Article

_TYPED = ("id", "edition", "number", "state", "leader_name", "created_at", "updated_at", "submitted_at")
_HANDED_IN = ("entry_id", "version", "number", "leader_name", "submitted_at", "form_version", "content_sha256", "code")
_UNDER_WAY = ("id", "entry_id", "name", "size", "created_at")
_WRITTEN = ("id", "kind", "slug", "draft_title", "updated_at", "updated_name")


def answer_export(event: ExportRequested, session: Session) -> None:
    """Tell the gateway what is held here about the person, sealed."""
    facts = held(session, event.account_id)
    export_answers.answer(session, RegistrationAnswered, event.export_id, event.account_id, event.key, facts)


def held(session: Session, account_id: UUID) -> dict[str, Any]:
    """Entries, teams, organisations, screenings, changes and questions asked, uploads, signups, articles, drafts."""
    entries = session.scalars(select(Entry).where(Entry.leader_id == account_id).order_by(Entry.id)).all()
    submissions = select(Submission).where(Submission.leader_id == account_id)
    reading = select(ReadingGrant.entry_id, ReadingGrant.removed_at).where(ReadingGrant.judge_id == account_id)
    signups = session.scalars(select_own(Identity(account_id, "")).order_by(Signup.id))
    return {
        "entries": [facts_of(entry, _TYPED) | copies.of_entry(session, entry) for entry in entries],
        "submissions": [
            facts_of(one, _HANDED_IN) | copies.of_submission(session, one)
            for one in session.scalars(submissions.order_by(Submission.entry_id, Submission.version))
        ],
        "uploads": rows_of(session, Upload.account_id, account_id, _UNDER_WAY),
        "articles": rows_of(session, Article.updated_by, account_id, _WRITTEN),
        "drafts": written_by(session, account_id),
        "signups": [_signup(signup) for signup in signups],
        **leaving.places_of(session, account_id),
        "joint_applicants": representatives.answers_of(session, account_id),
        "organisations": filling.filled_in_by(session, account_id),
        **screened_by(session, account_id),
        **changes_of(session, account_id),
        **questions_by(session, account_id),
        "likenesses": said_of_likenesses(session, account_id),
        "readable_entries": [{"entry_id": entry_id, "removed_at": at} for entry_id, at in session.execute(reading)],
    }


def forget_person(event: AccountClosed, session: Session) -> None:
    """Delete drafts, take the name off whatever stays, and free places of shifts to come."""
    account_id = event.account_id
    drafts = delete_drafts(session, Entry.leader_id == account_id)
    session.execute(delete(Upload).where(Upload.account_id == account_id))
    _take_names_off(session, account_id)
    freed = _free_places(session, account_id)
    forgetting.forget(session, account_id)
    if drafts or freed:
        audit.record(session, account_id, "account.forgotten", str(account_id), drafts=drafts, signups=freed)


def _take_names_off(session: Session, account_id: UUID) -> None:
    """The content of what was handed in stays: it is the record of the contest."""
    own = select(Entry).where(Entry.leader_id == account_id).order_by(Entry.id)
    for entry in session.scalars(own.with_for_update()):
        copies.take_names_off(session, entry.number or "", entry.all_papers)
        entry.answers = impersonal(form_of(session, entry), entry.answers)
        entry.aside, entry.kept, entry.writers = {}, [], {}
    for submission in session.scalars(select(Submission).where(Submission.leader_id == account_id)):
        submission.leader_name = FORMER
        copies.forget_answers(session, submission)
        copies.take_names_off(session, submission.number, submission.papers)
    for signup in session.scalars(select(Signup).where(Signup.account_id == account_id)):
        signup.volunteer = FORMER
    write_into(session, Article.updated_by, account_id, updated_name=FORMER)
    rename_author(session, account_id, FORMER)
    rename_leader(session, account_id, FORMER)
    leave_changes(session, account_id)
    leave_questions(session, account_id)
    pass_on(session, account_id)
    leaving.give_up_places(session, account_id)
    representatives.take_names_off(session, account_id)
    filling.take_name_off(session, account_id)
    leave_screenings(session, account_id)
    forget_texts(session, account_id)
    rename_decider(session, account_id, FORMER)


def _free_places(session: Session, account_id: UUID) -> int:
    standing = select_own(Identity(account_id, "")).where(Signup.state != CANCELLED).order_by(Signup.id)
    coming = [signup for signup in session.scalars(standing) if signup.shift.starts_at > clock.now()]
    for signup in coming:
        cancel_signup(session, Identity(account_id, FORMER), signup.id)
    return len(coming)


def _signup(signup: Signup) -> dict[str, Any]:
    shift = signup.shift
    return {
        **facts_of(signup, ("id", "volunteer", "state", "created_at", "updated_at")),
        "event": shift.event.name,
        "place": shift.event.place,
        "post": shift.post,
        "starts_at": shift.starts_at,
        "ends_at": shift.ends_at,
    }
