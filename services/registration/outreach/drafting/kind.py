"""What a draft of an event is: what may be saved of it, what is missing, what looks wrong."""

from pathlib import Path

from chassis.forms.documents import read
from chassis.manuscripts import described
from chassis.manuscripts.described import load_with_handles, whole_of, without_english
from chassis.manuscripts.kinds import Kind
from services.registration.outreach.drafting.faults import Published, faults

NAME = "outreach-event"
FORM = read((Path(__file__).parent / "form.json").read_bytes())
AS_TOLD = described.as_told(NAME, FORM)
"""The document as one that is taken as it comes."""


def kind_of(published: Published) -> Kind:
    """The document that an event is, beside what is published of it."""
    return Kind(
        NAME,
        load=lambda given: load_with_handles(FORM, given),
        whole=lambda content: whole_of(FORM, content, lambda answers: faults(answers, published)),
        warn=lambda content: without_english(FORM, content),
        form=FORM,
    )
