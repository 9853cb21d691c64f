"""What stops the publication of an event beyond what its form asks: times, what has begun, people who are on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis import clock
from chassis.http.schemas import FieldError
from chassis.manuscripts.content import Content
from chassis.manuscripts.kinds import Errors
from services.registration.outreach.drafting.composing import TIMES, compose
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.programme.schemas import NO_PLACES, with_times
from services.registration.outreach.programme.states import CANCELLED

Found = Iterator[tuple[str, FieldError]]
DISORDER = FieldError("end-before-start", _l("结束时间应晚于开始时间。"))
PAST = FieldError("in-the-past", _l("这个时间已经过去，请填写将来的时间。"))
NO_DAY = FieldError("required", _l("填写了时间，请同时填写日期。"))
SETTLED = FieldError("event-begun", _l("活动已有班次开始，这一项不能再改，请恢复原来的内容。"))
BEGUN = FieldError("shift-begun", _l("这个班次已经开始或结束，时间不能再改，请恢复原来的时间。"))
DROPPED = _l("“%(post)s”已经开始或结束，不能删除。请在“修改记录”中恢复删除之前的内容。")
SHRUNK = _l("已录用 %(confirmed)d 人，名额不能少于此数。请先在名单中为不能到场的志愿者取消报名。")


@dataclass(frozen=True)
class Published:
    """What is published of an event, which a new draft has to go with."""

    event: OutreachEvent | None = None
    """None before anything was published."""
    confirmed: Mapping[str, int] = field(default_factory=dict)
    """Places taken, by the key of the shift."""


def faults(content: Content, published: Published) -> Errors:
    """What is wrong, by its place; the answers keep the rules of the form already. Nothing of a cancelled event is."""
    if published.event and published.event.state == CANCELLED:
        return {}
    found: Errors = {}
    for place, error in _examined(content, published):
        found.setdefault(place, []).append(error.body())
    return found


def _examined(content: Content, published: Published) -> Found:
    for name in ("starts", "ends"):
        if content.get(f"{name}_time") and not content.get(f"{name}_day"):
            yield f"{name}_day", NO_DAY
    facts, event = compose(content, published.event), published.event
    known = {shift.key: shift for shift in event.planned} if event else {}
    for number, shift in enumerate(facts["shifts"]):
        before = known.get(shift["key"])
        yield from _shift(f"shifts.{number}", shift, before, published.confirmed.get(shift["key"], 0))
    yield from _event(content, with_times(facts), event)
    kept = {shift["key"] for shift in facts["shifts"]}
    for shift in known.values():
        if shift.begun and shift.key not in kept:
            yield "shifts", FieldError("shift-begun", DROPPED, post=shift.post)


def _shift(place: str, shift: Mapping[str, Any], before: Shift | None, confirmed: int) -> Found:
    if shift["ends_at"] <= shift["starts_at"]:
        yield f"{place}.ends_time", DISORDER
    if before and before.begun:
        if any(shift[name] != getattr(before, name) for name in TIMES):
            yield f"{place}.starts_day", BEGUN
    elif shift["starts_at"] <= clock.now():
        yield f"{place}.starts_day", PAST
    if not shift["capacity"]:
        yield f"{place}.capacity", FieldError("no-places", NO_PLACES, post=shift["post"])
    elif shift["capacity"] < confirmed:
        yield f"{place}.capacity", FieldError("capacity-below-confirmed", SHRUNK, confirmed=confirmed)


def _event(content: Content, facts: Mapping[str, Any], event: OutreachEvent | None) -> Found:
    if facts["ends_at"] <= facts["starts_at"]:
        yield "ends_day" if content.get("ends_day") else "starts_day", DISORDER
    if facts["ends_at"] <= clock.now() and (event is None or facts["ends_at"] != event.ends_at):
        yield "ends_day", PAST
    if event and any(shift.begun for shift in event.planned):
        yield from ((name, SETTLED) for name in ("place", "travel_minutes") if facts[name] != getattr(event, name))
