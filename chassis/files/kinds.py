"""What a file is by its beginning; of files packed alike, such as those of office programs, the name says which."""

from filetype.types.archive import Zip
from filetype.types.image import Jpeg, Png
from filetype.types.video import Mp4

SIGNATURE = 1024
"""Bytes at the beginning of a file that tell what it is: common readers find a PDF anywhere among them."""
PDF, MP4, ZIP = "pdf", "mp4", "zip"
_PDF = b"%PDF-"
_PROGRAMMES = (b"MZ", b"#!", b"<")
"""How programmes and pages begin, which some machine might run."""
_BY_CONTENT = {"jpg": Jpeg(), "png": Png(), MP4: Mp4()}
_ZIP = Zip()
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How documents of office programs before 2007 begin, and later ones that a password opens."""
OFFICE = ("docx", "pptx", "xlsx")
"""Documents of office programs: archives of a certain structure."""
BEFORE_2007 = ("doc", "ppt", "xls")
"""Documents of older office programs: compound files."""
PICTURES = ("jpg", "png")
MEDIA = {
    PDF: "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    MP4: "video/mp4",
    ZIP: "application/zip",
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
        return ending if ending in OFFICE else ZIP
    if beginning.startswith(_OLE):
        return ending if ending in (*BEFORE_2007, *OFFICE) else ""
    return PDF if _begins_pdf(beginning[:SIGNATURE]) else ""


def _begins_pdf(beginning: bytes) -> bool:
    """Whether a PDF begins here, or behind a line break, a byte order mark or some words; behind no programme."""
    before, found, _ = beginning.partition(_PDF)
    return bool(found) and b"\0" not in before and not before.startswith(_PROGRAMMES)


def packed_before_2007(beginning: bytes) -> bool:
    """Whether it is a container of the kind that office programs wrote before 2007."""
    return beginning.startswith(_OLE)


def named_for(name: str, type: str) -> str:
    """The name with an ending that fits what the file is, so that no machine takes it for a programme."""
    ending = name.rpartition(".")[2].lower()
    return name if ending in ENDINGS.get(type, (type,)) else f"{name}.{type}"
