"""Rows that belong to a person: what a copy of their data says of them, and what is written into all of them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session


def facts_of(row: object, names: Sequence[str]) -> dict[str, Any]:
    """These facts of a row, by their names."""
    return {name: getattr(row, name) for name in names}


def rows_of(
    session: Session, whose: InstrumentedAttribute[Any], account_id: UUID, names: Sequence[str]
) -> list[dict[str, Any]]:
    """These facts of every row whose column `whose` names the person, in the order of the primary key."""
    own = select(whose.class_).where(whose == account_id).order_by(*inspect(whose.class_).primary_key)
    return [facts_of(row, names) for row in session.scalars(own)]


def write_into(session: Session, whose: InstrumentedAttribute[Any], account_id: UUID, /, **values: Any) -> None:
    """Write these values into every row whose column `whose` names the person."""
    session.execute(update(whose.class_).where(whose == account_id).values(**values))
