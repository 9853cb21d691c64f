"""Files as a form sees them, and whether a slot takes them."""

from collections.abc import Mapping, Sequence

import msgspec
from flask_babel import lazy_gettext as _l

from chassis.forms import rules
from chassis.forms.fields import File
from chassis.http.schemas import FieldError
from chassis.words.sizes import file_size

SUFFIXES = {"jpg": ("jpg", "jpeg")}
"""Endings of names, where a type has others than its own."""


class StoredFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file in a slot."""

    name: str
    size: int
    """Bytes."""
    type: str
    """By its content: pdf, jpg …"""
    sha256: str = ""


Files = Mapping[str, Sequence[StoredFile]]
"""The files of each slot, in order."""


def slot_error(slot: File, *, type: str, size: int) -> FieldError | None:
    """Why the slot does not take a file, in words that say what it takes."""
    if type not in slot.types:
        return FieldError("wrong-type", _l("只能上传 %(types)s 文件，请换一个文件。"), types=types_of(slot))
    if size > slot.size:
        long = _l("文件超过 %(most)s（现为 %(found)s），请压缩后重新上传。")
        return FieldError("too-large", long, most=file_size(slot.size), found=file_size(size))
    return None


def slot_errors(slot: File, files: Sequence[StoredFile], *, needed: bool) -> list[FieldError]:
    """What is wrong with the files of a slot."""
    if not files:
        return [rules.UPLOAD] if needed else []
    if len(files) > slot.count:
        many = _l("最多 %(most)d 个文件，现有 %(count)d 个。")
        return [FieldError("wrong-count", many, most=slot.count, count=len(files))]
    errors = (slot_error(slot, type=file.type, size=file.size) for file in files)
    return [error for error in errors if error]


def types_of(slot: File) -> str:
    """The types a slot takes, as people write them: PDF、JPG."""
    return "、".join(dict.fromkeys(type.upper() for type in slot.types))


def endings(slot: File) -> list[str]:
    """The endings of names a slot takes, with their dots."""
    return [f".{ending}" for type in slot.types for ending in SUFFIXES.get(type, (type,))]
