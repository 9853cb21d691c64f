"""Solving the network exactly, with a proof: HiGHS finds flow and prices, whole numbers check both."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from chassis.lazy import Lazy
from services.judging.matching.network import OUT, Network, Whole

if TYPE_CHECKING:
    import highspy
    import numpy as np
else:
    np, highspy = Lazy("numpy"), Lazy("highspy")
CLOSE = 1e-6
"""How far from a whole number the solver's answer may lie."""


class Unsolved(Exception):
    """The solver did not come to a whole optimum. Does not happen with a network."""


@dataclass(frozen=True)
class Flow:
    """How much flows through each arc, and below what no flow can cost."""

    amounts: Whole
    bound: int


@cache
def _quiet() -> type[Any]:
    """HiGHS without its banner, which it prints while it sets up callbacks, before output can be turned off."""
    silent = {"enableCallbacks": lambda solver: solver.setOptionValue("output_flag", False)}
    return type("Quiet", (highspy.Highs,), silent)


def solve(network: Network) -> Flow:
    """The cheapest flow. Raises Unsolved."""
    if not len(network.costs):
        return Flow(network.costs, 0)
    solver = _quiet()()
    for name, value in (("threads", 1), ("solver", "simplex"), ("random_seed", 0)):
        solver.setOptionValue(name, value)
    solver.passModel(_program(network))
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise Unsolved(str(solver.getModelStatus()))
    found = solver.getSolution()
    values = np.asarray(found.col_value)
    amounts = np.rint(values).astype(np.int64)
    if np.abs(values - amounts).max(initial=0) > CLOSE or not _flows(network, amounts):
        raise Unsolved("not whole")
    prices = np.rint(np.asarray(found.row_dual)).astype(np.int64)
    return Flow(amounts, _bound(network, prices))


def _program(network: Network) -> Any:
    program = highspy.HighsLp()
    arcs, knots = len(network.costs), len(network.supply)
    program.num_col_, program.num_row_ = arcs, knots
    program.col_cost_ = network.costs.astype(np.float64)
    program.col_lower_, program.col_upper_ = np.zeros(arcs), network.widths.astype(np.float64)
    program.row_lower_ = program.row_upper_ = network.supply.astype(np.float64)
    ends = np.stack([network.tails, network.heads], axis=1)
    signs = np.broadcast_to(np.array([1.0, -1.0]), ends.shape)
    there = ends != OUT
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.concatenate([[0], np.cumsum(there.sum(axis=1))]).astype(np.int32)
    program.a_matrix_.index_ = ends[there].astype(np.int32)
    program.a_matrix_.value_ = signs[there]
    return program


def _flows(network: Network, amounts: Whole) -> bool:
    """Whether the amounts fit the arcs, and at every knot as much leaves as comes."""
    left = np.zeros(len(network.supply) + 1, dtype=np.int64)
    np.add.at(left, network.tails, amounts)
    np.subtract.at(left, network.heads, amounts)
    fits = bool(((amounts >= 0) & (amounts <= network.widths)).all())
    return fits and bool((left[:-1] == network.supply).all())


def _bound(network: Network, prices: Whole) -> int:
    """What every flow costs at least, by these prices of the knots: weak duality, whatever the prices are."""
    at = np.append(prices, 0)
    reduced = network.costs - at[network.tails] + at[network.heads]
    return int((prices * network.supply).sum() + (network.widths * np.minimum(reduced, 0)).sum())
