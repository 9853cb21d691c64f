"""Which names are taken for alike, and that looking by pieces misses none."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.registration.contest.organisations.likeness import (
    ALIKE,
    PART,
    REASONS,
    SAME_CODE,
    SAME_NAME,
    likeness,
    pieces_of,
    slips_in,
    within,
)
from services.registration.contest.organisations.spelling import key_of, spelled

names = st.text("示例海洋港务科技研究院大学（）() 5Ａab", max_size=14)
cores = st.text("甲乙丙丁", min_size=1, max_size=16)
codes = st.sampled_from(("", "91350200FAKE00013R", "91350200FAKE00003Q"))


def distance(one: str, other: str) -> int:
    """As it is defined, without a thought for speed."""
    row = list(range(len(other) + 1))
    for turn, char in enumerate(one, 1):
        fresh = [turn]
        for at, wanted in enumerate(other, 1):
            fresh.append(min(row[at] + 1, fresh[-1] + 1, row[at - 1] + (char != wanted)))
        row = fresh
    return row[-1]


def test_names_that_people_write_for_one_organisation_are_alike() -> None:
    said = {
        ("示例港务集团", "示例港务集团有限公司"): ALIKE,
        ("厦门示例港务有限公司", "示例港务（厦门）股份有限公司"): ALIKE,
        ("示例海域环境科技有限公司", "示例海城环境科技有限公司"): ALIKE,
        ("示例交通科学研究院", "示例交通科学研究院桥梁所"): PART,
        ("示例５Ｇ 研究院", "示例5g研究院"): SAME_NAME,
        ("厦门大学", "集美大学"): "",
        ("厦门市第一医院", "漳州市第一医院"): "",
        ("福建示例大学", "广东示例大学"): "",
        ("示例为老服务中心", "示例社区服务中心"): "",
        ("", "示例港务集团"): "",
    }
    assert {pair: likeness(pair[0], "", pair[1], "") for pair in said} == said


@settings(deadline=None)
@given(names, codes, names, codes)
def test_likeness_is_mutual_and_what_weighs_most_is_named(one: str, code: str, other: str, other_code: str) -> None:
    found = likeness(one, code, other, other_code)
    assert found == likeness(other, other_code, one, code)
    assert found in ("", *REASONS)
    if code and code == other_code:
        assert found == SAME_CODE
    elif key_of(one) and key_of(one) == key_of(other):
        assert found == SAME_NAME


@settings(deadline=None)
@given(cores, cores, st.integers(0, 3))
def test_slips_are_counted_as_they_are_defined(one: str, other: str, most: int) -> None:
    assert within(one, other, most) == (distance(one, other) <= most)


@settings(deadline=None)
@given(cores, cores)
@example("甲乙丙丁甲", "甲乙丙丁")
def test_looking_by_pieces_misses_no_name_with_slips(one: str, other: str) -> None:
    short = min(one, other, key=len)
    if within(one, other, slips_in(len(short))):
        assert any(piece in other for piece in pieces_of(one))
    assert "".join(pieces_of(one)) == one


@settings(deadline=None)
@given(names)
def test_a_name_keeps_something_of_its_own(name: str) -> None:
    found = spelled(name)
    assert bool(found.core) == bool(found.key)
    assert key_of(found.key) == found.key
