"""What registration reacts to."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from chassis.part import Handler
from contracts.events import Event
from contracts.gateway import AccountChanged, AccountClosed, ExportRequested
from contracts.judging import AssignmentMade, AssignmentRemoved, EntriesOpened
from services.registration.contest.change_requests.leaving import rename_in_changes
from services.registration.contest.entries.leaders import rename_leader
from services.registration.contest.entries.reading import end_reading, grant_reading
from services.registration.contest.joint_applicants.representatives import rename_representative
from services.registration.contest.likeness_desk.leaving import rename_decider
from services.registration.contest.memberships.leaving import rename_member
from services.registration.contest.organisations.filling import rename_filler
from services.registration.contest.questions.leaving import rename_in_questions
from services.registration.contest.screening_desk.leaving import rename_screener
from services.registration.outreach.signups.actions import rename_volunteer
from services.registration.people.personal_data import answer_export, forget_person


def open_file(event: AssignmentMade, session: Session) -> None:
    """The judge may read the entry's files from now on, unless conflicts of interest are yet to be declared."""
    if event.opens:
        grant_reading(session, event.assignment_id, entry_id=event.entry_id, judge_id=event.judge_id)


def open_files(event: EntriesOpened, session: Session) -> None:
    """The judge has declared, and may read the files of what they were given."""
    for one in event.entries:
        grant_reading(session, one.assignment_id, entry_id=one.entry_id, judge_id=event.judge_id)


def close_file(event: AssignmentRemoved, session: Session) -> None:
    """The judge may no longer read it."""
    end_reading(session, event.assignment_id, entry_id=event.entry_id, judge_id=event.judge_id)


def know_name(event: AccountChanged, session: Session) -> None:
    """Call a person by their name of today; what was submitted stays as it was."""
    rename_leader(session, event.account_id, event.name)
    rename_screener(session, event.account_id, event.name)
    rename_decider(session, event.account_id, event.name)
    rename_member(session, event.account_id, event.name)
    rename_in_changes(session, event.account_id, event.name)
    rename_in_questions(session, event.account_id, event.name)
    rename_representative(session, event.account_id, event.name)
    rename_filler(session, event.account_id, event.name)
    rename_volunteer(session, event.account_id, event.name)


HANDLERS: Mapping[type[Event], Sequence[Handler]] = {
    AccountChanged: (know_name,),
    AccountClosed: (forget_person,),
    ExportRequested: (answer_export,),
    AssignmentMade: (open_file,),
    EntriesOpened: (open_files,),
    AssignmentRemoved: (close_file,),
}
