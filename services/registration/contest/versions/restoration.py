"""Undoing a withdrawal: what was handed in last stands again."""

from sqlalchemy.orm import Session

from chassis.forms.definition import Form
from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.storage import audit
from chassis.words.folding import fold
from services.registration.contest.entries.actions import touch
from services.registration.contest.entries.completeness import form_of, hindrances_again
from services.registration.contest.entries.models import Entry, Submission
from services.registration.contest.entries.standing import handed_in
from services.registration.contest.entries.states import ENTRY
from services.registration.contest.entries.submission import facts_of, hand_in, let_stand, papers_asked
from services.registration.contest.forms.needed import NEEDED
from services.registration.contest.papers.models import SubmittedFile, copy_of
from services.registration.contest.versions.errors import NotWithdrawn

_AS_BEFORE = ("number", "answers", "joint_applicants", "form_version", "form_sha256", *NEEDED)
"""What the version that stands again has of the one before."""


def restore_entry(session: Session, caller: Identity, entry: Entry, secret: str) -> Submission:
    """Let what was handed in last of an entry found by `entry_to_number` stand again; the receipt of that.

    It is a version of its own, with today's team. What was written since stays, as a next version. Raises NotWithdrawn,
    DeadlinePassed, Invalid with what became of title and team meanwhile.
    """
    if not ENTRY.allows(entry.state, "restore"):
        raise NotWithdrawn
    before = handed_in(session, entry)
    if errors := hindrances_again(session, caller, entry, before):
        raise Invalid(errors)
    form = form_of(session, before)
    hand_in(session, caller, entry, "restore")
    _follow(form, entry, before)
    entry.version += 1
    submission = Submission(
        entry_id=entry.id,
        **{name: getattr(before, name) for name in _AS_BEFORE},
        **{name: getattr(entry, name) for name in ("version", "leader_id", "leader_name", "submitted_at")},
        papers=[copy_of(paper, SubmittedFile) for paper in before.papers],
    )
    let_stand(session, form, entry, submission, secret)
    touch(session, entry)  # which looks at what stands
    session.flush()  # before the record, for which all others wait until we end
    audit.record(session, caller.account_id, "entry.restore", str(entry.id), **facts_of(submission))
    return submission


def _follow(form: Form, entry: Entry, copy: Submission) -> None:
    """Let the entry say again what the copy says; what was written since is a next version."""
    entry.revising = _differs(form, entry, copy)
    for key in NEEDED:
        setattr(entry, key, getattr(copy, key))
    entry.title_key = fold(entry.title)


def _differs(form: Form, entry: Entry, copy: Submission) -> bool:
    """Whether something was written since that copy was handed in."""
    if (entry.form_sha256, entry.answers) != (copy.form_sha256, copy.answers):
        return True
    return {one.id for one in papers_asked(form, entry)} != {one.id for one in copy.papers}
