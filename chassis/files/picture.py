"""Opens a picture: whole, of a size that can be shown."""

import io
import warnings
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from chassis.files.opened import CUT_OFF, TOO_COMPLEX, UNREADABLE, Opened, Unfit, line_of
from chassis.files.preview import LONGER_SIDE, small
from chassis.lazy import Lazy

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = Lazy("PIL.Image")

FORMATS = {"jpg": "JPEG", "png": "PNG"}
"""Types of pictures, each with its name in the library."""
MOST = 100_000_000
"""Pixels of a picture that is opened at all."""
ABOUT = {0x010E: "title", 0x0131: "program", 0x013B: "author", 0x8298: "copyright"}
"""What cameras and programs write into a picture, by the numbers of EXIF."""


def open_picture(path: Path, type: str) -> Opened:
    """What the picture shows and says. Raises Unfit."""
    with path.open("rb") as file:
        picture, about = _opened(file, FORMATS[type])
    return Opened(about=about, picture=picture)


def preview_of(content: bytes) -> bytes:
    """The picture in small; empty where it cannot be shown."""
    try:
        return _opened(io.BytesIO(content), None)[0]
    except Unfit:
        return b""


def _opened(file: IO[bytes], format: str | None) -> tuple[bytes, dict[str, str]]:
    formats = [format] if format else list(FORMATS.values())
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file, formats=formats) as picture:
            if picture.width * picture.height > MOST:
                raise Unfit(TOO_COMPLEX)
            said = picture.getexif()
            about = {own: found for tag, own in ABOUT.items() if (found := _said(said.get(tag)))}
            picture.draft(None, (2 * LONGER_SIDE, 2 * LONGER_SIDE))
            picture.load()
            return small(picture), about
    except Image.DecompressionBombError as error:
        raise Unfit(TOO_COMPLEX) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Unfit(CUT_OFF if "truncated" in str(error) else UNREADABLE) from error


def _said(value: object) -> str:
    """A text of EXIF, which the library reads as Latin letters whatever the camera meant."""
    if isinstance(value, str):
        raw = value.encode("latin-1", "replace")
        for encoding in ("utf-8", "gb18030"):
            with suppress(UnicodeDecodeError):
                return line_of(raw.decode(encoding))
    return line_of(value)
