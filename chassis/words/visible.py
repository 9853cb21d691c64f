"""Text as an eye sees it: what shows nothing neither counts toward a length nor makes an answer."""

import re
import unicodedata

_SHOWS_NOTHING = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F)),
    *((0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A)),
    (0xE0000, 0xE0FFF),
)
"""Default_Ignorable_Code_Point of Unicode (DerivedCoreProperties.txt), and the blank of Braille."""
_RANGES = "".join(f"{chr(first)}-{chr(last)}" for first, last in _SHOWS_NOTHING)
_INVISIBLE = re.compile(f"[{_RANGES}\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_FORMAT = {"Cf", "Cc"}


def visible(text: str) -> str:
    """The text without what shows nothing; each run of white space is one space, none stands around it."""
    seen = _INVISIBLE.sub("", text)
    if not seen.isascii():
        seen = "".join(c for c in seen if c.isspace() or unicodedata.category(c) not in _FORMAT)
    return " ".join(seen.split())


def visible_length(text: str) -> int:
    """How many characters a person counts: code points of the visible text."""
    return len(visible(text))
