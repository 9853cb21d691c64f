"""A picture in small: upright, light to send, without what a camera or a program wrote into it."""

import io
from typing import TYPE_CHECKING

from chassis.lazy import Lazy

if TYPE_CHECKING:
    from PIL import Image, ImageOps
else:
    Image, ImageOps = Lazy("PIL.Image"), Lazy("PIL.ImageOps")

LONGER_SIDE = 560
"""Pixels of the longer side: as wide as a column of a page."""


def small(picture: "Image.Image", side: int = LONGER_SIDE) -> bytes:
    """The picture in small, as WebP, made of its pixels alone."""
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((side, side))
    plain = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    file = io.BytesIO()
    clean.save(file, "WEBP", quality=60, method=4)
    return file.getvalue()
