"""What keeps an entry from its judges: everything named is needed, and nothing else is."""

from dataclasses import replace
from uuid import UUID

from hypothesis import assume, given, settings

from services.judging.matching.blocks import Block, blocks
from services.judging.matching.match import match
from services.judging.matching.problem import NOBODY, Candidate, Problem
from tests.services.judging.matching.problems import can_seat, problems


@settings(max_examples=40, deadline=None)
@given(problems())
def test_they_cannot_hold_together_and_none_can_be_left_out(problem: Problem) -> None:
    found = match(problem)
    assume(found.short)
    named = blocks(problem, found.seats, found.short)
    assert sorted(entry for block in named for entry in block.short) == sorted(found.short)
    for block in named:
        first = block.short[0]
        wanted = {one: len(found.seats[one] - problem.fixed.get(one, NOBODY)) + (one == first) for one in block.entries}
        alone = only(problem, block)
        assert not can_seat(alone, wanted)
        for entry in block.entries:
            if wanted[entry]:
                assert can_seat(alone, {one: count for one, count in wanted.items() if one != entry})
        for judge in block.judges:
            assert can_seat(replace(alone, candidates=freed(alone, judge)), wanted)
        for entry, barred in block.barred.items():
            for judge in barred:
                shut = {name: why for name, why in alone.barred[entry].items() if name != judge}
                assert can_seat(replace(alone, barred={**alone.barred, entry: shut}), wanted)


def only(problem: Problem, block: Block) -> Problem:
    """The problem with the limits and conflicts that are named, and no others."""
    inside = {
        entry: {judge: why for judge, why in problem.barred.get(entry, {}).items() if judge in block.judges}
        for entry in block.entries
    }
    return replace(
        problem,
        candidates=tuple(one if one.judge in block.judges else replace(one, most=99) for one in problem.candidates),
        barred={entry: {**inside[entry], **block.barred[entry]} for entry in block.entries},
    )


def freed(problem: Problem, judge: UUID) -> tuple[Candidate, ...]:
    """The judges, this one without a limit."""
    return tuple(replace(one, most=99) if one.judge == judge else one for one in problem.candidates)
