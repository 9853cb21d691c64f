"""Points as people write them and as they are stored: whole hundredths, never floats."""

import re
from decimal import Decimal

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
_SHAPE = re.compile(r"[0-9]{1,6}(\.[0-9]{0,6})?|\.[0-9]{1,6}")


def parse(text: str) -> int:
    """Hundredths of a written number; full-width digits are understood. Raises ValueError for anything else."""
    written = text.translate(_HALF_WIDTH).strip()
    if not _SHAPE.fullmatch(written):
        raise ValueError(f"not a number of points: {text!r}")
    hundredths = Decimal(written) * 100
    if hundredths != int(hundredths):
        raise ValueError(f"finer than hundredths: {text!r}")
    return int(hundredths)


def known(text: str) -> int | None:
    """Hundredths of a written number; None for anything else."""
    try:
        return parse(text)
    except ValueError:
        return None


def read(value: object) -> int:
    """Hundredths of what a JSON document holds: text, or a number as its author wrote it. Raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"not a number of points: {value!r}")
    return parse(str(value))


def plain(hundredths: int) -> str:
    """As short as it gets: `88`, `92.5`, `12.25`."""
    return places(hundredths).rstrip("0").removesuffix(".")


def places(hundredths: int) -> str:
    """With two decimals, as results are published: `90.17`."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"
