"""What registration tells of an entry that was handed in: what the form shows to judges, and nothing else of it."""

from collections.abc import Iterator

from chassis.forms import showing
from chassis.forms.bilingual import Said, Words
from chassis.forms.definition import Form
from chassis.forms.fields import File
from contracts.registration import EntrySubmitted
from contracts.shown import Shown, ShownFile
from services.registration.contest.entries.models import Entry, Submission, stored_files
from services.registration.contest.forms.needed import NEEDED


def submitted(form: Form, entry: Entry, submission: Submission) -> EntrySubmitted:
    """The event."""
    told = ("number", "version", "title", "track", "group", "organisation", "leader_id", "submitted_at")
    return EntrySubmitted(
        entry_id=entry.id,
        edition=entry.edition,
        shown=tuple(_shown(form, submission)),
        files=tuple(_files(form, submission)),
        **{name: getattr(submission, name) for name in told},
    )


def judged_slots(form: Form, submission: Submission) -> set[str]:
    """The slots whose files judges may open: those that the form asks for and shows to them."""
    found = showing.show(form, submission.answers, "judges", stored_files(submission.papers))
    return {one.key for one in found if one.kind == "file"}


def _shown(form: Form, submission: Submission) -> Iterator[Shown]:
    for one in showing.show(form, submission.answers, "judges", stored_files(submission.papers)):
        if one.key not in NEEDED and one.kind != "file":
            yield Shown(
                key=one.key,
                kind=one.kind,
                section=one.section.zh,
                section_en=one.section.en,
                label=one.label.zh,
                label_en=one.label.en,
                value=one.value.zh,
                value_en=one.value.en,
                columns=tuple(_both(column) for column in one.columns),
                rows=tuple(tuple(_both(cell) for cell in row) for row in one.rows),
            )


def _files(form: Form, submission: Submission) -> Iterator[ShownFile]:
    asked = judged_slots(form, submission)
    for slot in form.slots:
        if slot.key in asked:
            for paper in submission.files.get(slot.key, ()):
                yield ShownFile(
                    file_id=paper.id,
                    slot=slot.key,
                    **_label(slot),
                    type=paper.type,
                    size=paper.size,
                    sha256=paper.sha256,
                )


def _label(slot: File) -> dict[str, str]:
    return {"label": slot.label.zh, "label_en": slot.label.en}


def _both(words: Words | Said) -> tuple[str, str]:
    return words.zh, words.en
