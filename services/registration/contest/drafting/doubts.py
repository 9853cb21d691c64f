"""What looks wrong in a matter and may be published all the same: people decide."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis import clock
from chassis.forms.bilingual import Said
from chassis.forms.day_and_time import typed_day
from chassis.forms.definition import Form
from chassis.http.schemas import FieldError
from chassis.manuscripts.content import Content
from chassis.manuscripts.described import without_english
from chassis.manuscripts.kinds import Errors
from chassis.words.moments import calendar_day
from chassis.words.workdays import WORKING, Workdays, unannounced
from services.registration.contest.drafting.beside import CALENDAR, Beside
from services.registration.contest.drafting.stages import has_window, window, workdays_of
from services.registration.contest.editions.models import ENTRY, NOTICE, OTHER

Found = Iterator[tuple[str, FieldError]]
PERIODS = ("shortlist", "awards")
"""Periods that a stage of public notice has to last, the last stage for the awards."""


def doubts(matter: str, form: Form, content: Content, around: Beside) -> Errors:
    """What to look at, by its place; the draft may be half done."""
    found = without_english(form, content)
    for place, error in _CHECKS.get(matter, _nothing)(content, around):
        found.setdefault(place, []).append(error.body())
    return found


def _nothing(_content: Content, _around: Beside) -> Found:
    yield from ()


def timetable_doubts(content: Content, around: Beside) -> Found:
    """What to look at in a timetable, by its place."""
    rows = [(number, row) for number, row in enumerate(content.get("stages") or ()) if has_window(row)]
    yield from _free_days(rows, workdays_of(content))
    for year in unannounced((typed_day(row["opens_day"]), typed_day(row["closes_day"])) for _number, row in rows):
        sentence = _l("%(year)d 年的放假安排尚未公布，暂按法定节假日和周末休息计算，公布后请核对。")
        yield "stages", FieldError("not-announced", sentence, year=year)
    if rows and not around.is_over and all(window(row)["closes_at"] <= clock.now() for _number, row in rows):
        yield "stages", FieldError("all-over", _l("所有阶段都已经过去，请核对年份。"))
    yield from _disorder([(number, row) for number, row in rows if row.get("kind") != OTHER])
    yield from _short_notices(content, around.notices)


def _free_days(rows: list[tuple[int, Mapping[str, Any]]], workdays: Workdays) -> Found:
    """Ends on which nobody may answer."""
    for number, row in rows:
        last = typed_day(row["closes_day"])
        if row.get("kind") in {ENTRY, NOTICE} and not workdays.is_working(last):
            sentence = _l("%(day)s不是工作日，当天可能没有人答复咨询。")
            yield f"stages.{number}.closes_day", FieldError("free-day", sentence, day=calendar_day(last))


def _short_notices(calendar: Content, notices: Content) -> Found:
    """Stages of public notice that are shorter than the period for it."""
    stages = [(number, row) for number, row in enumerate(calendar.get("stages") or ()) if row.get("kind") == NOTICE]
    stages = [(number, row) for number, row in stages if has_window(row)]
    periods = {row.get("kind"): row for row in notices.get("notice_periods") or ()}
    for number, row in stages:
        period = periods.get(PERIODS[number == stages[-1][0]])
        if period and str(period.get("days", "")).isdigit() and _lasts(calendar, row, period) < int(period["days"]):
            sentence = _l("比规定的公示期限短，请延长这个阶段或修改期限。")
            yield f"stages.{number}.closes_day", FieldError("notice-too-short", sentence)


def _lasts(calendar: Content, row: Mapping[str, Any], period: Mapping[str, Any]) -> int:
    first, last = (typed_day(row[name]) for name in ("opens_day", "closes_day"))
    return workdays_of(calendar).count(first, last) if period.get("unit") == WORKING else (last - first).days + 1


def _disorder(rows: list[tuple[int, Mapping[str, Any]]]) -> Found:
    for (_first, earlier), (number, later) in pairwise(rows):
        before, after = window(earlier), window(later)
        if after["opens_at"] < before["opens_at"]:
            sentence = _l("开始得比排在前面的“%(name)s”早，请检查日期或先后。")
            yield f"stages.{number}.opens_day", FieldError("out-of-order", sentence, name=_name(earlier))
        elif after["opens_at"] < before["closes_at"]:
            sentence = _l("与“%(name)s”的时间有重叠，请确认是否有意安排。")
            yield f"stages.{number}.opens_day", FieldError("overlap", sentence, name=_name(earlier))


def _name(row: Mapping[str, Any]) -> str:
    return str(Said(row.get("name", ""), row.get("name_en", "")))


def _awards(content: Content, _around: Beside) -> Found:
    for number, row in enumerate(content.get("awards") or ()):
        if row.get("name") and not row.get("count") and not row.get("share_percent"):
            yield f"awards.{number}.count", FieldError("no-number", _l("没有数量，网站将显示“若干”。"))


def _basics(content: Content, _around: Beside) -> Found:
    if not content.get("contacts"):
        yield "contacts", FieldError("no-contact", _l("没有咨询方式，参赛团队不知道该问谁。"))


_CHECKS: Mapping[str, Callable[[Content, Beside], Found]] = {
    "basics": _basics,
    CALENDAR: timetable_doubts,
    "awards": _awards,
}
