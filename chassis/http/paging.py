"""Keyset paging: a page begins after a row, not at a number, so that rows added meanwhile shift nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import marshmallow as ma
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, UnaryExpression
from sqlalchemy.orm import Session
from sqlalchemy.sql.operators import desc_op

from chassis.http.errors import Invalid
from chassis.http.schemas import Between, FieldError, Schema, Trimmed

LARGEST = 1 << 63


class PageSchema(Schema):
    """The query of a listing."""

    after = Trimmed(load_default=None, metadata={"description": "`next` of the page before."})
    limit = ma.fields.Integer(load_default=50, validate=Between(1, 200))


@dataclass(frozen=True)
class Page:
    """Items in order, and the cursor of the next page; None at the end."""

    items: Sequence[Any]
    next: str | None


def page(session: Session, statement: Select[*tuple[Any, ...]], column: Any, after: str | None, limit: int) -> Page:
    """One page of `statement`, ordered by `column` or `column.desc()`, which must be unique (an id).

    Raises Invalid for an `after` that no page gave.
    """
    falling = isinstance(column, UnaryExpression) and column.modifier is desc_op
    key: ColumnElement[Any] = column.element if falling else column
    wanted = statement.add_columns(key.label("page_key")).order_by(None).order_by(column).limit(limit + 1)
    if after is not None:
        start = _cursor(key.type.python_type, after)
        wanted = wanted.where(key < start if falling else key > start)
    found = session.execute(wanted).freeze()
    width = len(found().keys()) - 1
    items = found().scalars() if width == 1 else found().columns(*range(width))
    shown, keys = items.all()[:limit], found().scalars("page_key").all()
    return Page(shown, str(keys[limit - 1]) if len(keys) > limit else None)


def _cursor(kind: type, text: str) -> UUID | int | str:
    try:
        if kind is UUID:
            return UUID(text)
        if kind is int and not -LARGEST <= int(text) < LARGEST:
            raise ValueError(text)
        return int(text) if kind is int else text
    except ValueError as error:
        raise Invalid({"after": [FieldError("invalid", _l("页码已失效，请从第一页重新开始。")).body()]}) from error
