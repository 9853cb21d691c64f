"""What pages ask notify."""

from datetime import datetime
from uuid import UUID

from gateway.clients.service import Answer, Page, Service


class Message(Answer, frozen=True):
    """A message in somebody's inbox, in their language."""

    id: UUID
    at: datetime
    title: str
    body: str
    link: str
    """A path of the site."""
    read_at: datetime | None


class Unread(Answer, frozen=True):
    """How many messages are unread."""

    unread: int


class Notify(Service):
    """Notify, asked as the person who looks."""

    part = "notify"

    def messages(self, after: str | None) -> Page[Message]:
        """Own messages, newest first."""
        return self._get(Page[Message], "/inbox", after=after)

    def unread(self) -> Unread:
        """How many of one's messages are unread."""
        return self._get(Unread, "/inbox/unread")

    def unread_if_known(self) -> Unread | None:
        """The same for the head of a page, which can do without while notify is away."""
        return self._try(Unread, "/inbox/unread")

    def read_messages(self, through: str | None) -> Unread:
        """Mark one's messages read, all or up to the one with this id."""
        return self._send(Unread, "POST", "/inbox/read", through=through)

    def read_message(self, message_id: UUID) -> Unread:
        """Mark one message read."""
        return self._send(Unread, "POST", f"/inbox/{message_id}/read")


NOTIFY = Notify()
