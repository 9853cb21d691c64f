"""Kinds of fields that every service shares (moments, keys, counted lists), and rules over several of them."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError, Trimmed, field_errors

_EARLIEST, _LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_END_OF_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]24:00(?::00(?:\.0+)?)?(Z|[+-]\d{2}:?\d{2})", re.ASCII)
_KEY = r"[a-z0-9][a-z0-9-]{0,49}"


def is_key(text: str) -> bool:
    """Whether the text has the shape of a key, so that looking for it makes sense."""
    return re.fullmatch(_KEY, text) is not None


def wrong(code: str, sentence: Any, field: str = ma.exceptions.SCHEMA, **facts: Any) -> ma.ValidationError:
    """What a validator raises: one thing wrong with one field."""
    return ma.ValidationError([FieldError(code, sentence, **facts)], field)


class Moment(ma.fields.AwareDateTime):
    """A point in time with its offset, ISO 8601, between the years 2000 and 2200; always UTC inside.

    24:00 is the end of a day (ISO 8601-1:2019, 5.3.1.2), which Python reads from 3.14 on.
    """

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        end_of_day = _END_OF_DAY.fullmatch(value.strip()) if isinstance(value, str) else None
        text = f"{end_of_day[1]}T00:00{end_of_day[2]}" if end_of_day else value
        moment: datetime = super()._deserialize(text, attr, data, **kwargs)
        moment += timedelta(days=1 if end_of_day else 0)
        if not _EARLIEST <= moment <= _LATEST:
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return moment.astimezone(UTC)


class PlannedDay(ma.fields.Date):
    """A calendar day on which something begins, ISO 8601, of the same years as moments."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        day: date = super()._deserialize(value, attr, data, **kwargs)
        if not _EARLIEST.date() <= day < _LATEST.date():
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return day


class Stored(ma.fields.Nested):
    """What is stored in the very shape in which it is answered: it goes out as it stands."""

    def _serialize(self, *stored: Any, **_kwargs: Any) -> Any:
        return stored[0]


class Matches(ma.validate.Validator):
    """The whole text follows a pattern."""

    def __init__(self, pattern: str, code: str, sentence: Any) -> None:
        self.pattern, self.code, self.sentence = re.compile(pattern), code, sentence

    def __call__(self, value: str) -> str:
        if not self.pattern.fullmatch(value):
            raise wrong(self.code, self.sentence)
        return value


class Count(ma.validate.Validator):
    """How many items a list may have."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __call__(self, value: Sequence[Any]) -> Sequence[Any]:
        if not self.least <= len(value) <= self.most:
            sentence = _l("应有 %(least)d 至 %(most)d 项，现有 %(count)d 项。")
            raise wrong("wrong-count", sentence, least=self.least, most=self.most, count=len(value))
        return value


class Key(Trimmed):
    """A short name used in addresses and by programs."""

    def __init__(self, *, blank: bool = False, **given: Any) -> None:
        """`blank`: may also be empty, for what nothing else names."""
        sentence = _l("标识只能使用小写字母、数字和连字符，最多 50 个字符。")
        pattern = f"(?:{_KEY})?" if blank else _KEY
        super().__init__(validate=Matches(pattern, "invalid-key", sentence), **given)


def check_slug(slug: str, facts: dict[str, Any]) -> None:
    """Raise Invalid where the name in the address is no key or might be a number of ours, or the body names another."""
    try:
        Key().deserialize(slug)
        if slug.replace("-", "").isdigit():
            raise wrong("only-digits", _l("标识中至少要有一个字母，例如 xm5g-04。"))
        if facts.get("slug", slug) != slug:
            raise wrong("differs-from-address", _l("标识应与地址中的一致，也可以不填。"))
    except ma.ValidationError as error:
        raise Invalid(field_errors({"slug": error.messages})) from error


def refuse_disorder(item: dict[str, Any], begin: str = "opens_at", end: str = "closes_at") -> None:
    """Raise ValidationError where an end does not come after its beginning."""
    if item[begin] >= item[end]:
        raise wrong("end-before-start", _l("结束时间应晚于开始时间。"), end)


def refuse_repeated(items: list[dict[str, Any]], field: str) -> None:
    """Raise ValidationError where two items share a key."""
    keys = [item["key"] for item in items]
    if len(set(keys)) < len(keys):
        raise wrong("repeated-key", _l("标识不能重复。"), field)
