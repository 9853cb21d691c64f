"""What a file is by its content; of files packed alike, such as those of office programs, the name says which."""

from filetype.types.archive import Pdf, Zip
from filetype.types.image import Jpeg, Png
from filetype.types.video import Mp4

from chassis.forms.fields import File

SIGNATURE = 32
"""Bytes at the beginning of a file that tell what it is."""
_BY_CONTENT = {"pdf": Pdf(), "jpg": Jpeg(), "png": Png(), "mp4": Mp4()}
_ZIP = Zip()
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How documents of office programs before 2007 begin."""
_PACKED, _OLD = ("docx", "pptx", "xlsx", "zip"), ("doc", "ppt", "xls")
MEDIA = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "zip": "application/zip",
}
"""The media type of each type of file."""
ENDINGS = {"jpg": ("jpg", "jpeg")}
"""Endings of a type that has more than its own name."""


def type_of(beginning: bytes, name: str) -> str:
    """The type of a file that begins so; empty where it is none that a form knows."""
    ending = name.rpartition(".")[2].lower()
    for type, known in _BY_CONTENT.items():
        if known.match(beginning):
            return type
    if _ZIP.match(beginning):
        return ending if ending in _PACKED else "zip"
    return ending if beginning.startswith(_OLE) and ending in _OLD else ""


def fits(slot: File, type: str) -> bool:
    """Whether the slot takes files of this type."""
    return type in slot.types


def named_for(name: str, type: str) -> str:
    """The name with an ending that fits what the file is, so that no machine takes it for a programme."""
    ending = name.rpartition(".")[2].lower()
    return name if ending in ENDINGS.get(type, (type,)) else f"{name}.{type}"
