"""Pictures as they are published: upright, no larger than a page needs, without what a camera wrote into them."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chassis.lazy import Lazy
from services.registration.contest.files.errors import NotAPicture

if TYPE_CHECKING:
    from PIL import Image, ImageOps
else:
    Image, ImageOps = Lazy("PIL.Image"), Lazy("PIL.ImageOps")

TYPES = {"jpg": "JPEG", "png": "PNG"}
"""Types of pictures, each with its name in the library."""
LARGEST = 1600
"""Pixels of the longer side; larger pictures are made smaller."""
MOST = 40_000_000
"""Pixels of a picture that is opened at all."""


@dataclass(frozen=True)
class Picture:
    """A picture made anew."""

    content: bytes
    width: int
    height: int


def remade(content: bytes, type: str) -> Picture:
    """The picture written anew. Raises NotAPicture where it cannot be opened, or is too large to be."""
    try:
        with Image.open(io.BytesIO(content), formats=[TYPES[type]]) as opened:
            if opened.width * opened.height > MOST:
                raise NotAPicture
            upright = ImageOps.exif_transpose(opened).convert("RGB" if type == "jpg" else "RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture from error
    upright.thumbnail((LARGEST, LARGEST))
    clean = Image.new(upright.mode, upright.size)
    clean.paste(upright)
    written = io.BytesIO()
    clean.save(written, TYPES[type], optimize=True, quality=85)
    return Picture(written.getvalue(), clean.width, clean.height)
