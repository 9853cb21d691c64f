"""What registration tells of entries: what judges may see of one handed in, what a new form changes for any."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from chassis.forms import showing
from chassis.forms.bilingual import Words
from chassis.forms.definition import Form
from chassis.forms.versions.steps import Touched
from contracts.entry_forms import EntryFormChanged, TouchedField
from contracts.organisations import Applicant
from contracts.registration import EntryFileInfected, EntrySubmitted
from contracts.shown import Shown, ShownFile
from contracts.teams import EntryDeleted
from services.registration.contest.entries.models import SUBMITTED, Entry, Submission
from services.registration.contest.forms.needed import NEEDED
from services.registration.contest.papers.models import stored_files
from services.registration.contest.teams.models import CONFIRMED, ROLES, TeamMember


def submitted(form: Form, entry: Entry, submission: Submission, applicants: Sequence[Applicant]) -> EntrySubmitted:
    """The event."""
    told = ("number", "version", "title", "track", "group", "organisation", "leader_id", "submitted_at")
    return EntrySubmitted(
        entry_id=entry.id,
        edition=entry.edition,
        shown=tuple(_shown(form, submission)),
        files=tuple(_files(form, submission)),
        request_id=submission.request_id,
        applicants=tuple(applicants),
        **beside_leader(entry.team),
        **{name: getattr(submission, name) for name in told},
    )


def form_changed(entry: Entry, version: int, touched: Iterable[Touched]) -> EntryFormChanged:
    """The event that tells a leader what a version of the form changes for the entry."""
    return EntryFormChanged(
        **led(entry),
        edition_name=entry.home.name,
        edition_name_en=entry.home.name_en,
        version=version,
        submitted=entry.state == SUBMITTED,
        fields=tuple(TouchedField(**_label(one.label), why=one.why) for one in touched),
    )


def infected(form: Form, entry: Entry, slot: str) -> EntryFileInfected:
    """The event that tells leader and office of a harmful file."""
    words = next((one.label for one in form.slots if one.key == slot), Words(slot))
    return EntryFileInfected(**led(entry), label=words.zh, label_en=words.en)


def deleted(entry: Entry) -> EntryDeleted:
    """The event that tells the others of a team that their draft is gone."""
    others = beside_leader(entry.team)
    return EntryDeleted(**led(entry), reader_ids=others["member_ids"] + others["advisor_ids"])


def led(entry: Entry) -> dict[str, Any]:
    """What every event about a team says of its entry and of its leader."""
    return {"entry_id": entry.id, "edition": entry.edition, "title": entry.title, "leader_id": entry.leader_id}


def beside_leader(team: Sequence[TeamMember]) -> dict[str, Any]:
    """The accounts of those who confirmed, but the leader's, as events name them: `member_ids`, `advisor_ids`."""
    people = [one for one in team if one.state == CONFIRMED and not one.leads]
    return {f"{role}_ids": tuple(one.account_id for one in people if one.role == role) for role in ROLES}


def judged_slots(form: Form, submission: Submission) -> set[str]:
    """The slots whose files judges may open: those that the form asks for and shows to them."""
    found = showing.show(form, submission.answers, "judges", stored_files(submission.papers))
    return {one.key for one in found if one.kind == "file"}


def _shown(form: Form, submission: Submission) -> Iterator[Shown]:
    for one in showing.show(form, submission.answers, "judges", stored_files(submission.papers)):
        if one.key not in NEEDED and one.kind != "file":
            yield Shown(key=one.key, **showing.in_both(one))


def _files(form: Form, submission: Submission) -> Iterator[ShownFile]:
    asked = judged_slots(form, submission)
    for slot in form.slots:
        if slot.key in asked:
            for paper in submission.files.get(slot.key, ()):
                yield ShownFile(
                    file_id=paper.id,
                    slot=slot.key,
                    **_label(slot.label),
                    type=paper.type,
                    size=paper.size,
                    sha256=paper.sha256,
                    pages=paper.pages,
                    pictured=paper.pictured,
                )


def _label(words: Words) -> dict[str, str]:
    return {"label": words.zh, "label_en": words.en}
