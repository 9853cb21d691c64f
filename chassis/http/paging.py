"""Keyset paging: a page begins after a row, not at a number, so that rows added meanwhile shift nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import marshmallow as ma
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, UnaryExpression, literal, tuple_
from sqlalchemy.orm import Session
from sqlalchemy.sql.operators import desc_op

from chassis.http.errors import Invalid
from chassis.http.schemas import Between, FieldError, Schema, Trimmed

LARGEST = 1 << 63
SEPARATOR = "~"
"""Between the parts of a cursor; none but the first holds it."""


class PageSchema(Schema):
    """The query of a listing."""

    after = Trimmed(load_default=None, metadata={"description": "`next` of the page before."})
    limit = ma.fields.Integer(load_default=50, validate=Between(1, 200))


@dataclass(frozen=True)
class Page:
    """Items in order, and the cursor of the next page; None at the end."""

    items: Sequence[Any]
    next: str | None


def page(session: Session, statement: Select[*tuple[Any, ...]], order: Any, after: str | None, limit: int) -> Page:
    """One page of `statement`, ordered by a unique column (an id), or by columns that are never NULL and a unique one.

    `order` is such a column, or all of them; falling where the first is `column.desc()`. The cursor holds what the last
    row was ordered by, so that rows that change or go meanwhile move no other. Raises Invalid for one no page gave.
    """
    first, *others = order if isinstance(order, tuple) else (order,)
    falling = isinstance(first, UnaryExpression) and first.modifier is desc_op
    keys: list[ColumnElement[Any]] = [first.element if falling else first, *others]
    wanted = statement.add_columns(*(key.label(f"page_key_{place}") for place, key in enumerate(keys)))
    wanted = wanted.order_by(None).order_by(*(key.desc() if falling else key for key in keys)).limit(limit + 1)
    if after is not None:
        here, start = _row(keys), _row(_start(keys, after))
        wanted = wanted.where(here < start if falling else here > start)
    found = session.execute(wanted).freeze()
    width = len(found().keys()) - len(keys)
    items = found().scalars() if width == 1 else found().columns(*range(width))
    shown, ends = items.all()[:limit], found().columns(*range(width, width + len(keys))).all()
    return Page(shown, SEPARATOR.join(map(_text, ends[limit - 1])) if len(ends) > limit else None)


def _row(values: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    return values[0] if len(values) == 1 else tuple_(*values)


def _start(keys: list[ColumnElement[Any]], after: str) -> list[ColumnElement[Any]]:
    texts = after.rsplit(SEPARATOR, len(keys) - 1)
    if len(texts) < len(keys):
        raise _invalid()
    return [literal(_cursor(key.type.python_type, text), key.type) for key, text in zip(keys, texts, strict=True)]


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _cursor(kind: type, text: str) -> UUID | int | str | datetime:
    try:
        if kind is UUID:
            return UUID(text)
        if kind is datetime:
            return datetime.fromisoformat(text).astimezone(UTC)
        if kind is int and not -LARGEST <= int(text) < LARGEST:
            raise ValueError(text)
        return int(text) if kind is int else text
    except (ValueError, OverflowError) as error:
        raise _invalid() from error


def _invalid() -> Invalid:
    return Invalid({"after": [FieldError("invalid", _l("页码已失效，请从第一页重新开始。")).body()]})
