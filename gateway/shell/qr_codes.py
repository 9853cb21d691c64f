"""QR codes in the house's colours."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from chassis.lazy import Lazy

if TYPE_CHECKING:
    import segno
else:
    segno = Lazy("segno")

QUIET = 4
"""Modules of empty space around a code, as its standard asks for (ISO/IEC 18004)."""


@lru_cache(maxsize=200)
def drawn(address: str) -> bytes:
    """The code of an address, as an SVG picture."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", border=QUIET, omitsize=True, dark="#083f4b", light="#fff")
    return out.getvalue()
