"""What a person's own copy says of entries: the answers under the words of the form they were given to."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from chassis.forms.definition import Form
from chassis.forms.showing import impersonal, own_copy
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import Entry, Submission
from services.registration.contest.forms.actions import offered
from services.registration.contest.papers.models import EntryFile, SubmittedFile, stored_files
from services.registration.files.checks.actions import forget_words

Papers = Sequence[EntryFile | SubmittedFile]


def of_entry(session: Session, entry: Entry) -> dict[str, Any]:
    """The answers, those put aside as well, and the files."""
    form = form_of(session, entry)
    earlier = {one["label"]["zh"]: one["said"].get("zh", "") for one in entry.kept}
    told = _answers(form, entry.answers, entry.papers, entry.aside)
    told["files"] += [_file(one) for one in entry.replacements.values()]
    return told | ({"earlier_answers": earlier} if earlier else {})


def of_submission(session: Session, submission: Submission) -> dict[str, Any]:
    """The answers and the files as they were handed in."""
    entry = session.get_one(Entry, submission.entry_id)
    form = offered(session, entry.home, submission.form_version, submission.form_sha256)
    return _answers(form, submission.answers, submission.papers, {})


def forget_answers(session: Session, submission: Submission) -> None:
    """Take out the answers that are about the person; what the project is stays, as the record of the contest."""
    entry = session.get_one(Entry, submission.entry_id)
    form = offered(session, entry.home, submission.form_version, submission.form_sha256)
    submission.answers = impersonal(form, submission.answers)


def take_names_off(session: Session, number: str, papers: Papers) -> None:
    """Call files by number and slot: what people call them may say who they are, as may what stands in them."""
    forget_words(session, [paper.sha256 for paper in papers])
    for place, paper in enumerate(papers, 1):
        paper.name = f"{number}-{paper.slot}-{place}.{paper.type}"


def _answers(form: Form, answers: dict[str, Any], papers: Papers, aside: dict[str, Any]) -> dict[str, Any]:
    files = [_file(one) for one in papers]
    return {"answers": own_copy(form, answers, aside, stored_files(papers)), "files": files}


def _file(paper: EntryFile | SubmittedFile) -> dict[str, Any]:
    """A file and what it says of itself; its text is in the file."""
    told = {"slot": paper.slot, "name": paper.name, "size": paper.size, "sha256": paper.sha256, "pages": paper.pages}
    return told | ({"about": paper.check.about} if paper.check and paper.check.about else {})
