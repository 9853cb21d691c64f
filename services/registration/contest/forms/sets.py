"""Ready-made forms to begin an edition's form with."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from flask_babel import lazy_gettext as _l

from chassis.forms.definition import Form
from chassis.forms.documents import read
from chassis.forms.unfinished import Document

FOLDER = Path(__file__).parent / "sets"
SETS: Mapping[str, Any] = {
    "standard": _l("基本：项目、单位、简介和一份申报书"),
    "application": _l("申报书：单位、负责人、方案、落地、效益与附件"),
    "student": _l("学生作品：学校、负责人、作品与视频"),
    "idea": _l("创意方案：设想、用处、做法和一份方案"),
}
"""What each is called, the simplest first."""


@cache
def form_set(key: str) -> Form:
    """The ready-made form of this key."""
    return read((FOLDER / f"{key}.json").read_bytes())


def document_of(form: Form) -> Document:
    """The form as a document to write on; its version is given when it is published."""
    found: Document = msgspec.to_builtins(form)
    found.pop("version")
    return found
