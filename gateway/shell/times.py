"""Times as people read them: Beijing time, weekday, 24:00 for a deadline at midnight, and how long that is."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Protocol

from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup, escape

from chassis import clock
from chassis.words import moments

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]|24(?=:00)):([0-5][0-9])")
"""A time of day as people type it; 24:00 is the end of the day."""


DAYS, HOURS, MINUTES = "days", "hours", "minutes"
"""Units in which people count what is left."""


class Lasting(Protocol):
    """Anything that begins and ends."""

    @property
    def starts_at(self) -> datetime:
        """The first moment of it."""

    @property
    def ends_at(self) -> datetime:
        """The first moment after it."""


def local(value: str | datetime) -> datetime:
    """The time in Beijing, from ISO 8601 text or an aware datetime."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moments.local(at)


def moment(value: str | datetime | None) -> str:
    """Date, weekday and time of day."""
    return moments.written(local(value), "moment") if value else ""


def second(value: str | datetime | None) -> str:
    """Date and time to the second, as on a receipt."""
    return moments.written(local(value), "second") if value else ""


def short(value: str | datetime | None) -> str:
    """Day, month and time, where the year is plain."""
    return moments.written(local(value), "short") if value else ""


def recent(value: str | datetime) -> str:
    """The time alone where it is of today, else with its day."""
    return clock_time(value) if local(value).date() == local(clock.now()).date() else short(value)


def day(value: str | datetime | None) -> str:
    """Date and weekday."""
    return moments.written(local(value), "day") if value else ""


def clock_time(value: str | datetime | None) -> str:
    """Hours and minutes."""
    return local(value).strftime("%H:%M") if value else ""


def deadline(value: str | datetime | None) -> str:
    """An exclusive end: midnight is written 24:00 of the day before."""
    return moments.deadline(local(value)) if value else ""


def brief(value: str | datetime) -> str:
    """Day and month, where the year is plain."""
    return moments.written(local(value), "brief")


def brief_window(opens: str | datetime, closes: str | datetime, style: str = "brief") -> Markup:
    """The days of a period with an exclusive end, each in one piece; one day where it begins and ends on it."""
    first = moments.written(local(opens), style)
    last = moments.written(local(closes) - timedelta(microseconds=1), style)
    days = [Markup('<span class="whole">{}</span>').format(day) for day in dict.fromkeys((first, last))]
    if len(days) == 1:
        return days[0]
    return escape(_("%(opens)s 至 %(closes)s")) % {"opens": days[0], "closes": days[1]}


def span(starts: str | datetime, ends: str | datetime) -> str:
    """From one time to another, the date said once where it is the same day."""
    return moments.span(local(starts), local(ends))


def shift_time(event: Lasting, shift: Lasting) -> str:
    """When a shift is, beside its event: the hours alone where the event lasts a day."""
    if local(event.starts_at).date() == local(event.ends_at).date():
        return f"{clock_time(shift.starts_at)}–{clock_time(shift.ends_at)}"
    return span(shift.starts_at, shift.ends_at)


def window(opens: str | datetime, closes: str | datetime) -> str:
    """A period with an exclusive end, the date said once where it begins and ends on one day."""
    if local(opens).date() == local(closes).date():
        return span(opens, closes)
    return str(_("%(opens)s 至 %(closes)s", opens=moment(opens), closes=deadline(closes)))


def remaining(value: str | datetime, *, end: bool = True) -> tuple[int, str]:
    """How long until then, as people count: so many `days`, below two days `hours`, at last `minutes`; 0 once past.

    An `end` at midnight counts to the day before, whose 24:00 it is; a beginning to the day itself.
    """
    rest = local(value) - clock.now()
    minutes = int(rest.total_seconds() // 60)
    if minutes >= 48 * 60:
        days = (local(value) - timedelta(microseconds=1 if end else 0)).date() - local(clock.now()).date()
        return days.days, DAYS
    if minutes >= 60:
        return minutes // 60, HOURS
    return (max(minutes, 1) if rest > timedelta(0) else 0), MINUTES


def left(value: str | datetime | None) -> str:
    """How long until then: 还有 12 天, 还有 3 小时; 已结束 once it is past."""
    if not value:
        return ""
    count, unit = remaining(value)
    if not count:
        return str(_("已结束"))
    if unit == DAYS:
        return str(ngettext("还有 %(num)d 天", "还有 %(num)d 天", count))
    if unit == HOURS:
        return str(ngettext("还有 %(num)d 小时", "还有 %(num)d 小时", count))
    return str(ngettext("还有 %(num)d 分钟", "还有 %(num)d 分钟", count))


def ending(value: str | datetime) -> str:
    """How long something that goes on lasts still: 还有 12 天截止; 已结束 once it is past."""
    return str(_("已结束") if passed(value) else _("%(left)s截止", left=left(value)))


def until(value: str | datetime) -> str:
    """How long until something begins: 12 天后开始; 已开始 once it has."""
    count, unit = remaining(value, end=False)
    if not count:
        return str(_("已开始"))
    if unit == DAYS:
        return str(ngettext("%(num)d 天后开始", "%(num)d 天后开始", count))
    if unit == HOURS:
        return str(ngettext("%(num)d 小时后开始", "%(num)d 小时后开始", count))
    return str(ngettext("%(num)d 分钟后开始", "%(num)d 分钟后开始", count))


def passed(value: str | datetime | None) -> bool:
    """Whether the time has come."""
    return bool(value) and local(value or "") <= clock.now()


def typed_moment(day_typed: str, time_typed: str) -> datetime | None:
    """The moment of a typed date and time of Beijing, 24:00 and full-width figures included; None where it is none."""
    day_text, time_text = (unicodedata.normalize("NFKC", text).strip() for text in (day_typed, time_typed))
    found = _CLOCK.fullmatch(time_text)
    try:
        first = datetime.combine(date.fromisoformat(day_text), time(), clock.LOCAL)
        return first + timedelta(hours=int(found[1]), minutes=int(found[2])) if found else None
    except (ValueError, OverflowError):
        return None


def typed_start(at: datetime) -> tuple[str, str]:
    """Date and time of Beijing as a form holds them."""
    shown = local(at)
    return shown.date().isoformat(), shown.strftime("%H:%M")


def typed_deadline(at: datetime) -> tuple[str, str]:
    """The same of an exclusive end: midnight is 24:00 of the day before."""
    day_text, time_text = typed_start(at)
    if time_text != "00:00":
        return day_text, time_text
    return (local(at).date() - timedelta(days=1)).isoformat(), "24:00"


def init_app(app: Flask) -> None:
    """Let templates write times; dates are written by `whole_dates`."""
    app.jinja_env.filters.update(
        clock_time=clock_time,
        year=lambda value: local(value).year,
        numeric_day=lambda value: local(value).strftime("%Y-%m-%d"),
        month=lambda value: moments.written(local(value), "month"),
        weekday=lambda value: moments.written(local(value), "weekday"),
        day_number=lambda value: local(value).day,
    )
    app.jinja_env.globals.update(brief_window=brief_window, passed=passed)
    app.jinja_env.tests["passed"] = passed
