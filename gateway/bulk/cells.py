"""Cells as people write them: days without a year, hours of an afternoon, numbers with a measure word."""

import re
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from chassis import clock
from chassis.forms.patterns import day_of, plain
from chassis.words.visible import cleaned
from gateway.bulk.batch import BadCell

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CHARACTERS = "一二三四五六日"
_FIGURES = re.compile(r"(?:(\d{4}) ?[-/.年] ?)?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?[日号]?(?: 00:00(?::00)?)?")
"""A day in figures. A workbook hands one over with the midnight that it begins with."""
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]*\.?,?(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?")
_WEEKDAY = re.compile(
    r"\(? ?(?:(?:星期|周|礼拜)([一二三四五六日天])|\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b\.?,?) ?\)?"
)
_BETWEEN = re.compile(r" ?(?:[-–—―~〜−]+|至|到|\bto\b) ?")
_HOUR = re.compile(
    r"(次日|第二天|next day)? ?(凌晨|清晨|早上|上午|早|中午|下午|傍晚|晚上|晚)? ?"
    r"(\d{1,2})(?:[:.点时]([0-5]\d|半|))?分?(?::00)? ?(am|pm)?"
)
_LATE = ("下午", "傍晚", "晚上", "晚", "pm")
"""Parts of a day in which an hour before twelve is one after noon."""
_COUNT = re.compile(r"(\d{1,5}) ?(?:人|名|位|个|people|persons?|places?|volunteers?)?")


@dataclass(frozen=True)
class Span:
    """From one time of day to another, as forms ask for them."""

    begins: str
    ends: str
    """`24:00` for the end of the day."""
    overnight: bool
    """Whether it ends on the next day."""


def read_day(text: str) -> date:
    """The day that a cell names; one without a year is the next of its kind. Raises BadCell."""
    wanted, weekday = _plain(text), None
    if named := _WEEKDAY.search(wanted):
        weekday = _CHARACTERS.index(named[1].replace("天", "日")) if named[1] else _WEEKDAYS.index(named[2])
        wanted = (wanted[: named.start()] + " " + wanted[named.end() :]).strip(" ,")
    day = _day(wanted)
    if day is None:
        raise BadCell(_("没有看懂日期，请写成 2026-12-05 或 12月5日。"))
    if weekday is not None and day.weekday() != weekday:
        raise BadCell(_("%(day)s 不是所写的星期几，请核对日期。", day=day.isoformat()))
    return day


def _day(text: str) -> date | None:
    year = month = day = None
    if found := _FIGURES.fullmatch(text):
        year, month, day = found[1], int(found[2]), int(found[3])
    elif found := _DAY_MONTH.fullmatch(text):
        year, month, day = found[3], _month(found[2]), int(found[1])
    elif found := _MONTH_DAY.fullmatch(text):
        year, month, day = found[3], _month(found[1]), int(found[2])
    if month is None or day is None:
        return None
    today = clock.now().astimezone(clock.LOCAL).date()
    years = (int(year),) if year else range(today.year, today.year + 5)
    found_days = (one for one in (day_of(each, month, day) for each in years) if one and (year or one >= today))
    return next(found_days, None)


def _month(name: str) -> int | None:
    return _MONTHS.index(name) + 1 if name in _MONTHS else None


def read_text(text: str, most: int) -> str:
    """A text of at most so many characters, with nothing hidden in it. Raises BadCell."""
    found = cleaned(text)
    if len(found) > most:
        raise BadCell(_("最多 %(most)d 个字。", most=most))
    return found


def read_span(text: str) -> Span:
    """From when to when, such as 9:00-11:30, 下午2点到5点, 22:00-次日2:00. Raises BadCell."""
    parts = _BETWEEN.split(_plain(text))
    found = [_HOUR.fullmatch(part) for part in parts]
    if len(found) != 2 or found[0] is None or found[1] is None or found[0][1]:
        raise BadCell(_("没有看懂时间，请写成 9:00-11:30。"))
    begins, ends = _minutes(found[0]), _minutes(found[1])
    if begins >= 720 and _is_told(found[0]) and not _is_told(found[1]) and ends < 720 and not found[1][1]:
        ends += 720
    elif _is_late(found[1]) and not _is_told(found[0]) and begins + 720 < ends:
        begins += 720
    return _span(begins, ends, overnight=bool(found[1][1]))


def read_hours(begins: str, ends: str) -> Span:
    """The same from two cells. Raises BadCell."""
    return read_span(f"{begins}-{ends}")


def read_count(text: str) -> int:
    """How many, such as 3 or 3人. Raises BadCell."""
    found = _COUNT.fullmatch(_plain(text))
    if found is None:
        raise BadCell(_("请填写人数，例如 3。"))
    return int(found[1])


def _plain(text: str) -> str:
    return " ".join(plain(text).lower().split())


def _is_told(hour: re.Match[str]) -> bool:
    """Whether it says which half of the day it means."""
    return bool(hour[2] or hour[5])


def _is_late(hour: re.Match[str]) -> bool:
    return hour[2] in _LATE or hour[5] in _LATE


def _minutes(hour: re.Match[str]) -> int:
    hours, rest = int(hour[3]), 30 if hour[4] == "半" else int(hour[4] or 0)
    if (_is_late(hour) and hours < 12) or (hour[2] == "中午" and hours < 3):
        hours += 12
    if hours == 12 and (hour[5] == "am" or hour[2] == "凌晨"):
        hours = 0
    return hours * 60 + rest


def _span(begins: int, ends: int, *, overnight: bool) -> Span:
    if begins >= 1440 or ends > 1440:
        raise BadCell(_("没有看懂时间，请写成 9:00-11:30。"))
    if ends <= begins and not overnight:
        raise BadCell(_("结束应晚于开始；跨夜的请写“次日”，例如 22:00-次日2:00。"))
    return Span(f"{begins // 60:02}:{begins % 60:02}", f"{ends // 60:02}:{ends % 60:02}", overnight)
