"""What is ranked: entries with the sheets that count for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from chassis import shapes


@dataclass(frozen=True, slots=True)
class Sheet:
    """A valid sheet. Its marks are read only where totals do not decide."""

    id: str
    total: int
    """The plain sum of the marks, in hundredths."""
    written: str
    """The marks in hundredths by criterion, as canonical JSON."""
    judge: str = ""
    panel: str = ""

    @property
    def marks(self) -> Mapping[str, int]:
        """The marks by criterion."""
        return shapes.read(self.written, dict[str, int])


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry with its valid sheets."""

    number: str
    sheets: tuple[Sheet, ...]
    factors: Mapping[str, Fraction] = field(default_factory=dict)
    """By part, what it is multiplied by for this entry (such as a degree of difficulty); 1 where nothing is said."""
