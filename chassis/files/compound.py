"""Opens compound files: documents of office programs before 2007, and later ones that a password opens."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chassis.files.opened import CUT_OFF, ENCRYPTED, UNREADABLE, WRONG_KIND, Opened, Unfit, line_of
from chassis.lazy import Lazy

if TYPE_CHECKING:
    import olefile
else:
    olefile = Lazy("olefile")

MAIN = {"doc": ("WordDocument",), "xls": ("Workbook", "Book"), "ppt": ("PowerPoint Document",)}
"""The stream in which each kind of document stands."""
ABOUT = {
    "title": "title",
    "author": "author",
    "last_saved_by": "last author",
    "company": "company",
    "manager": "manager",
    "creating_application": "program",
}
LOCKED = "EncryptedPackage"
"""The stream in which a later document stands that a password opens."""
MOST_ENTRIES = 10_000
"""Streams and folders of a document that is opened; one with many pictures has some hundreds."""
_SMALLEST = 1536
"""Bytes of a header, a table of sectors and a directory, which every compound file has."""
_LAST_SECTOR = 0xFFFFFFFA
"""The highest number of a sector; above it stand marks, such as that of the end of a chain."""
_WORD_LOCKED, _EXCEL_LOCKED, _SLIDES_LOCKED = 0x0100, 0x2F, b"\xdf\xc4\xd1\xf3"
"""How each program marks a locked document: a flag, a record near the beginning, a word about the last reader."""
_FIRST_RECORDS = 8
"""Records of a workbook among which the mark stands, where there is one."""
_UTF_8, _UTF_16 = 65001, 1200
"""Numbers of encodings that have another name than theirs."""


def open_compound(path: Path, type: str) -> Opened:
    """What the document says of itself. Raises Unfit."""
    with _container(path) as container:
        if container.exists(LOCKED):
            raise Unfit(ENCRYPTED)
        main = next((name for name in MAIN.get(type, ()) if container.exists(name)), None)
        if main is None:
            raise Unfit(WRONG_KIND)
        if _is_locked(container, type, main):
            raise Unfit(ENCRYPTED)
        said = container.get_metadata()
        slides = said.slides if type == "ppt" and isinstance(said.slides, int) and said.slides > 0 else None
        return Opened(pages=slides, about=_about(said))


@contextmanager
def _container(path: Path) -> "Iterator[olefile.OleFileIO]":
    """The container, which is whole. Raises Unfit."""
    size = path.stat().st_size
    if size < _SMALLEST:
        raise Unfit(CUT_OFF)
    try:
        container = olefile.OleFileIO(path)
    except OSError as error:
        outside = "out of range" in str(error) or "incomplete" in str(error)
        raise Unfit(CUT_OFF if outside else UNREADABLE) from error
    with container:
        sectors = len(container.fat)  # as many as the file has room for, whatever its table says
        named = (
            *container.fat,
            *(entry.isectStart for entry in container.direntries if entry and not entry.is_minifat),
        )
        if any(sectors <= sector <= _LAST_SECTOR for sector in named):
            raise Unfit(CUT_OFF)
        if len(container.direntries) > MOST_ENTRIES:
            raise Unfit(UNREADABLE)
        yield container


def _is_locked(container: "olefile.OleFileIO", type: str, main: str) -> bool:
    """Whether a password opens it."""
    if type == "ppt":
        return bool(
            container.exists("Current User") and _beginning(container, "Current User", 16)[12:] == _SLIDES_LOCKED
        )
    beginning = _beginning(container, main, 4096)
    if type == "doc":
        return bool(int.from_bytes(beginning[10:12], "little") & _WORD_LOCKED)
    at = 0
    for _ in range(_FIRST_RECORDS):
        kind, length = (int.from_bytes(beginning[at + n : at + n + 2], "little") for n in (0, 2))
        if kind == _EXCEL_LOCKED:
            return True
        at += 4 + length
    return False


def _beginning(container: "olefile.OleFileIO", name: str, length: int) -> bytes:
    with container.openstream(name) as stream:
        return bytes(stream.read(length))


def _about(said: "olefile.OleMetadata") -> dict[str, str]:
    found = {own: line_of(_text(getattr(said, name), said.codepage)) for name, own in ABOUT.items()}
    return {own: line for own, line in found.items() if line}


def _text(value: Any, encoding: int | None) -> str:
    """A text in the encoding whose number the document gives, which older libraries write as a negative one."""
    if not isinstance(value, bytes):
        return value if isinstance(value, str) else ""
    number = (encoding or 0) & 0xFFFF
    name = {_UTF_8: "utf-8", _UTF_16: "utf-16-le"}.get(number, f"cp{number}")
    try:
        return value.decode(name, "replace").rstrip("\0")
    except LookupError:
        return value.decode("gb18030", "replace").rstrip("\0")
