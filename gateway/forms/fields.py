"""What a form asks for. Limits count code points, what a person calls a character; services keep the last word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError

from chassis.forms.rules import bounded_figure
from chassis.http.schemas import FieldError, Length, sentence
from chassis.words.addresses import email_address
from chassis.words.visible import visible

MANY = "checks"
"""The kind of a field with several answers; its value holds one a line."""
DECIMALS = 6
"""Places after the point of a number; whoever it is sent to may want fewer."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question of a form."""

    name: str
    label: Any
    kind: str = "text"
    """text, email, tel, number, date, password, digits, code, area, select, pictures, radio, checks, tick or hidden;
    `digits` are those of a code that was sent, `code` is text for a machine, `pictures` a select that shows them."""
    hint: Any = ""
    least: int = 0
    most: int | None = None
    """Shortest and longest answer, in code points after trimming."""
    required: bool = False
    required_when: tuple[str, tuple[str, ...]] | None = None
    """Another field and its answers under which this one has to be answered."""
    choices: tuple[Mapping[str, Any], ...] = ()
    """`key`, `name` and perhaps `name_en` of each answer of a select, radio or checks; of pictures where each is seen
    in small, as `picture`."""
    sent_as: str = ""
    """What the service calls it in its errors; the same unless given."""
    rows: int = 8
    autocomplete: str = "off"
    low: str = ""
    high: str = ""
    step: str = ""
    """Bounds and step of a number or date, as HTML writes them."""

    @property
    def known_as(self) -> str:
        """The service's name for it."""
        return self.sent_as or self.name

    def asked(self, values: Mapping[str, str]) -> bool:
        """Whether it has to be answered, given the other answers."""
        if self.required_when:
            other, answers = self.required_when
            return values.get(other, "") in answers
        return self.required

    def wrong(self, values: Mapping[str, str]) -> list[dict[str, str]]:
        """What is wrong with its answer, as a service would say it."""
        value = values.get(self.name, "").strip()
        if not visible(value):
            return [FieldError("required", sentence("required")).body()] if self.asked(values) else []
        return next((found for check in (_length, _choice, _form) if (found := check(self, value))), [])


Check = Callable[[Field, str], list[dict[str, str]]]


def _length(field: Field, value: str) -> list[dict[str, str]]:
    try:
        Length(field.least, field.most)(value)
    except ValidationError as invalid:
        return [error.body() for error in invalid.messages if isinstance(error, FieldError)]
    return []


def _choice(field: Field, value: str) -> list[dict[str, str]]:
    known = {str(choice["key"]) for choice in field.choices}
    chosen = set(value.split("\n")) if field.kind == MANY else {value}
    if not known or chosen <= known:
        return []
    return [FieldError("unknown-choice", _l("请从列表中选择。")).body()]


def _form(field: Field, value: str) -> list[dict[str, str]]:
    if field.kind == "email" and email_address(value) is None:
        return [FieldError("not-an-address", _l("邮箱的格式应为 name@example.cn，请检查。")).body()]
    if field.kind == "number":
        try:
            bounded_figure(value, DECIMALS, *(Decimal(bound) if bound else None for bound in (field.low, field.high)))
        except ValidationError as invalid:
            return [error.body() for error in invalid.messages if isinstance(error, FieldError)]
    return []
