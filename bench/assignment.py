"""`egret bench assignment`: a plan of assignment, beside the bare linear program of the same size in the same run.

Processor time. The bare program has a variable for each pair of entry and judge without a conflict, each entry its
judges, each judge a limit, and nothing else: no evenness, no tracks, no lots, no proof.
"""

import random
import time
from uuid import UUID

import numpy as np

from bench.report import Report
from services.judging.matching.facts import Facts
from services.judging.matching.match import match
from services.judging.matching.network import OUT, Arcs
from services.judging.matching.problem import Candidate, Demand, Problem
from services.judging.matching.solving import solve

SIZES = ((1_000, 60, 5), (10_000, 300, 5))
BARE_UP_TO = 100_000
"""Pairs up to which the bare program is solved as well; it takes half a minute for three million."""
AIM = "1,000: <= 1 s"
CONFLICTS, TRACKS = 0.05, 6


def contest(entries: int, judges: int, per_entry: int) -> Problem:
    """A contest of this size: judges know two tracks each and have conflicts with one entry in twenty."""
    chance = random.Random(7)
    tracks = [f"t{number}" for number in range(TRACKS)]
    demands = [Demand(UUID(int=1 << 64 | at), chance.choice(tracks), per_entry) for at in range(entries)]
    known = [UUID(int=2 << 64 | at) for at in range(judges)]
    candidates = [Candidate(one, entries, fields=frozenset(chance.sample(tracks, 2))) for one in known]
    barred = {
        one.entry: dict.fromkeys((judge for judge in known if chance.random() < CONFLICTS), "team") for one in demands
    }
    return Problem(tuple(demands), tuple(candidates), "seed", barred)


def bare(problem: Problem) -> tuple[float, int]:
    """Seconds of the bare program, and how many variables it has."""
    facts = Facts(problem)
    entry, judge = np.nonzero(np.array([facts.open[one.entry] for one in facts.problem.demands]))
    arcs, entries, judges = Arcs(), len(facts.problem.demands), len(facts.judges)
    costs = np.random.default_rng(7).integers(0, 3, len(entry))
    arcs.add(entry, entries + judge, costs, 1)
    wanted = [one.seats for one in facts.problem.demands]
    arcs.add(np.arange(entries, entries + judges), OUT, 0, -(-sum(wanted) // judges))
    network = arcs.network(np.array([*wanted, *[0] * judges], dtype=np.int64))
    begun = time.process_time()
    solve(network)
    return time.process_time() - begun, len(entry)


def main() -> None:
    """Measure and print."""
    match(contest(20, 6, 3))  # the solver is loaded
    report = Report("Assignment")
    for entries, judges, per_entry in SIZES:
        problem = contest(entries, judges, per_entry)
        begun = time.process_time()
        found = match(problem)
        spent = time.process_time() - begun
        proven = "proven" if found.cost == found.bound else f"bound {found.bound:,}"
        against, ratio = "", ""
        if entries * judges <= BARE_UP_TO:
            seconds, variables = bare(problem)
            against, ratio = f"bare program of {variables:,}: {seconds:.2f} s", f"{spent / seconds:.2f}"
        what = f"{entries:,} entries, {judges} judges, {per_entry} each"
        report.figure(what, f"{spent:.2f} s CPU, cost {found.cost:,}, {proven}", AIM, against, ratio)
    report.show()


if __name__ == "__main__":
    main()
