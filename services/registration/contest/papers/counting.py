"""Which files count: one that replaces another does so only once it was opened and found good."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from chassis.forms.definition import Form
from chassis.forms.fields import File
from chassis.forms.files import slot_error
from services.registration.contest.papers.models import UploadedPaper

Paper = TypeVar("Paper", bound=UploadedPaper)


@dataclass(frozen=True)
class Counting(Generic[Paper]):
    """The files of a draft, told apart."""

    papers: list[Paper] = field(default_factory=list)
    """Those that count."""
    replacements: dict[str, Paper] = field(default_factory=dict)
    """By slot the one that is to replace another: it is still being checked, or is no good."""
    replaced: list[Paper] = field(default_factory=list)
    """Those that count no more."""


def counting(uploaded: Sequence[Paper]) -> Counting[Paper]:
    """Tell apart what was uploaded, in the order it came. What is no good is replaced by whatever comes next."""
    found: Counting[Paper] = Counting()
    for paper in uploaded:
        held = [one for one in found.papers if one.slot == paper.slot]
        if not paper.replaces or not held:
            found.papers.append(paper)
            continue
        if earlier := found.replacements.pop(paper.slot, None):
            found.replaced.append(earlier)
        if paper.good or all(one.bad for one in held):
            found.papers[:] = [*(one for one in found.papers if one not in held), paper]
            found.replaced.extend(held)
        else:
            found.replacements[paper.slot] = paper
    return found


def add_paper(uploaded: list[Paper], paper: Paper, *, replaces: bool) -> None:
    """Add a file, which `replaces` what its slot holds once it is found good; what waited there to do so is gone."""
    paper.replaces = replaces
    uploaded.append(paper)
    forget_replaced(uploaded)


def fit(slot: File, paper: UploadedPaper) -> None:
    """Know whether the slot takes the file, as far as opening it told."""
    paper.misfit = slot_error(slot, type=paper.type, size=paper.size, pages=paper.pages) is not None


def fit_all(form: Form, papers: Sequence[UploadedPaper]) -> None:
    """The same of several files, by the slots of the form; one whose slot is gone stays as it is."""
    slots = {slot.key: slot for slot in form.slots}
    for paper in papers:
        if slot := slots.get(paper.slot):
            fit(slot, paper)


def forget_replaced(uploaded: list[Paper]) -> None:
    """Remove the files that count no more."""
    for one in counting(uploaded).replaced:
        uploaded.remove(one)
