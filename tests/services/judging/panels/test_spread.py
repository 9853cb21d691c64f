"""Spreading judges evenly."""

from itertools import combinations, product
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.judging.panels.spread import spread


def people(count: int) -> list[UUID]:
    """Judges."""
    return [UUID(int=number + 1) for number in range(count)]


def works(count: int) -> list[UUID]:
    """Entries."""
    return [UUID(int=1000 + number) for number in range(count)]


def loads(new: dict[UUID, list[UUID]], judges: list[UUID], standing: dict[UUID, frozenset[UUID]]) -> list[int]:
    """Entries per judge, new and standing."""
    every = [*new.values(), *standing.values()]
    return [sum(judge in each for each in every) for judge in judges]


@given(st.integers(0, 12), st.integers(1, 9), st.integers(1, 7))
def test_spread_without_conflicts_differs_by_at_most_one(entries, judges, per_entry) -> None:
    new = spread(works(entries), people(judges), per_entry, standing={}, barred={}, seed="s")
    assert all(len(set(each)) == len(each) == min(per_entry, judges) for each in new.values())
    load = loads(new, people(judges), {})
    assert max(load) - min(load) <= 1


def test_spread_mixes_the_judges_who_meet() -> None:
    new = spread(works(12), people(6), 3, standing={}, barred={}, seed="s")
    assert len({frozenset(each) for each in new.values()}) > 4


def test_spread_is_the_same_whatever_the_order_of_judges() -> None:
    one = spread(works(9), people(7), 3, standing={}, barred={}, seed="s")
    assert spread(works(9), people(7)[::-1], 3, standing={}, barred={}, seed="s") == one


def test_spread_keeps_what_stands_and_levels_around_it() -> None:
    [a, b, c], entries = people(3), works(6)
    standing = {entry: frozenset({a}) for entry in entries[:3]}
    new = spread(entries, [a, b, c], 1, standing=standing, barred={}, seed="s")
    assert [new[entry] for entry in entries[:3]] == [[], [], []]
    assert not any(a in each for each in new.values())


def test_spread_moves_along_a_chain_where_conflicts_mislead_the_first_choice() -> None:
    [a, b, c], [one, two, three] = people(3), works(3)
    barred = {two: frozenset({c}), three: frozenset({b, c})}
    new = spread([one, two, three], [a, b, c], 1, standing={}, barred=barred, seed="s")
    assert sorted(loads(new, [a, b, c], {})) == [1, 1, 1]


pairs = st.frozensets(st.integers(0, 3), max_size=3)


@settings(max_examples=60)
@given(st.lists(st.tuples(pairs, pairs), min_size=1, max_size=4), st.integers(1, 3))
def test_spread_is_as_even_as_conflicts_allow(given_pairs, per_entry) -> None:
    judges, entries = people(4), works(len(given_pairs))
    barred = {entry: frozenset(judges[at] for at in bar) for entry, (bar, _) in zip(entries, given_pairs, strict=True)}
    standing = {
        entry: frozenset(judges[at] for at in stand - bar)
        for entry, (bar, stand) in zip(entries, given_pairs, strict=True)
    }
    new = spread(entries, judges, per_entry, standing=standing, barred=barred, seed="s")
    choices = []
    for entry in entries:
        free = [judge for judge in judges if judge not in barred[entry] | standing[entry]]
        wanted = min(max(per_entry - len(standing[entry]), 0), len(free))
        assert len(new[entry]) == wanted
        assert set(new[entry]) <= set(free)
        choices.append([list(each) for each in combinations(free, wanted)])

    def unevenness(plan: dict[UUID, list[UUID]]) -> int:
        return sum(load * load for load in loads(plan, judges, standing))

    best = min(unevenness(dict(zip(entries, plan, strict=True))) for plan in product(*choices))
    assert unevenness(new) == best
