"""The tables of manuscripts. Every part has them, so that whatever it lets people write has drafts and versions."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint, Uuid

from chassis.storage.engine import new_metadata
from chassis.storage.tables import UTCDateTime

metadata = new_metadata()

manuscript = Table(
    "manuscript",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("subject", String(120), nullable=False),
    Column("state", String(10), nullable=False),
    Column("saves", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("kind", "subject"),
)
"""One document: a kind of it, and the thing it belongs to. `saves` makes the ETag; `revision` is the number of the
draft as it stands, `version` that of what was published last, 0 before anything was."""

manuscript_revision = Table(
    "manuscript_revision",
    metadata,
    Column("manuscript_id", Uuid, ForeignKey("manuscript.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", Text, nullable=False),
    Column("origin", String(10), nullable=False),
    Column("begun_at", UTCDateTime, nullable=False),
    Column("saved_at", UTCDateTime, nullable=False),
    Column("saved_by", Uuid, nullable=False, index=True),
    Column("saved_name", Text, nullable=False),
)
"""What one person wrote at a stretch. Written over while the stretch lasts, never after. `content`: canonical JSON."""

manuscript_version = Table(
    "manuscript_version",
    metadata,
    Column("manuscript_id", Uuid, ForeignKey("manuscript.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("published_at", UTCDateTime, nullable=False),
    Column("published_by", Uuid, nullable=False, index=True),
    Column("published_name", Text, nullable=False),
)
"""A revision that was published, with the SHA-256 of its content. Written once."""
