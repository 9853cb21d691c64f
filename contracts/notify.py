"""Events of notify: what became of messages."""

from uuid import UUID

from contracts.events import Event, event


@event("notify.delivery.failed.v1", about="delivery_id")
class DeliveryFailed(Event):
    """A message could not be handed over after every retry; an organizer has to look."""

    delivery_id: UUID
    account_id: UUID
    channel: str
    template: str
    reason: str
