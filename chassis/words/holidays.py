"""The days that are free by law in every year, before anybody announces how weekends are moved around them.

全国年节及纪念日放假办法 (in force since 2025), article 2.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from chassis.lazy import Lazy

if TYPE_CHECKING:
    from borax.calendars import lunardate
else:
    lunardate = Lazy("borax.calendars.lunardate")

FIXED = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
"""Month and day of New Year, Labour Day and National Day."""
LUNAR = ((1, 1), (1, 2), (1, 3), (5, 5), (8, 15))
"""Month and day by the lunar calendar: the Spring Festival, the Dragon Boat Festival, Mid-Autumn."""
QINGMING = 6
"""Number of the solar term on which tombs are swept, counted from the one in early January as 0."""


@cache
def holidays_by_law(year: int) -> frozenset[date]:
    """Those of a year; where lunar years are not reckoned any more, the fixed ones alone."""
    fixed = {date(year, month, day) for month, day in FIXED}
    try:
        return frozenset(fixed | set(_by_sun_and_moon(year)))
    except ValueError:
        return frozenset(fixed)


def _by_sun_and_moon(year: int) -> Iterator[date]:
    days = [lunardate.LunarDate(year, month, day).to_solar_date() for month, day in LUNAR]
    yield days[0] - timedelta(days=1)  # its eve
    yield from days
    yield lunardate.TermUtils.day_start_from_term(year, QINGMING)
