"""Small files of each kind, and how tests open files: in their own process, which costs no second of Python's start."""

import io
import zipfile
from pathlib import Path

from PIL import Image
from pypdf import PdfWriter

from chassis.files import opening
from chassis.files.opened import Opened
from chassis.files.reading import read_file

_OBJECTS = (
    b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
)


def tiny_pdf(padding: bytes = b"") -> bytes:
    """A PDF of one empty page; `padding` makes it as long as a test wants it."""
    return b"%PDF-1.4\n%" + padding + b"\n" + _OBJECTS + b"trailer<</Root 1 0 R>>\n%%EOF\n"


PDF = tiny_pdf()


def pdf(pages: int = 1, password: str | None = None, owner: str | None = None, **about: str) -> bytes:
    """A PDF as a library writes it."""
    writer, file = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.add_metadata({f"/{name}": said for name, said in about.items()})
    if password is not None:
        writer.encrypt(password, owner, algorithm="AES-256")
    writer.write(file)
    return file.getvalue()


def picture(format: str = "JPEG", size: tuple[int, int] = (60, 40), exif: Image.Exif | None = None) -> bytes:
    """A picture, red above blue, so that it is seen which way it stands."""
    made, file = Image.new("RGB", size, "blue"), io.BytesIO()
    made.paste("red", (0, 0, size[0], size[1] // 2))
    made.save(file, format, **({"exif": exif} if exif else {}))
    return file.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    """An archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def box(kind: bytes, content: bytes = b"") -> bytes:
    """A box of a video."""
    return (8 + len(content)).to_bytes(4) + kind + content


class OpenerHere(opening.Opener):
    """Opens files in this process, one at a time as well: the library that reads PDFs serves one thread."""

    def open(self, path: Path, type: str, patience: float, page: int = 0) -> Opened:
        """As long as it takes."""
        with self._turn:
            return read_file(path, type, page)


def open_files_here() -> None:
    """From now on this process opens files in itself."""
    opening.OPENER = OpenerHere()
