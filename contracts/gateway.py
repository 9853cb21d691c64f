"""Events of the gateway: accounts."""

from datetime import datetime
from uuid import UUID

from contracts.events import Event, event


@event("gateway.account.registered.v1", about="account_id")
class AccountRegistered(Event):
    """A person can sign in. Carries no contact detail."""

    account_id: UUID
    name: str
    locale: str
    roles: tuple[str, ...]


@event("gateway.account.changed.v1", about="account_id")
class AccountChanged(Event):
    """A person's name, language or roles are other than before; all of them as they are now."""

    account_id: UUID
    name: str
    locale: str
    roles: tuple[str, ...]


@event("gateway.account.contact-changed.v1", about="account_id")
class ContactChanged(Event):
    """Where a person is reached. The only event with contact details; only notify may subscribe to it."""

    account_id: UUID
    email: str
    """Empty where the person gave none."""
    mobile: str = ""
    """In E.164; empty where the person gave none."""


@event("gateway.device.first-seen.v1", about="account_id")
class DeviceFirstSeen(Event):
    """Somebody signed in with a browser they had not used before."""

    account_id: UUID
    device: str
    """Such as `Chrome · Windows`; empty where the browser does not tell."""
    at: datetime


@event("gateway.safeguard.changed.v1", about="account_id")
class SafeguardChanged(Event):
    """What protects an account is other than before."""

    account_id: UUID
    what: str
    """password-changed, password-removed, factor-added, factor-removed, factor-reset (by an administrator)."""
    at: datetime
