"""Points as written and as stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.judging.rules.points import parse, places, plain, read


@given(st.integers(0, 10**7))
def test_points_survive_writing_and_reading(hundredths) -> None:
    assert parse(plain(hundredths)) == hundredths if hundredths < 10**8 else True
    assert parse(places(hundredths)) == hundredths


@pytest.mark.parametrize(
    ("written", "hundredths"),
    [("12.5", 1250), ("88", 8800), ("0", 0), (" 7. ", 700), (".5", 50), ("12.500", 1250), ("１２．５", 1250)],
)
def test_points_are_read_as_people_write_them(written, hundredths) -> None:
    assert parse(written) == hundredths


@pytest.mark.parametrize("written", ["", "abc", "-1", "1e2", "1,5", "0.001", "1234567", "NaN", "²"])
def test_points_refuse_what_is_no_number(written) -> None:
    with pytest.raises(ValueError, match=r"number|finer"):
        parse(written)


@pytest.mark.parametrize("value", [True, None, [], {}, float("nan"), float("inf"), 1e300, 10**30])
def test_points_refuse_what_json_can_hold_besides(value) -> None:
    with pytest.raises(ValueError, match="number"):
        read(value)


def test_points_are_read_from_json_numbers() -> None:
    assert [read(12.5), read(12), read("12.5")] == [1250, 1200, 1250]


def test_points_are_written_short_or_with_two_decimals() -> None:
    assert [plain(8800), plain(9250), plain(1225), plain(0)] == ["88", "92.5", "12.25", "0"]
    assert [places(8800), places(9017), places(5)] == ["88.00", "90.17", "0.05"]
