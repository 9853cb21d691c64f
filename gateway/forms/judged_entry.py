"""An entry as judging would tell a judge of it, before it is handed in: for previews."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.forms.definition import Form
from chassis.forms.files import Files, StoredFile
from chassis.forms.showing import Shown, in_both, show
from gateway.clients.judging import sheets
from gateway.clients.judging.stages import Name

NOBODY = UUID(int=0)
"""The id of what is nowhere stored."""
BESIDE = frozenset({"title", "track", "group", "organisation"})
"""Fields of every form that do not stand among the answers: they stand above them, or judges never see them."""


def judged_entry(
    form: Form, answers: Mapping[str, Any], files: Files, number: str, track: Name, group: Name
) -> sheets.JudgedEntry:
    """What judges would see of these answers and files."""
    shown = show(form, answers, "judges", files)
    return sheets.JudgedEntry(
        id=NOBODY,
        number=number,
        version=1,
        title=str(answers.get("title") or ""),
        track=track,
        group=group,
        shown=tuple(sheets.Shown(**in_both(one)) for one in shown if one.key not in BESIDE and one.kind != "file"),
        files=tuple(_offered(one, file) for one in shown if one.kind == "file" for file in files[one.key]),
    )


def _offered(one: Shown, file: StoredFile) -> sheets.ShownFile:
    return sheets.ShownFile(
        file_id=NOBODY,
        slot=one.key,
        label=one.label.zh,
        label_en=one.label.en,
        type=file.type,
        size=file.size,
        pages=None,
        pictured=False,
    )
