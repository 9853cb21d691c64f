"""Opens a PDF as common readers do: with whatever stands before its beginning, behind its end, or is mended easily."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from chassis.files.opened import CUT_OFF, EMPTY, ENCRYPTED, TEXT, UNREADABLE, Opened, Unfit, line_of, text_of
from chassis.files.preview import LONGER_SIDE, small
from chassis.lazy import Lazy

if TYPE_CHECKING:
    import pypdfium2
else:
    pypdfium2 = Lazy("pypdfium2")

ABOUT = {"Title": "title", "Author": "author", "Subject": "subject", "Creator": "program", "Producer": "producer"}
PATIENCE = 4.0
"""Seconds for looking at pages beyond the first; what is not looked at by then is taken as it is."""
READABLE = 1600
"""Pixels of the longer side of a page that is to be read."""
_TAIL = 64 << 10
"""Bytes at the end of a file where its end is looked for."""
_END, _OBJECT = b"%%EOF", re.compile(rb"\d+\s+\d+\s+obj\b")
_ANNOUNCED = re.compile(rb"/Linearized\b[^>]{0,400}?/L\s+(\d{1,15})\b")
"""How a file made for slow lines says at its beginning how long it is."""


def open_pdf(path: Path) -> Opened:
    """What the PDF says. Raises Unfit."""
    cut = _is_cut(path)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)
        raise Unfit(ENCRYPTED if locked else CUT_OFF if cut is not False else UNREADABLE) from error
    with closing(document):
        if cut:
            raise Unfit(CUT_OFF)
        if len(document) == 0:
            raise Unfit(EMPTY)
        try:
            text = "\n".join(_texts(document))
        except pypdfium2.PdfiumError as error:
            raise Unfit(UNREADABLE if cut is False else CUT_OFF) from error
        said = document.get_metadata_dict()
        about = {own: found for name, own in ABOUT.items() if (found := line_of(said.get(name)))}
        return Opened(pages=len(document), about=about, text=text_of(text), picture=_first_page(document))


def _is_cut(path: Path) -> bool | None:
    """Whether the end is missing for certain; None where no end is found, which readers may still mend."""
    size = path.stat().st_size
    with path.open("rb") as file:
        beginning = file.read(2048)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    announced = _ANNOUNCED.search(beginning)
    if announced and int(announced[1]) > size:
        return True
    if _END not in tail:
        return None
    return bool(_OBJECT.search(tail[tail.rindex(_END) :]))


def _texts(document: "pypdfium2.PdfDocument") -> Iterator[str]:
    """The texts of the pages until there is enough, or it takes too long; each page is loaded, enough text or not."""
    found, until = 0, monotonic() + PATIENCE
    for page in document:
        with closing(page):
            if found < TEXT:
                with closing(page.get_textpage()) as words:
                    text = words.get_text_bounded()
                found += len(text)
                yield text
        if monotonic() > until:
            return


def draw_page(path: Path, number: int) -> Opened:
    """A page, counted from 1, as large as it takes to read it. Raises Unfit."""
    try:
        with closing(pypdfium2.PdfDocument(path)) as document:
            if not 0 < number <= len(document):
                raise Unfit(EMPTY)
            return Opened(picture=_drawn(document, number - 1, READABLE))
    except pypdfium2.PdfiumError as error:
        raise Unfit(UNREADABLE) from error


def _first_page(document: "pypdfium2.PdfDocument") -> bytes:
    return _drawn(document, 0, LONGER_SIDE)


def _drawn(document: "pypdfium2.PdfDocument", at: int, side: int) -> bytes:
    with closing(document[at]) as page:
        scale = side / max(*page.get_size(), 1)
        bitmap = page.render(scale=scale, may_draw_forms=False)
        return small(bitmap.to_pil(), side)
