"""Facts as letters and messages word them."""

from datetime import datetime

import pytest

from chassis.clock import LOCAL
from chassis.forms.versions.steps import EFFECTS
from services.notify.templates import wording


@pytest.mark.parametrize(
    ("at", "locale", "text"),
    [
        (datetime(2027, 1, 16, tzinfo=LOCAL), "zh_CN", "2027年1月15日（周五）24:00"),
        (datetime(2027, 1, 16, tzinfo=LOCAL), "en", "Fri, 15 Jan 2027, 24:00"),
        (datetime(2027, 1, 15, 18, 30, tzinfo=LOCAL), "en", "Fri, 15 Jan 2027, 18:30"),
    ],
)
def test_end_at_midnight_is_24_of_the_day_before(at: datetime, locale: str, text: str) -> None:
    assert wording.filters(locale)["end"](at) == text


def test_whatever_a_form_does_to_a_field_has_its_words() -> None:
    for locale in ("zh_CN", "en"):
        assert len({wording.filters(locale)["touched"](why) for why in EFFECTS}) == len(EFFECTS)


@pytest.mark.parametrize(
    ("text", "worded"),
    [
        ("甲 submitted ““一表通”助手” (A1)", "甲 submitted “‘一表通’助手” (A1)"),
        ("“甲” and “乙”", "“甲” and “乙”"),
        ("《“一表通”助手》", "《“一表通”助手》"),
        ("“只有一半的“引号”", "“只有一半的“引号”"),
        ("”反了“", "”反了“"),
    ],
)
def test_quotation_marks_inside_of_others_are_single(text: str, worded: str) -> None:
    assert wording.paired(text) == worded
