"""Opens archives, and the documents of office programs, which are archives of a certain structure."""

import html
import re
import zipfile
import zlib
from pathlib import Path

from chassis.files.kinds import OFFICE, packed_before_2007
from chassis.files.opened import (
    CUT_OFF,
    EMPTY,
    ENCRYPTED,
    TEXT,
    UNREADABLE,
    WRONG_KIND,
    Opened,
    Unfit,
    line_of,
    text_of,
)
from chassis.files.picture import preview_of

MAIN = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}
"""Where the document stands in each kind of archive."""
TEXTS = {"docx": r"word/document\.xml", "pptx": r"ppt/slides/slide\d+\.xml", "xlsx": r"xl/sharedStrings\.xml"}
ABOUT = {
    "dc:title": "title",
    "dc:creator": "author",
    "cp:lastModifiedBy": "last author",
    "Company": "company",
    "Manager": "manager",
    "Application": "program",
}
MOST_READ = 4 << 20
"""Bytes that are unpacked of one part of an archive, however much there is."""
MOST_PARTS = 50
"""Parts of an archive whose text is read."""
THUMBNAIL = "docProps/thumbnail.jpeg"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED = 1
"""Flag of a part of an archive that a password opens."""
_WORDS = re.compile(r"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<")


def open_packed(path: Path, type: str) -> Opened:
    """What the archive holds. Raises Unfit."""
    with path.open("rb") as file:
        if packed_before_2007(file.read(8)):
            file.seek(0)
            raise Unfit(ENCRYPTED if _holds(file.read(MOST_READ)) else WRONG_KIND)
    try:
        with zipfile.ZipFile(path) as archive:
            return _opened(archive, type)
    except zipfile.BadZipFile as error:
        whole = b"PK\5\6" in _tail(path)
        raise Unfit(UNREADABLE if whole else CUT_OFF) from error
    except (RuntimeError, NotImplementedError, EOFError, zlib.error, OSError, ValueError) as error:
        raise Unfit(UNREADABLE) from error


def _opened(archive: zipfile.ZipFile, type: str) -> Opened:
    parts = archive.infolist()
    if not any(part.file_size for part in parts):
        raise Unfit(EMPTY)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unfit(ENCRYPTED)
    if type not in OFFICE:
        return Opened()
    names = archive.namelist()
    if MAIN[type] not in names:
        raise Unfit(WRONG_KIND)
    _read(archive, MAIN[type])
    wanted = [name for name in names if re.fullmatch(TEXTS[type], name)]
    text = "\n".join(_words(_read(archive, name)) for name in sorted(wanted)[:MOST_PARTS])
    picture = preview_of(_read(archive, THUMBNAIL)) if THUMBNAIL in names else b""
    pages = len(wanted) if type == "pptx" else None
    if pages == 0:
        raise Unfit(EMPTY)
    return Opened(pages=pages, about=_about(archive, names), text=text_of(text), picture=picture)


def _about(archive: zipfile.ZipFile, names: list[str]) -> dict[str, str]:
    told = "".join(_read(archive, f"docProps/{n}.xml").decode(errors="replace") for n in ("core", "app")
                   if f"docProps/{n}.xml" in names)  # fmt: skip
    found = {own: re.search(rf"<{name}(?:\s[^<>]*)?>([^<]*)<", told) for name, own in ABOUT.items()}
    return {own: line_of(html.unescape(match[1])) for own, match in found.items() if match and line_of(match[1])}


def _words(part: bytes) -> str:
    return html.unescape(" ".join(_WORDS.findall(part.decode(errors="replace"))))[:TEXT]


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a part: it may say that it is much longer than anybody has room for."""
    with archive.open(name) as part:
        return part.read(MOST_READ)


def _holds(container: bytes) -> bool:
    return _LOCKED in container


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - (70 << 10)))
        return file.read()
