"""Why a rule cannot be used on sheets."""

from collections.abc import Sequence

TOO_FEW, ALL_ALIKE, APART, UNEVEN = "too-few-sheets", "all-alike", "not-connected", "not-everyone"
"""A judge gave too few sheets, or the same total each time; groups of judges share no entry; not all marked all."""


class Inapplicable(Exception):
    """The rule says nothing true about these sheets; `judges` are those it fails for."""

    def __init__(self, reason: str, judges: Sequence[str] = ()) -> None:
        super().__init__(reason)
        self.reason, self.judges = reason, tuple(judges)
