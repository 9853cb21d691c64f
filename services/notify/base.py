"""The declarative base of notify's tables."""

from typing import cast

from sqlalchemy import Table
from sqlalchemy.orm import DeclarativeBase

from chassis.storage.engine import TYPES, new_metadata


class Base(DeclarativeBase):
    metadata = new_metadata()
    type_annotation_map = TYPES


def table(kind: type[Base]) -> Table:
    """The table behind a model, for statements that every event runs through: made once, they need no objects."""
    return cast(Table, kind.__table__)
