"""More days of an event, a line each: weekly or chosen, here or elsewhere. Read aloud first, then made at once."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from chassis import clock
from chassis.http.auth import allow
from chassis.words.moments import calendar_day
from chassis.words.workdays import is_holiday, is_made_up
from contracts.roles import ORGANIZER
from gateway.bulk import pages
from gateway.bulk.batch import BadCell, Batch, Cell, Values
from gateway.bulk.cells import read_day, read_text
from gateway.bulk.tables import Table
from gateway.clients.registration.event_series import EVENT_SERIES, NewDay
from gateway.forms import saving
from gateway.pages.organizer.outreach.event_list import name_of

blp = Blueprint("series_days", __name__)
WEEKS, TIMES = range(1, 5), range(1, 31)
"""Every how many weeks an event can be repeated, and how many times more."""
PLACE = 200
"""Characters of a place."""


@blp.route("/organizer/events/<slug>/series/days", methods=["GET", "POST"])
@allow(ORGANIZER, everywhere=True)
def add(slug: str) -> Response:
    """Give the days, look at what was understood, make the drafts."""
    items = EVENT_SERIES.series(slug).items
    event = next(one for one in items if one.slug == slug)
    weeks, times = request.args.get("weeks", type=int), request.args.get("times", type=int)
    facts: dict[str, Any] = {"event": event, "title": name_of(event), "weeks": WEEKS, "times": TIMES}
    last = max((one.starts_on for one in items if one.starts_on), default=None)
    table = _weekly(last, weeks, times) if last and weeks in WEEKS and times in TIMES and weeks and times else ""
    batch = _batch(slug, {one.starts_on for one in items})
    return pages.answer(batch, "organizer/outreach/events/series_days.html", table, **facts, last=last)


def _weekly(last: date, weeks: int, times: int) -> str:
    """The table of the same weekday, so many weeks apart, to be looked over and changed."""
    days = [last + timedelta(weeks=weeks * number) for number in range(1, times + 1)]
    return Table((str(_("日期")), str(_("地点"))), tuple((day.isoformat(), "") for day in days)).text()


def _batch(slug: str, known: Collection[date | None]) -> Batch:
    def foresee(values: Values) -> str:
        day: date = values["day"]
        if day < clock.now().astimezone(clock.LOCAL).date():
            raise BadCell(_("%(day)s已经过去。", day=calendar_day(day)))
        if day in known and not values["place"]:
            raise BadCell(_("%(day)s这一天已有一场。同一天在别处再办一场，请写明地点。", day=calendar_day(day)))
        told = [calendar_day(day), values["place"] or _("地点不变")]
        told += [_("法定节假日，请留意")] if is_holiday(day) else []
        told += [_("调休上班日，请留意")] if is_made_up(day) else []
        return " · ".join(str(one) for one in told)

    def do_all(rows: Sequence[Values]) -> None:
        days = [NewDay(values["day"], values["place"], values["place_en"]) for values in rows]
        EVENT_SERIES.add_days(slug, days, saving.pressed_key())

    return Batch("days", _l("增加场次"), COLUMNS, foresee, do_all=do_all)


COLUMNS = (
    Cell("day", _l("日期"), ("日期", "date"), read_day, required=True, sample="12月12日"),
    Cell("place", _l("地点"), ("地点", "place"), partial(read_text, most=PLACE), sample="兴隆社区广场"),
    Cell("place_en", _l("英文地点"), ("英文地点", "place in english"), partial(read_text, most=PLACE)),
)
"""What the table says of each day, and what its columns are called in either language."""
