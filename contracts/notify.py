"""Events of notify: what became of messages, and how many a person has not read."""

from datetime import datetime
from uuid import UUID

from contracts.events import Event, event
from contracts.exports import SealedAnswer


@event("notify.delivery.failed.v1", about="delivery_id", personal={"reason": "account_id"})
class DeliveryFailed(Event):
    """A message could not be handed over after every retry; an organizer has to look."""

    delivery_id: UUID
    account_id: UUID
    channel: str
    template: str
    reason: str


@event("notify.inbox.changed.v1", about="account_id")
class InboxChanged(Event):
    """A person was told something, or read it."""

    account_id: UUID
    unread: int
    """Messages unread from now on, without those that are one of many (bundled, in the daily digest)."""
    at: datetime
    """When it was counted; of two counts the later holds."""


@event("notify.export.answered.v1", about="account_id")
class NotifyAnswered(SealedAnswer):
    """Notify's answer: contact, messages, deliveries."""
