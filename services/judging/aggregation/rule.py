"""What a rule of ranking consists of."""

from dataclasses import dataclass, field
from fractions import Fraction

from services.judging.aggregation.centres import MEAN, SUM
from services.judging.aggregation.exactness import Rounding

TOTALS, CRITERIA = "totals", "criteria"
"""What is brought together over the judges: the total of each sheet, or the marks of each criterion."""
RANK_SUM, STANDARD = "rank-sum", "standard"
"""Methods in which a sheet's figure depends on all that its judge gave: its place among them, its standard score."""
AVERAGE, MIDDLE, CRITERION = "sum", "median", "criterion:"
"""Rules between equals: the mean of all totals, their median, and (with its key) the mean of a criterion."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion: what one point of its mark is worth, and the part (round, dive, module) it belongs to."""

    key: str
    worth: Fraction = Fraction(1)
    part: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """How the figures of a panel's judges become one."""

    name: str = MEAN
    """A centre (`centres.CENTRES`), RANK_SUM or STANDARD."""
    of: str = TOTALS
    drop: int = 0
    """How many highest and as many lowest do not count."""
    drop_from: int = 0
    """From this many figures on."""
    least: int = 5
    """STANDARD: sheets that each judge must have given."""

    @property
    def centre(self) -> str:
        """How figures are brought together once each has been worked out."""
        return {RANK_SUM: SUM, STANDARD: MEAN}.get(self.name, self.name)


@dataclass(frozen=True, slots=True)
class Panel:
    """Judges who mark together."""

    key: str = ""
    method: Method = field(default_factory=Method)
    share: Fraction = Fraction(1)
    """What its figure is multiplied by before panels are added up."""
    criteria: frozenset[str] | None = None
    """What it marks; None for all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A whole rule. Score = the parts together, each its factor × (the sum of share × figure of each panel)."""

    criteria: tuple[Weighed, ...]
    panels: tuple[Panel, ...] = (Panel(),)
    parts: str = SUM
    """The centre by which parts are brought together."""
    ties: tuple[str, ...] = ()
    """What decides between equals, in turn; an equality that outlasts them stands."""
    rounding: Rounding = Rounding()
    spread_limit: int = 0
    """Hundredths; totals that lie this far apart are pointed out. Nothing changes by itself."""

    @property
    def lowest_wins(self) -> bool:
        """Whether a lower score is better: it is a sum of places."""
        return any(panel.method.name == RANK_SUM for panel in self.panels)

    @property
    def is_plain(self) -> bool:
        """Whether a sheet's total is the sum of its marks as they stand."""
        return all(criterion.worth == 1 for criterion in self.criteria)
