"""Shifts of an event from a table: pasted or uploaded, every row read aloud first, then put into the draft at once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup

from chassis.forms.day_and_time import typed_moment
from chassis.http.auth import allow
from chassis.http.errors import Forbidden
from chassis.words.visible import cleaned
from contracts.roles import ORGANIZER
from gateway.bulk import pages
from gateway.bulk.batch import BadCell, Batch, Cell, Values
from gateway.bulk.cells import Span, read_count, read_day, read_hours, read_span, read_text
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.event_drafts import EVENT_DRAFTS, WrittenEvent
from gateway.pages.organizer.outreach.event_list import name_of
from gateway.pages.organizer.outreach.shift_words import (
    A_DAY,
    A_POST,
    BEGINS,
    DAY_MARKS,
    DAYS,
    ENDS,
    ENGLISH_POSTS,
    HOURS,
    PLACES,
    POSTS,
)
from gateway.shell.whole_dates import span

blp = Blueprint("shift_table", __name__)
POST = 50
"""Characters of a post."""

Shift = dict[str, Any]
"""A shift as the draft writes it."""


@blp.route("/organizer/events/<slug>/shifts", methods=["GET", "POST"])
@allow(ORGANIZER)
def paste(slug: str) -> Response:
    """Give a table, look at what was understood, put it into the draft."""
    found = EVENT_DRAFTS.draft(slug)
    if "write" not in found.may:
        raise Forbidden
    shown: dict[str, Any] = {"event": found.about, "title": name_of(found.about)}
    return pages.answer(_batch(found, slug), "organizer/outreach/events/shift_table.html", **shown)


def _batch(found: Manuscript[WrittenEvent], slug: str) -> Batch:
    before = _written(found.content)

    def foresee(values: Values) -> str:
        if not values["capacity"]:
            raise BadCell(_("“%(post)s”没有名额，请填写至少 1 个。", post=values["post"]))
        shift = _shift(values)
        moments = _moments(shift)
        told = [values["post"], span(*moments), ngettext("%(num)d 人", "%(num)d 人", values["capacity"])]
        known = [_("已有这个班次，将更新名额")] if _same(shift) in before else []
        return Markup(" · ").join([*told, *known])

    def do_all(rows: Sequence[Values]) -> None:
        shifts = {**before}
        for values in rows:
            shift = _shift(values)
            shifts[_same(shift)] = {**shifts.get(_same(shift), {}), **shift}
        content = {**found.content, "shifts": list(shifts.values())}
        EVENT_DRAFTS.save(content, found.etag, slug)

    return Batch("shifts", _l("粘贴班次"), COLUMNS, foresee, do_all=do_all)


def _written(content: Mapping[str, Any]) -> dict[Any, Shift]:
    """The shifts of the draft that say anything, each by what tells it from the others."""
    said = [row for row in content.get("shifts") or [] if any(value for name, value in row.items() if name != "key")]
    return {_same(row) or number: row for number, row in enumerate(said)}


def _same(shift: Shift) -> Any:
    """What two rows have in common that mean the same shift; None where it cannot be said."""
    try:
        return shift["post"], *_moments(shift)
    except (KeyError, ValueError):
        return None


def _moments(shift: Shift) -> tuple[datetime, datetime]:
    begins = typed_moment(shift["starts_day"], shift["starts_time"])
    return begins, typed_moment(shift.get("ends_day") or shift["starts_day"], shift["ends_time"])


def _shift(values: Values) -> Shift:
    """A row of the table as the draft writes it. Raises BadCell."""
    day, hours = _when(values)
    ends = {"ends_day": (day + timedelta(days=1)).isoformat()} if hours.overnight else {}
    texts = {name: values[name] for name in ("post", "post_en") if values[name]}
    times = {"starts_day": day.isoformat(), "starts_time": hours.begins, "ends_time": hours.ends}
    return {**texts, **times, **ends, "capacity": str(values["capacity"])}


def _when(values: Values) -> tuple[date, Span]:
    day, hours = values["hours"]
    day, hours = values["day"] or day or values["begins"][0], hours or _of_two(values)
    if day is None:
        raise BadCell(_("没有日期。请增加“日期”一列，或在时间前写明日期。"))
    if hours is None:
        raise BadCell(_("没有时间。请增加“时间”一列，例如 9:00-11:30。"))
    return day, hours


def _of_two(values: Values) -> Span | None:
    (_begins, begins), (_ends, ends) = values["begins"], values["ends"]
    return read_hours(begins, ends) if begins and ends else None


def _hours(text: str) -> tuple[date | None, Span | None]:
    """The time in a cell, perhaps after the day. Raises BadCell."""
    if not text:
        return None, None
    try:
        return None, read_span(text)
    except BadCell:
        day, _blank, rest = text.strip().partition(" ")
        if not rest:
            raise
        return read_day(day), read_span(rest)


def _hour(text: str) -> tuple[date | None, str]:
    """A time of day, perhaps after the day. Raises BadCell."""
    found = cleaned(text)
    day, _blank, rest = found.partition(" ")
    if not rest or not any(mark in day for mark in DAY_MARKS):
        return None, found
    return read_day(day), rest


def _day(text: str) -> date | None:
    return read_day(text) if text else None


COLUMNS = (
    Cell("post", _l("岗位"), POSTS, partial(read_text, most=POST), required=True, sample=A_POST),
    Cell("post_en", _l("英文岗位"), ENGLISH_POSTS, cleaned),
    Cell("day", _l("日期"), DAYS, _day, sample=A_DAY),
    Cell("hours", _l("时间"), HOURS, _hours, sample="9:00-11:30"),
    Cell("begins", _l("开始时间"), BEGINS, _hour),
    Cell("ends", _l("结束时间"), ENDS, _hour),
    Cell("capacity", _l("名额"), PLACES, read_count, required=True, sample="3"),
)
"""What the table says of each shift, and what its columns are called in either language."""
