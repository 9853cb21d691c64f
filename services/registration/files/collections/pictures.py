"""Pictures as they are published: upright, no larger than a page needs, without what a camera wrote into them."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chassis.lazy import Lazy
from services.registration.files.collections.errors import NotAPicture

if TYPE_CHECKING:
    from PIL import Image, ImageOps
else:
    Image, ImageOps = Lazy("PIL.Image"), Lazy("PIL.ImageOps")

TYPES = {"jpg": "JPEG", "png": "PNG"}
"""Types of pictures, each with its name in the library."""
LARGEST = 1600
"""Pixels of the longer side; larger pictures are made smaller."""
PREVIEW = 560
"""Pixels of the longer side of what pages show: as wide as a column of theirs, and light to send."""
MOST = 40_000_000
"""Pixels of a picture that is opened at all."""


@dataclass(frozen=True)
class Picture:
    """A picture made anew."""

    content: bytes
    width: int
    height: int
    preview: bytes
    """The same in small, as WebP."""


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
    whole = _written(clean, TYPES[type], optimize=True, quality=85)
    small = clean.copy()
    small.thumbnail((PREVIEW, PREVIEW))
    return Picture(whole, clean.width, clean.height, _written(small, "WEBP", method=6, quality=50))


def _written(picture: "Image.Image", format: str, **how: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, format, **how)
    return file.getvalue()
