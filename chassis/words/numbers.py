"""Whole numbers as headers, addresses and forms write them."""


def whole(text: str, most: int) -> int | None:
    """The number, from 0 to `most`, that these ASCII digits write; None for anything else, however long."""
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit()):
        return None
    digits = typed.lstrip("0") or "0"
    found = int(digits) if len(digits) <= len(str(most)) else most + 1
    return found if found <= most else None
