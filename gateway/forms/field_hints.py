"""What is said under a label: help, and limits in words. A limit of length stands at the counter alone."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from chassis.forms.fields import AnyField, Checks, Date, File, Money, Number, Rows
from chassis.forms.files import types_of
from chassis.forms.showing import MONEY
from chassis.words.moments import calendar_day
from chassis.words.sizes import file_size


def label_of(field: AnyField) -> str:
    """What the field is called, with the unit of a number."""
    unit = MONEY if isinstance(field, Money) else field.unit if isinstance(field, Number) else None
    return str(_("%(label)s（%(unit)s）", label=field.label, unit=unit)) if unit else str(field.label)


def hint_of(field: AnyField) -> str:
    """The help and the limits; empty where there is nothing to say."""
    said = (str(field.help) if field.help else "", _limits(field))
    return str(_("；")).join(one for one in said if one)


def counter_of(least: int, most: int) -> str:
    """The limits of a text, in words."""
    if least:
        return str(_("应为 %(least)d 至 %(most)d 字", least=least, most=most))
    return str(_("最多 %(most)d 字", most=most))


def _limits(field: AnyField) -> str:
    match field:
        case Number() | Money():
            return _figures(field)
        case Date():
            return _days(field)
        case Checks():
            return _counted(field.least, min(field.most, len(field.choices)), len(field.choices))
        case Rows():
            return _counted(field.least, field.most, 0)
        case File():
            facts = {"types": types_of(field), "size": file_size(field.size), "count": field.count}
            one = _("%(types)s，不超过 %(size)s", **facts)
            said = one if field.count == 1 else _("%(types)s，每个不超过 %(size)s，最多 %(count)d 个", **facts)
            return str(said) + (str(_("，不超过 %(pages)d 页", pages=field.pages)) if field.pages else "")
    return ""


def _counted(least: int, most: int, all_there_are: int) -> str:
    if least:
        return str(_("%(least)d 至 %(most)d 项", least=least, most=most))
    return str(_("最多 %(most)d 项", most=most)) if most != all_there_are else ""


def _figures(field: Number | Money) -> str:
    decimals = 2 if isinstance(field, Money) else field.decimals
    shape = str(_("最多 %(num)d 位小数", num=decimals) if decimals else _("整数"))
    low, high = (_figure(bound) for bound in (field.low, field.high))
    if low and high:
        return shape + str(_("，%(low)s 至 %(high)s", low=low, high=high))
    if low:
        return shape + str(_("，不小于 %(low)s", low=low))
    return shape + (str(_("，不大于 %(high)s", high=high)) if high else "")


def _figure(bound: Decimal | None) -> str:
    return "" if bound is None else f"{bound:,f}"


def _days(field: Date) -> str:
    earliest, latest = (_day(bound) for bound in (field.earliest, field.latest))
    if earliest and latest:
        return str(_("%(earliest)s至%(latest)s", earliest=earliest, latest=latest))
    if earliest:
        return str(_("不早于%(earliest)s", earliest=earliest))
    return str(_("不晚于%(latest)s", latest=latest)) if latest else ""


def _day(bound: str | None) -> str:
    known: Any = bound and (_("今天") if bound == "today" else calendar_day(date.fromisoformat(bound)))
    return str(known or "")
