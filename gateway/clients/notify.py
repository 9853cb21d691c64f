"""What pages ask notify."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.http import auth
from gateway.clients.service import Answer, Page, Service

SECONDS = 3.0
"""How long a page waits to learn whether a message has left."""


class Message(Answer, frozen=True):
    """A message in somebody's inbox, in their language."""

    id: UUID
    at: datetime
    kind: str
    title: str
    body: str
    link: str
    """A path of the site."""
    bundled: bool
    """One of many: not counted as unread."""
    read_at: datetime | None
    may: tuple[str, ...]


class OwnKind(Answer, frozen=True):
    """A kind of news, and how many messages of it are unread."""

    key: str
    title: str
    bundled: bool
    unread: int


class Inbox(Page[Message], frozen=True):
    """A page of somebody's inbox, and the kinds of which there are messages."""

    kinds: tuple[OwnKind, ...]
    newest: UUID | None
    """The newest of all messages, of whatever kind."""
    unread: int


class Unread(Answer, frozen=True):
    """How many messages are unread, and when they were counted."""

    unread: int
    at: datetime


class Line(Answer, frozen=True):
    """One line of what happens, in the reader's language."""

    id: int
    at: datetime
    text: str
    link: str


class Feed(Page[Line], frozen=True):
    """A page of what happens; a live stream goes on after `latest` without a gap."""

    latest: int


class Delivery(Answer, frozen=True):
    """One piece of news on its way to one person."""

    id: UUID
    to: str
    """The person's name."""
    channel: str
    """`email` or `mobile`; empty while the person has neither."""
    title: str
    """What this kind of news is called."""
    state: str
    attempts: int
    next_at: datetime | None
    reason: str
    """What the other side said last."""
    created_at: datetime
    updated_at: datetime
    may: tuple[str, ...]
    """Actions open to the caller now."""


class Worded(Delivery, frozen=True):
    """The same with what it says."""

    subject: str
    text: str
    html: str


class DealtWith(Answer, frozen=True):
    """How many deliveries were noted as dealt with."""

    dealt_with: int


class Desk(Answer, frozen=True):
    """Notify in numbers, for the organizers' desk."""

    undelivered: int
    undelivered_since: datetime | None
    """When the oldest of them failed."""
    waiting: int
    waiting_since: datetime | None
    reason: str
    parked: dict[str, int]
    feed: Feed
    """What happened last."""


class Taken(Answer, frozen=True):
    """A message with a secret has left, or is on its way where the other side is slow to answer."""

    folder: str
    """Where it is written for want of a server; empty where it is sent."""
    sent: bool


class Notify(Service):
    """Notify, asked as the person who looks."""

    part = "notify"

    def messages(self, after: str | None, kind: str | None, *, unread: bool) -> Inbox:
        """Own messages, newest first: of one kind, or those that are not one of many; all, or the `unread` alone."""
        narrowed = {"kind": kind, "bundled": None if kind else "false", "unread": "true" if unread else None}
        return self._get(Inbox, "/inbox", after=after, **narrowed)

    def read_messages(self, through: str | None, kind: str | None) -> Unread:
        """Mark one's messages read, all or those of one kind, up to the one with this id."""
        return self._send(Unread, "POST", "/inbox/read", through=through, kind=kind)

    def read_message(self, message_id: UUID) -> Unread:
        """Mark one message read."""
        return self._send(Unread, "POST", f"/inbox/{message_id}/read")

    def activity(self, asked: dict[str, Any]) -> Feed:
        """What happened as far as one's roles reach, newest first: of a kind, between two moments."""
        return self._get(Feed, "/activity", **asked)

    def deliveries(self, asked: dict[str, Any]) -> Page[Delivery]:
        """What became of messages, newest first: of a state, a channel, a person."""
        return self._get(Page[Delivery], "/deliveries", **asked)

    def delivery(self, delivery_id: UUID) -> Worded:
        """One of them with what it says."""
        return self._get(Worded, f"/deliveries/{delivery_id}")

    def send_again(self, delivery_id: UUID) -> Delivery:
        """Send again what was given up."""
        return self._send(Delivery, "POST", f"/deliveries/{delivery_id}/again")

    def deal_with(self, delivery_id: UUID) -> Delivery:
        """Note that one was seen to in another way."""
        return self._send(Delivery, "POST", f"/deliveries/{delivery_id}/dealt-with")

    def deal_with_all(self, through: str) -> DealtWith:
        """The same for all that did not arrive, up to the newest that was seen."""
        return self._send(DealtWith, "POST", "/deliveries/dealt-with", json={"through": through})

    def send_secret(self, message: dict[str, Any]) -> Taken:
        """Have a message with a secret sent at once, for the gateway itself. Refused where it cannot leave."""
        own = auth.service_identity("gateway")
        return self._send(Taken, "POST", "/direct-messages", json=message, identity=own, timeout=SECONDS)

    def desk(self, lines: int) -> Desk:
        """What somebody has to see to, and so many lines of what happened last."""
        return self._get(Desk, "/desk", lines=lines)


NOTIFY = Notify()
