"""The browsers people sign in with, and from where: what they are called, and whether one is new."""

import ipaddress
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from contracts.gateway import DeviceFirstSeen
from gateway.accounts.identifiers import EMAIL, Identifier
from gateway.accounts.models import Account
from gateway.accounts.sessions import Visit, digest
from gateway.base import table
from gateway.credentials.models import KnownDevice

BROWSERS = (
    ("MicroMessenger", "微信 WeChat"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("QQBrowser", "QQ Browser"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""Sign in the User-Agent, and name. The first that fits counts: many claim to be Chrome or Safari besides."""
NETWORK = 64
"""Bits of an IPv6 address that name the household, not the device."""
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


_KNOWN = select(KnownDevice.browser).where(KnownDevice.account_id == bindparam("account"))
_NEW = insert(table(KnownDevice))


def name_of(agent: str) -> str:
    """`Chrome · Windows`, as far as the User-Agent tells; empty where it tells nothing."""
    found = (next((name for sign, name in signs if sign in agent), "") for signs in (BROWSERS, SYSTEMS))
    return " · ".join(name for name in found if name)


@dataclass(frozen=True)
class Acquaintance:
    """What an account has seen before of whoever asks."""

    browser: bool
    network: bool


def network_of(address: str) -> str:
    """The network of an address, as limits count it; empty where it is none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return address if found.version == 4 else str(ipaddress.ip_network((found, NETWORK), strict=False))


def acquaintance(session: Session, who: Identifier, visit: Visit) -> Acquaintance:
    """Whether somebody has signed in with this browser, or from this network, to the account of this address."""
    column = Account.email if who.kind == EMAIL else Account.mobile
    found = select(KnownDevice.account_id, KnownDevice.browser, KnownDevice.network)
    rows = session.execute(found.join(Account, Account.id == KnownDevice.account_id).where(column == who.value)).all()
    return Acquaintance(
        browser=bool(visit.browser) and any(row.browser == digest(visit.browser) for row in rows),
        network=any(row.network == _network(row.account_id, visit) for row in rows),
    )


def note(session: Session, account_id: UUID, visit: Visit) -> None:
    """Remember the browser, and tell the person where it is new and not their first."""
    browser = digest(visit.browser)
    now = clock.now()
    here = {"seen_at": now, "network": _network(account_id, visit)}
    known = session.scalars(_KNOWN, {"account": account_id}).all()
    if browser in known:
        session.execute(update(KnownDevice).filter_by(account_id=account_id, browser=browser).values(here))
        return
    session.execute(_NEW, {"account_id": account_id, "browser": browser, **here})
    if known:
        emit(session, DeviceFirstSeen(account_id=account_id, device=name_of(visit.agent), at=now))


def _network(account_id: UUID, visit: Visit) -> str:
    return digest(f"{account_id} {network_of(visit.address)}")
