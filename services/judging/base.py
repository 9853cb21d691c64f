"""The declarative base of judging's tables."""

from sqlalchemy.orm import DeclarativeBase

from chassis.storage.engine import TYPES, new_metadata


class Base(DeclarativeBase):
    """Every table of judging."""

    metadata = new_metadata()
    type_annotation_map = TYPES
