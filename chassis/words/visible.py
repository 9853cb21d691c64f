"""Text as an eye sees it: what shows nothing neither counts toward a length, makes an answer, nor is stored."""

import re
import unicodedata

_SHOWS_NOTHING = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F)),
    *((0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A)),
    (0xE0000, 0xE0FFF),
    (0xFDD0, 0xFDEF),
    *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
)
"""Default_Ignorable_Code_Point of Unicode (DerivedCoreProperties.txt), the blank of Braille, and noncharacters."""
_RANGES = "".join(f"{chr(first)}-{chr(last)}" for first, last in _SHOWS_NOTHING)
_INVISIBLE = re.compile(f"[{_RANGES}\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_FORMAT = {"Cf", "Cc"}
_MAY_FORMAT = re.compile(
    "[\u00ad\u0600-\u08ff\u1800-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\U0010ffff]"
)
"""Where all characters lie that only format; nearly no text has any of these, so nearly none is looked through."""
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_JOINERS = {"\u200c", "\u200d"}
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Variation selectors: they choose among the shapes of the character before them."""
_SHAPED = re.compile("[0-9#*\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
"""What variation selectors choose among shapes of, besides symbols: keys of a telephone, and Chinese characters."""
_MONGOLIAN = re.compile("[\u180b-\u180d\u180f]")
_VIRAMA = 9


def visible(text: str) -> str:
    """The text without what shows nothing; each run of white space is one space, none stands around it."""
    seen = _INVISIBLE.sub("", text)
    if not seen.isascii() and _MAY_FORMAT.search(seen):
        seen = "".join(c for c in seen if c.isspace() or unicodedata.category(c) not in _FORMAT)
    return " ".join(seen.split())


def shows(text: str) -> bool:
    """Whether anything of the text can be seen; mostly its first character says so."""
    return "!" <= text[:1] <= "~" or "\u4e00" <= text[:1] <= "\u9fff" or bool(visible(text))


def visible_length(text: str) -> int:
    """How many characters a person counts: code points of the visible text."""
    return len(visible(text))


def cleaned(text: str, *, lines: bool = False) -> str:
    """The text as it is stored: nothing in it hides or turns the direction of reading.

    What shows nothing by itself but changes its neighbours stays beside them: the joiners of emoji and of scripts that
    need them, and the selectors of a shape. `lines` keeps line breaks and spacing, else all white space is one space.
    """
    text = _BREAK.sub("\n", text)
    if _INVISIBLE.search(text) or (not text.isascii() and _MAY_FORMAT.search(text)):
        text = _without_hidden(text)
    return text.strip() if lines else " ".join(text.split())


def _without_hidden(text: str) -> str:
    kept: list[str] = []
    for at, character in enumerate(text):
        if character.isspace() or not _hidden(character) or _shapes(kept[-1:], character, text[at + 1 :]):
            kept.append(character)
    return "".join(kept)


def _hidden(character: str) -> bool:
    return bool(_INVISIBLE.match(character)) or unicodedata.category(character) in _FORMAT


def _shapes(before: list[str], character: str, rest: str) -> bool:
    """Whether an invisible character changes how the one before it looks, perhaps with the next."""
    if not before:
        return False
    last = before[0]
    if _SELECTORS.match(character):
        return bool(_SHAPED.match(last)) or unicodedata.category(last) in {"So", "Sm", "Po"}
    if _MONGOLIAN.match(character):
        return "\u1820" <= last <= "\u18aa"
    if character not in _JOINERS:
        return False
    following = next((c for c in rest[:8] if not _hidden(c)), "")
    return unicodedata.combining(last) == _VIRAMA or _joined(last) == _joined(following) != ""


def _joined(character: str) -> str:
    """The kind of characters that a joiner may stand between; empty for all others."""
    if not character:
        return ""
    if unicodedata.category(character) in {"So", "Sk"} or _SELECTORS.match(character):
        return "emoji"
    return "arabic" if "\u0620" <= character <= "\u06ff" and character.isalpha() else ""
