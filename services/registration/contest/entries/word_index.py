"""Finding entries by any piece of a word, in any language, without looking at every entry.

Each character of an entry's `search_text`, and each pair of neighbours within a word, is a piece; an index leads from
pieces to entries. SQLite keeps it in a table of FTS5 that holds nothing but the index, PostgreSQL in a GIN index over
an array. An entry that has all pieces of a word need not hold the word, so the text itself is looked at too.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Select,
    Text,
    Uuid,
    bindparam,
    column,
    event,
    insert,
    inspect,
    select,
    table,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from chassis.storage.tables import Serial
from chassis.words.folding import fold
from services.registration.base import Base
from services.registration.contest.entries.models import Entry


class EntryIndex(Base):
    """The number under which the pieces of an entry are found; later entries have larger ones."""

    __tablename__ = "entry_index"
    __table_args__ = (
        Index("ix_entry_index_pieces", "pieces", postgresql_using="gin").ddl_if(dialect="postgresql"),
        {"sqlite_autoincrement": True},
    )

    number: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), unique=True)
    pieces: Mapped[list[str] | None] = mapped_column(ARRAY(Text).with_variant(Text, "sqlite"))
    """On PostgreSQL alone: SQLite has them in `entry_piece`."""


_PIECES = table("entry_piece", column("rowid", Integer))
_NUMBER = "(SELECT number FROM entry_index WHERE entry_id = :entry_id)"
_OWN = bindparam("entry_id", type_=Uuid())
_ADD = text(f"INSERT INTO entry_piece (rowid, pieces) VALUES ({_NUMBER}, :pieces)").bindparams(_OWN)  # noqa: S608  our words
_REMOVE = text(
    f"INSERT INTO entry_piece (entry_piece, rowid, pieces) VALUES ('delete', {_NUMBER}, :pieces)"  # noqa: S608  our words
).bindparams(_OWN)


def pieces_of(words: str) -> list[str]:
    """Each character and each pair of neighbours within a word of folded text, once."""
    found = (word[at : at + length] for word in words.split() for length in (1, 2) for at in range(len(word)))
    return list(dict.fromkeys(found))


def wanted_pieces(words: str) -> list[str]:
    """The pieces an entry must have to hold these words: the pairs of each, or its one character."""
    pairs = (piece for word in words.split() for piece in _pairs(word))
    return list(dict.fromkeys(pairs))


def holding(session: Session, query: Select[Any], words: str) -> tuple[Select[Any], Any]:
    """The query narrowed to entries that hold every word, and the column that orders them as they were started."""
    folded = fold(words)
    query = query.where(*(Entry.search_text.contains(word, autoescape=True) for word in folded.split()))
    query, wanted = query.join(EntryIndex, EntryIndex.entry_id == Entry.id), wanted_pieces(folded)
    if session.get_bind().dialect.name != "sqlite":
        return query.where(EntryIndex.pieces.op("@>", is_comparison=True)(wanted)), EntryIndex.number
    matching = text("entry_piece MATCH :pieces").bindparams(pieces=" AND ".join(_coded(wanted)))
    # Its own number, for FTS5 gives its rows in this order and need not give them all.
    return query.join(_PIECES, _PIECES.c.rowid == EntryIndex.number).where(matching), _PIECES.c.rowid


def stored_pieces(words: str) -> str:
    """The pieces of folded text as `entry_piece` takes them."""
    return " ".join(_coded(pieces_of(words)))


def drop_pieces(connection: Connection, entry_ids: Sequence[UUID]) -> None:
    """Take entries that are about to be deleted out of the index; their numbers go with them."""
    if connection.dialect.name == "sqlite":
        known = select(Entry.id, Entry.search_text).where(Entry.id.in_(entry_ids))
        for entry_id, words in connection.execute(known).all():
            connection.execute(_REMOVE, _row(entry_id, words))


@event.listens_for(Entry, "after_insert")
def _begin(_mapper: object, connection: Connection, entry: Entry) -> None:
    own = None if connection.dialect.name == "sqlite" else pieces_of(entry.search_text)
    connection.execute(insert(EntryIndex).values(entry_id=entry.id, pieces=own))
    if own is None:
        connection.execute(_ADD, _row(entry.id, entry.search_text))


@event.listens_for(Entry, "after_update")
def _renew(_mapper: object, connection: Connection, entry: Entry) -> None:
    before = inspect(entry).attrs.search_text.history.deleted
    if not before:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(_REMOVE, _row(entry.id, before[0]))
        connection.execute(_ADD, _row(entry.id, entry.search_text))
    else:
        own = update(EntryIndex).where(EntryIndex.entry_id == entry.id)
        connection.execute(own.values(pieces=pieces_of(entry.search_text)))


@event.listens_for(Entry, "before_delete")
def _end(_mapper: object, connection: Connection, entry: Entry) -> None:
    drop_pieces(connection, [entry.id])


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)] or [word]


def _row(entry_id: UUID, words: str) -> dict[str, Any]:
    return {"entry_id": entry_id, "pieces": stored_pieces(words)}


def _coded(pieces: Iterable[str]) -> Iterable[str]:
    """Pieces as FTS5 takes any character: words of letters and digits."""
    return (f"z{piece.encode().hex()}" for piece in pieces)
