"""Files as a form sees them, and whether a slot takes them."""

from collections.abc import Mapping, Sequence

import msgspec
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from chassis.files import wording
from chassis.files.kinds import ENDINGS
from chassis.forms import rules
from chassis.forms.fields import File
from chassis.http.schemas import FieldError
from chassis.words.sizes import file_size

CHECKING, READY, REFUSED = "checking", "ready", "refused"
"""A file is opened after it was uploaded; then it is fit for whoever is to read it, or not."""


class StoredFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file in a slot."""

    name: str
    size: int
    """Bytes."""
    type: str
    """By its content: pdf, jpg …"""
    sha256: str = ""
    pages: int | None = None
    """None where nobody knows."""
    state: str = READY
    """CHECKING, READY or REFUSED."""
    finding: str = ""
    """Why it was refused, by `chassis.files.wording.FOUND`."""
    scanner_away: bool = False
    """Whether its check waits for the scanner."""


Files = Mapping[str, Sequence[StoredFile]]
"""The files of each slot, in order."""


def slot_error(slot: File, *, type: str, size: int, pages: int | None = None) -> FieldError | None:
    """Why the slot does not take a file, in words that say what it takes."""
    if type not in slot.types:
        return FieldError("wrong-type", _l("只能上传 %(types)s 文件，请换一个文件。"), types=types_of(slot))
    if size > slot.size:
        long = _l("文件超过 %(most)s（现为 %(found)s），请压缩后重新上传。")
        return FieldError("too-large", long, most=file_size(slot.size), found=file_size(size))
    if pages and slot.pages and pages > slot.pages:
        return FieldError("too-many-pages", wording.TOO_MANY_PAGES, most=slot.pages, found=pages)
    return None


def slot_errors(slot: File, files: Sequence[StoredFile], *, needed: bool) -> list[FieldError]:
    """What is wrong with the files of a slot."""
    if not files:
        return [rules.UPLOAD] if needed else []
    if len(files) > slot.count:
        many = _l("最多 %(most)d 个文件，现有 %(count)d 个。")
        return [FieldError("wrong-count", many, most=slot.count, count=len(files))]
    errors = (slot_error(slot, type=file.type, size=file.size, pages=file.pages) for file in files)
    return [error for error in errors if error]


def unready(files: Sequence[StoredFile]) -> list[FieldError]:
    """Why files of a slot cannot be handed in yet, or at all, whatever the slot takes."""
    return [error for file in files if (error := _unready(file))]


def _unready(file: StoredFile) -> FieldError | None:
    if file.state == CHECKING:
        return FieldError("file-checking", wording.SCANNER_AWAY if file.scanner_away else wording.CHECKING)
    return FieldError(file.finding, wording.FOUND[file.finding]) if file.state == REFUSED else None


def types_of(slot: File) -> str:
    """The types a slot takes, as people write them: PDF、JPG; in English PDF, JPG."""
    return str(_("、")).join(dict.fromkeys(type.upper() for type in slot.types))


def endings(slot: File) -> list[str]:
    """The endings of names a slot takes, with their dots."""
    return [f".{ending}" for type in slot.types for ending in ENDINGS.get(type, (type,))]
