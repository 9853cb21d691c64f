"""The declarative base of the gateway's own tables."""

from sqlalchemy.orm import DeclarativeBase

from chassis.db import TYPES, new_metadata


class Base(DeclarativeBase):
    metadata = new_metadata()
    type_annotation_map = TYPES
