"""Events of the gateway: accounts."""

from datetime import datetime
from uuid import UUID

from contracts.events import Event, event


@event("gateway.account.registered.v1", about="account_id", personal={"name": "account_id"})
class AccountRegistered(Event):
    """A person can sign in. Carries no contact detail."""

    account_id: UUID
    name: str
    locale: str
    roles: tuple[str, ...]


@event("gateway.account.changed.v1", about="account_id", personal={"name": "account_id"})
class AccountChanged(Event):
    """A person's name, language or roles are other than before; all of them as they are now."""

    account_id: UUID
    name: str
    locale: str
    roles: tuple[str, ...]
    """Held in any scope."""
    grants: tuple[tuple[str, str], ...] = ()
    """Role and scope of each; empty where only the roles are known, which then count everywhere."""


@event(
    "gateway.account.contact-changed.v1", about="account_id", personal={"email": "account_id", "mobile": "account_id"}
)
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
    """password-changed, password-removed, factor-added, factor-removed, recovery-used, factor-reset (by an
    administrator)."""
    at: datetime


@event("gateway.complaint.received.v1", about="complaint_id")
class ComplaintReceived(Event):
    """Somebody handed in a complaint or report. Says that, not what or who."""

    complaint_id: UUID
    number: str
    received_at: datetime


@event("gateway.account.closed.v1", about="account_id")
class AccountClosed(Event):
    """A person closed the account: whoever holds what names or reaches them deletes it or takes the name off."""

    account_id: UUID
    closed_at: datetime


@event("gateway.export.requested.v1", about="account_id")
class ExportRequested(Event):
    """A person asks for everything that is held about them. Every service answers with a sealed answer."""

    export_id: UUID
    account_id: UUID
    key: str
    """The public key (X25519, base64) that answers are sealed to; only the gateway can open them."""


@event("gateway.export.ready.v1", about="account_id")
class ExportReady(Event):
    """What a person asked for can be downloaded until `expires_at`."""

    export_id: UUID
    account_id: UUID
    expires_at: datetime
    missing: tuple[str, ...]
    """Parts that did not answer in time."""
