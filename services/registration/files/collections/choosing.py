"""Files of a collection as forms offer them for choice, and whether something that was written names one."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from chassis.forms.bilingual import Words
from chassis.forms.definition import Form
from chassis.forms.fields import Choice, Rows, Select, Text
from chassis.manuscripts.content import Content
from services.registration.files.collections.actions import list_files
from services.registration.files.collections.errors import FileInUse
from services.registration.files.collections.models import SiteFile
from services.registration.files.collections.schemas import SiteFileSchema

_LETTERS = 40
"""Letters of a file's SHA-256 by which a form names it."""


def file_key(sha256: str) -> str:
    """What a form calls the file of this content."""
    return sha256[:_LETTERS]


def choice_of(file: SiteFile) -> Choice:
    """The file as a choice of a form."""
    return Choice(file_key(file.sha256), Words(file.name))


def pictures_by_choice(session: Session, collection: str) -> dict[str, str]:
    """SHA-256 of the pictures of a collection, by what forms call them."""
    return {file_key(file.sha256): file.sha256 for file in list_files(session, collection) if file.width}


def told_files(session: Session, collection: str) -> dict[str, Any]:
    """The files of a collection as they are published, by what forms call them."""
    schema = SiteFileSchema()
    return {file_key(file.sha256): schema.dump(file) for file in list_files(session, collection)}


def documents_of(rows: Iterable[Content], known: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The files that rows of a form choose and name, as they are published; `known` by what forms call them."""
    chosen = (row for row in rows if row["file"] in known)
    return [{"title": row["title"], "title_en": row.get("title_en", ""), "file": known[row["file"]]} for row in chosen]


def named_by_files(form: Form, content: Content, rows: str) -> Content:
    """The content in which a row that chooses a file and says no title is called like the file, without its ending."""
    field = form.by_key[rows]
    cells = {cell.key: cell for cell in field.fields} if isinstance(field, Rows) else {}
    file, title = cells["file"], cells["title"]
    if rows not in content or not isinstance(file, Select) or not isinstance(title, Text):
        return content
    names = {one.key: PurePath(one.name.zh).stem[: title.most].strip() for one in file.choices}
    named = [
        row if row.get("title") or not names.get(row.get("file", "")) else {**row, "title": names[row["file"]]}
        for row in content[rows]
    ]
    return content | {rows: named}


def refuse_named(session: Session, collection: str, sha256: str, said: list[Any]) -> None:
    """Raise FileInUse where any of these contents, drafts or public, names the file."""
    found = session.get(SiteFile, (collection, sha256))
    if found is not None and file_key(sha256).encode() in msgspec.json.encode(said):
        raise FileInUse(name=found.name)
