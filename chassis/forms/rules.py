"""marshmallow fields for the answers to each kind of field, with the rules of a submission."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from chassis.forms import patterns
from chassis.forms.fields import Area, Checks, Date, Link, Money, Number, Radio, Select, Text, Undertaking
from chassis.http import schemas
from chassis.http.schemas import FieldError, Length, Trimmed, sentence
from chassis.words import markup
from chassis.words.visible import visible

REQUIRED = FieldError("required", sentence("required"))
CHOOSE = FieldError("required", _l("请选择这一项。"))
AGREE = FieldError("required", _l("请阅读并勾选。"))
UPLOAD = FieldError("required", _l("请上传文件。"))
UNKNOWN_CHOICE = FieldError("unknown-choice", _l("没有这个选项，请重新选择。"))
INVALID = FieldError("invalid", sentence("invalid"))
_MADE: dict[str, Callable[[str], str | FieldError]] = {
    "email": patterns.email,
    "mobile": patterns.mobile,
    "uscc": patterns.credit_code,
    "time": patterns.time_of_day,
    "name": patterns.name,
    "handle": patterns.handle,
}


def refuse(error: FieldError) -> ma.ValidationError:
    """What a field raises."""
    return ma.ValidationError([error])


class TextAnswer(schemas.Text):
    """A line of a form, perhaps of a set pattern, or several lines; limits count what can be seen."""

    def __init__(self, field: Text | Area) -> None:
        super().__init__(validate=Length(field.least, field.most))
        self.form = _MADE.get(field.pattern) if isinstance(field, Text) else None
        self.lines = isinstance(field, Area)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        return _made(self.form(text)) if self.form else text


def in_usual_form(field: Text, text: str) -> str:
    """A line in the usual form of its pattern; as it is typed where it does not fit."""
    found = _MADE[field.pattern](text) if text and field.pattern in _MADE else text
    return found if isinstance(found, str) else text


class RichAnswer(schemas.Text):
    """A text with headings, lists and links: cleaned of whatever else it holds. Limits count what can be seen."""

    def __init__(self, field: Area) -> None:
        super().__init__()
        self.check = Length(field.least, field.most)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = rich_text(super()._deserialize(value, attr, data, **kwargs))
        self.check(markup.plain(text))
        return text


def rich_text(typed: str) -> str:
    """Clean HTML from what was typed; nothing where nothing of it can be read."""
    text = markup.from_typed(typed)
    return text if visible(markup.plain(text)) else ""


class FigureAnswer(ma.fields.Field[str]):
    """An exact number within its bounds."""

    def __init__(self, field: Number | Money) -> None:
        super().__init__()
        self.decimals = field.decimals if isinstance(field, Number) else 2
        self.low, self.high = field.low, field.high

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return bounded_figure(value, self.decimals, self.low, self.high)


class DayAnswer(Trimmed):
    """A calendar day within its bounds; `today` is that of Beijing."""

    def __init__(self, field: Date) -> None:
        super().__init__()
        self.bounds = field.earliest, field.latest

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        found = _made(patterns.day(super()._deserialize(value, attr, data, **kwargs)))
        earliest, latest = (patterns.today() if bound == "today" else bound for bound in self.bounds)
        if earliest and found < earliest:
            raise refuse(FieldError("too-early", _l("不能早于 %(day)s。"), day=earliest))
        if latest and found > latest:
            raise refuse(FieldError("too-late", _l("不能晚于 %(day)s。"), day=latest))
        return found


class ChoiceAnswer(Trimmed):
    """One of the choices."""

    def __init__(self, field: Select | Radio) -> None:
        super().__init__()
        self.known = {choice.key for choice in field.choices}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        found = super()._deserialize(value, attr, data, **kwargs)
        if found not in self.known:
            raise refuse(UNKNOWN_CHOICE)
        return found


class ChoicesAnswer(ma.fields.Field[list[str]]):
    """Several of the choices, each once, in the form's order."""

    def __init__(self, field: Checks) -> None:
        super().__init__()
        self.known = [choice.key for choice in field.choices]
        self.least, self.most = field.least, field.most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        given = [value] if isinstance(value, str) else value
        if not isinstance(given, list) or not all(isinstance(one, str) and one in self.known for one in given):
            raise refuse(UNKNOWN_CHOICE)
        found = [key for key in self.known if key in given]
        refuse_count(len(found), self.least, self.most)
        return found


class AgreedAnswer(ma.fields.Field[bool]):
    """An undertaking that was given."""

    def __init__(self, field: Undertaking) -> None:
        super().__init__()

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if value is not True:
            raise refuse(AGREE)
        return True


class LinkAnswer(Trimmed):
    """The address of a page."""

    def __init__(self, field: Link) -> None:
        super().__init__(validate=Length(0, field.most))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return _made(patterns.link(super()._deserialize(value, attr, data, **kwargs)))


def _made(found: str | FieldError) -> str:
    if isinstance(found, FieldError):
        raise refuse(found)
    return found


def refuse_count(count: int, least: int, most: int) -> None:
    """Raise ValidationError where there are too few or too many."""
    if not least <= count <= most:
        sentence = _l("应有 %(least)d 至 %(most)d 项，现有 %(count)d 项。")
        raise refuse(FieldError("wrong-count", sentence, least=least, most=most, count=count))


def bounded_figure(value: Any, decimals: int, low: Decimal | None, high: Decimal | None) -> str:
    """A decimal number within its bounds, as it is kept. Raises ValidationError."""
    found = _made(patterns.figure(value, decimals))
    if (low is not None and Decimal(found) < low) or (high is not None and Decimal(found) > high):
        raise refuse(_outside(low, high))
    return found


def _outside(low: Decimal | None, high: Decimal | None) -> FieldError:
    if high is None:
        return FieldError("out-of-range", _l("不能小于 %(least)s。"), least=f"{low:f}")
    if low is None:
        return FieldError("out-of-range", _l("不能大于 %(most)s。"), most=f"{high:f}")
    return FieldError("out-of-range", _l("应在 %(least)s 至 %(most)s 之间。"), least=f"{low:f}", most=f"{high:f}")
