"""Dates in the text of a page, each in one piece: a line never breaks inside a date."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup, escape

from chassis.words import moments
from gateway.shell import times

At = str | datetime
HOURS = len("09:00–18:00")
"""Characters of the hours, which stand last where both times are of one day."""


def whole(text: str) -> Markup:
    """The text in one piece; nothing where there is none."""
    return Markup('<span class="whole">{}</span>').format(text) if text else Markup()


def deadline(value: At | None) -> Markup:
    """An exclusive end, in one piece."""
    return whole(times.deadline(value))


def left(value: At | None) -> Markup:
    """How long until then, in one piece."""
    return whole(times.left(value))


def ending(value: At) -> Markup:
    """How long something that goes on lasts still, in one piece."""
    return whole(times.ending(value))


def until(value: At) -> Markup:
    """How long until something begins, in one piece."""
    return whole(times.until(value))


def moment(value: At | None) -> Markup:
    """Date, weekday and time of day, in one piece."""
    return whole(times.moment(value))


def span(starts: At, ends: At) -> Markup:
    """From one time to another: the day and the hours in one piece each, else both ends."""
    if times.local(starts).date() == times.local(ends).date():
        written = times.span(starts, ends)
        return Markup("{}<wbr>{}").format(whole(written[:-HOURS]), whole(written[-HOURS:]))
    return Markup("{}{}<wbr>{}").format(moment(starts), moments.TO, moment(ends))


def window(opens: At, closes: At) -> Markup:
    """A period with an exclusive end, both ends in one piece each."""
    if times.local(opens).date() == times.local(closes).date():
        return span(opens, closes)
    return escape(_("%(opens)s 至 %(closes)s")) % {"opens": moment(opens), "closes": deadline(closes)}


def shift_time(event: times.Lasting, shift: times.Lasting) -> Markup:
    """When a shift is, beside its event: the hours alone where the event lasts a day."""
    if times.local(event.starts_at).date() == times.local(event.ends_at).date():
        return whole(times.shift_time(event, shift))
    return span(shift.starts_at, shift.ends_at)


def _wholly(written: Callable[[Any], str]) -> Callable[[Any], Markup]:
    return lambda value: whole(written(value))


def _written_day(value: At) -> str:
    return moments.written(times.local(value), "date")


def _calendar_day(value: date) -> str:
    return moments.calendar_day(value)


def init_app(app: Flask) -> None:
    """Let templates write dates."""
    written = {"second": times.second, "short": times.short, "day": times.day}
    app.jinja_env.filters.update({name: _wholly(one) for name, one in written.items()})
    app.jinja_env.filters.update(
        left=left,
        ending=ending,
        until=until,
        moment=moment,
        deadline=deadline,
        date=_wholly(_calendar_day),
        recent=_wholly(times.recent),
        brief=_wholly(times.brief),
        written_day=_wholly(_written_day),
    )
    app.jinja_env.globals.update(span=span, window=window, shift_time=shift_time)
