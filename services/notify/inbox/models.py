"""The table of the inbox, and the life of a message.

A row says who is told of which event and with which texts, not the text itself. It is put into words when read, so
that a person who switches the language reads old messages in it too, and a corrected text is corrected everywhere.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.http.auth import PERSON
from chassis.states import Life, Step
from chassis.storage.tables import Serial
from contracts.notify import InboxChanged
from services.notify.base import Base

UNREAD, READ = "unread", "read"
LIFE = Life(
    thing="message",
    states={
        UNREAD: "The person has not marked it.",
        READ: "It was read, at a time that stays.",
    },
    first=UNREAD,
    steps=(Step("read", (UNREAD,), READ, by=(PERSON,), when="It is the person's own.", tells=InboxChanged),),
)


class Message(Base):
    """One event told to one person. Unread are those without `read_at`: counted, never kept as a number."""

    __tablename__ = "message"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(Serial, ForeignKey("activity.id"))
    account_id: Mapped[UUID]
    template: Mapped[str] = mapped_column(String(60))
    link: Mapped[str] = mapped_column(String(200))
    bundled: Mapped[bool]
    """Whether it is one of many: shown by kind, summed up in the daily digest, and not counted by the badge."""
    read_at: Mapped[datetime | None]

    @property
    def state(self) -> str:
        """Where it stands in its life."""
        return state_of(self.read_at)

    __table_args__ = (
        UniqueConstraint("account_id", "activity_id"),
        Index("ix_message_unread", "account_id", "read_at", "bundled", "template"),
    )


def state_of(read_at: datetime | None) -> str:
    """The state of a message that was read then, or never."""
    return UNREAD if read_at is None else READ
