"""What an entry says in its own words: the texts that its form shows to judges, so nothing that is about a person."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from chassis.forms import showing
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import Submission
from services.registration.contest.forms.needed import NEEDED

WRITTEN = ("text", "area", "rows")
"""Kinds of fields that hold words."""


@dataclass(frozen=True)
class Part:
    """One answer in words, under the label of its field."""

    key: str
    label: str
    label_en: str
    text: str


def parts_of(session: Session, submission: Submission) -> list[Part]:
    """The answers in words, in the form's order; title, track, group and organisation stand elsewhere."""
    form = form_of(session, submission)
    shown = (one for one in showing.show(form, submission.answers, "judges") if one.key not in NEEDED)
    return [Part(one.key, one.label.zh, one.label.en, one.value.zh) for one in shown if one.kind in WRITTEN]
