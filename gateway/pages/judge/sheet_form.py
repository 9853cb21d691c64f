"""The score sheet as a form: a mark for each criterion of the stage, and a comment."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from gateway.forms.fields import Field
from gateway.forms.form import Form, plain
from gateway.shell.display import named

MARK = "mark-"
"""Prefix of the form fields that hold marks; the criterion's key follows."""
COMMENT = "comment"


def form(assignment: Mapping[str, Any]) -> Form:
    """The criteria of this assignment's stage, and the comment."""
    stage = assignment["stage"]
    marks = [
        Field(
            name=f"{MARK}{criterion['key']}",
            label=named(criterion),
            kind="number",
            required=True,
            sent_as=f"marks.{criterion['key']}",
            low="0",
            high=str(criterion.get("max") or criterion["weight"]),
            step=str(stage["step"]),
        )
        for criterion in stage["criteria"]
    ]
    limits = {"below": stage["comment_below"], "above": stage["comment_above"]}
    comment = Field(
        name=COMMENT,
        label=_l("评语"),
        kind="area",
        hint=_l("总分低于 %(below)s 或高于 %(above)s 时必须填写。请勿写出您猜测的团队或单位名称", **limits),
        most=2000,
        rows=6,
    )
    return Form((*marks, comment), draft=True)


def stored(assignment: Mapping[str, Any]) -> dict[str, str]:
    """What the saved sheet puts into the form."""
    sheet = assignment["sheet"]
    marks = {f"{MARK}{key}": str(mark) for key, mark in (sheet.get("marks") or {}).items()}
    return {**marks, COMMENT: sheet.get("comment") or ""}


def content(typed: Mapping[str, str]) -> dict[str, Any]:
    """What judging is to save: the marks that were given, and the comment."""
    marks = {name[len(MARK) :]: text.strip() for name, text in typed.items() if name.startswith(MARK) and text.strip()}
    return {"marks": marks, "comment": plain(typed.get(COMMENT, ""))}
