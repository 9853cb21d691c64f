"""Keyset pages: complete, without repetition, whatever is added meanwhile."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from chassis.http.errors import Invalid
from chassis.http.paging import page
from chassis.storage.engine import TYPES, Database, new_metadata
from chassis.storage.ids import new_id

START = datetime(2026, 11, 17, tzinfo=UTC)


class Base(DeclarativeBase):
    metadata = new_metadata()
    type_annotation_map = TYPES


class Thing(Base):
    __tablename__ = "thing"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime]
    word: Mapped[str]


def thing(number: int) -> dict[str, Any]:
    """A row; three share a time, three share a word."""
    at, word = START + timedelta(days=number // 3), "~" * (number % 2) + "x"
    return {"id": UUID(int=number), "number": number, "at": at, "word": word}


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    database = Database(database_url)
    Base.metadata.create_all(database.engine)
    with database.write() as session:
        session.execute(insert(Thing), [thing(number) for number in range(1, 8)])
        yield session
    database.close()


def numbers(session: Session, column: Any, limit: int) -> list[list[int]]:
    pages, after = [], None
    while True:
        found = page(session, select(Thing), column, after, limit)
        pages.append([thing.number for thing in found.items])
        after = found.next
        if after is None:
            return pages


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
def test_pages_hold_everything_once_in_order(session: Session, limit: int) -> None:
    expected = list(range(1, 8))
    cut = [expected[start : start + limit] for start in range(0, 7, limit)]
    assert numbers(session, Thing.id, limit) == cut
    assert numbers(session, Thing.number, limit) == cut


def test_pages_fall_where_the_column_falls(session: Session) -> None:
    assert numbers(session, Thing.number.desc(), 3) == [[7, 6, 5], [4, 3, 2], [1]]


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
@pytest.mark.parametrize("column", [Thing.at, Thing.word])
@pytest.mark.parametrize("falling", [False, True])
def test_pages_by_what_several_share_hold_everything_once(
    session: Session, column: Any, limit: int, falling: bool
) -> None:
    found = numbers(session, (column.desc() if falling else column, Thing.number), limit)
    order = sorted(range(1, 8), key=lambda number: (thing(number)[column.key], number), reverse=falling)
    assert [number for some in found for number in some] == order
    assert {len(some) for some in found[:-1]} <= {limit}


def test_row_added_before_the_cursor_shifts_nothing(session: Session) -> None:
    first = page(session, select(Thing), Thing.number.desc(), None, 3)
    session.execute(insert(Thing).values({**thing(99), "id": new_id()}))
    assert [thing.number for thing in page(session, select(Thing), Thing.number.desc(), first.next, 3).items] == [
        4,
        3,
        2,
    ]


def test_page_of_nothing_is_the_last(session: Session) -> None:
    found = page(session, select(Thing).where(Thing.number > 100), Thing.id, None, 3)
    assert (found.items, found.next) == ([], None)


def test_page_of_several_columns_keeps_rows(session: Session) -> None:
    found = page(session, select(Thing.number, Thing.id), Thing.number, None, 2)
    assert [number for number, _id in found.items] == [1, 2]


@pytest.mark.parametrize("after", ["", "z", "x~", "9999-12-31T23:59:59-23:59~1", "9" * 30, "-" + "9" * 5000])
@pytest.mark.parametrize("column", [Thing.id, Thing.number, (Thing.at, Thing.number), (Thing.word, Thing.id)])
def test_cursor_that_no_page_gave_is_refused(session: Session, column: Any, after: str) -> None:
    with pytest.raises(Invalid):
        page(session, select(Thing), column, after, 3)
