"""A network of flow: seats run over arcs from knot to knot, and out.

The matrix of a network has whole-numbered corners alone (it is totally unimodular: Hoffman and Kruskal 1956), so a
linear program over it comes out whole.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chassis.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
else:
    np = Lazy("numpy")
    Whole = Any
OUT = -1
"""Where an arc ends that leaves the network."""


@dataclass(frozen=True)
class Network:
    """Arcs and knots in arrays."""

    tails: Whole
    """The knot that an arc leaves."""
    heads: Whole
    """The knot that it enters, or OUT."""
    costs: Whole
    widths: Whole
    supply: Whole
    """Seats that start at each knot."""


@dataclass
class Arcs:
    """The arcs of a network in the making."""

    parts: list[tuple[Whole, ...]] = field(default_factory=list)

    def add(self, tails: Any, heads: Any, costs: Any, widths: Any) -> None:
        """Some more of one kind; what is one for all may be given once."""
        given = (np.asarray(one, dtype=np.int64) for one in (tails, heads, costs, widths))
        self.parts.append(tuple(np.atleast_1d(one) for one in np.broadcast_arrays(*given)))

    def network(self, supply: Whole) -> Network:
        """The network of all arcs."""
        none = (np.zeros(0, dtype=np.int64),) * 4
        tails, heads, costs, widths = (np.concatenate(columns) for columns in zip(none, *self.parts, strict=True))
        return Network(tails, heads, costs, widths, supply)
