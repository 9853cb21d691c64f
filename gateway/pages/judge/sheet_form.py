"""The score sheet as a form: a mark for each criterion of the stage, and a comment."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from gateway.clients.judging.sheets import Assignment, ScoredStage
from gateway.forms.fields import Field
from gateway.forms.form import Form, plain
from gateway.shell.display import named

MARK = "mark-"
"""Prefix of the form fields that hold marks; the criterion's key follows."""
COMMENT = "comment"
MOST_MARKS = 30
"""Marks of one sheet at most, as rubrics have no more criteria."""


def form(stage: ScoredStage) -> Form:
    """The criteria of a stage, and the comment."""
    marks = [
        Field(
            name=f"{MARK}{criterion.key}",
            label=named(criterion),
            kind="number",
            required=True,
            sent_as=f"marks.{criterion.key}",
            low="0",
            high=criterion.max,
            step=criterion.step,
        )
        for criterion in stage.criteria
    ]
    limits = {"below": stage.comment_below, "above": stage.comment_above}
    comment = Field(
        name=COMMENT,
        label=_l("评语"),
        kind="area",
        hint=_l("总分低于 %(below)s 或高于 %(above)s 时必须填写。请勿写出您猜测的团队或单位名称", **limits),
        most=2000,
        rows=6,
    )
    return Form((*marks, comment), draft=True)


def sent(fields: Mapping[str, str]) -> Form:
    """The form as far as it was sent: enough to save it without asking for the rubric first."""
    names = [name for name in fields if name.startswith(MARK)][:MOST_MARKS]
    marks = [Field(name=name, label=name, kind="number", sent_as=f"marks.{name[len(MARK) :]}") for name in names]
    return Form((*marks, Field(name=COMMENT, label=_l("评语"), kind="area")), draft=True)


def stored(assignment: Assignment) -> dict[str, str]:
    """What the saved sheet puts into the form."""
    marks = {f"{MARK}{key}": mark for key, mark in assignment.sheet.marks.items()}
    return {**marks, COMMENT: assignment.sheet.comment}


def plain_text(form: Form, typed: Mapping[str, str]) -> str:
    """The whole sheet as one text to take along."""
    return "\n".join(f"{one.label}{_('：')}{typed[one.name]}" for one in form if typed.get(one.name))


def marks_of(typed: Mapping[str, str]) -> dict[str, str]:
    """The marks that were given, by criterion."""
    return {name[len(MARK) :]: text.strip() for name, text in typed.items() if name.startswith(MARK) and text.strip()}


def comment_of(typed: Mapping[str, str]) -> str:
    """The comment as it is stored."""
    return plain(typed.get(COMMENT, ""))
