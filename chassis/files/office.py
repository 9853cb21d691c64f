"""Opens documents of office programs: archives of a certain structure, or containers where a password opens them."""

import html
import re
import zipfile
from pathlib import Path

from chassis.files.archive import archive_of, beginning_of
from chassis.files.compound import open_compound
from chassis.files.kinds import SIGNATURE, packed_before_2007
from chassis.files.opened import EMPTY, TEXT, WRONG_KIND, Opened, Unfit, line_of, text_of
from chassis.files.picture import preview_of

MAIN = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}
"""Where the document stands in each kind of archive."""
TEXTS = {"docx": r"word/document\.xml", "pptx": r"ppt/slides/slide\d+\.xml", "xlsx": r"xl/sharedStrings\.xml"}
"""And where its words."""
ABOUT = {
    "dc:title": "title",
    "dc:creator": "author",
    "cp:lastModifiedBy": "last author",
    "Company": "company",
    "Manager": "manager",
    "Application": "program",
}
MOST_PARTS = 50
"""Parts of an archive whose text is read."""
PROPERTIES = ("docProps/core.xml", "docProps/app.xml")
THUMBNAIL = "docProps/thumbnail.jpeg"
_WORDS = re.compile(r"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<")


def open_office(path: Path, type: str) -> Opened:
    """What the document says. Raises Unfit."""
    with path.open("rb") as file:
        before_2007 = packed_before_2007(file.read(SIGNATURE))
    if before_2007:
        return open_compound(path, type)
    with archive_of(path) as archive:
        names = archive.namelist()
        if MAIN[type] not in names:
            raise Unfit(WRONG_KIND)
        beginning_of(archive, MAIN[type])
        wanted = [name for name in names if re.fullmatch(TEXTS[type], name)]
        if type == "pptx" and not wanted:
            raise Unfit(EMPTY)
        text = "\n".join(_words(beginning_of(archive, name)) for name in sorted(wanted)[:MOST_PARTS])
        picture = preview_of(beginning_of(archive, THUMBNAIL)) if THUMBNAIL in names else b""
        pages = len(wanted) if type == "pptx" else None
        return Opened(pages=pages, about=_about(archive), text=text_of(text), picture=picture)


def _about(archive: zipfile.ZipFile) -> dict[str, str]:
    found = [name for name in PROPERTIES if name in archive.namelist()]
    told = "".join(beginning_of(archive, name).decode(errors="replace") for name in found)
    said = {own: re.search(rf"<{name}(?:\s[^<>]*)?>([^<]*)<", told) for name, own in ABOUT.items()}
    return {own: line for own, match in said.items() if match and (line := line_of(html.unescape(match[1])))}


def _words(part: bytes) -> str:
    return html.unescape(" ".join(_WORDS.findall(part.decode(errors="replace"))))[:TEXT]
