"""The browsers people sign in with: what they are called, and whether one is new."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.outbox import emit
from contracts.gateway import DeviceFirstSeen
from gateway.accounts.proofs import KnownDevice
from gateway.accounts.sessions import Visit, digest

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


def name_of(agent: str) -> str:
    """`Chrome · Windows`, as far as the User-Agent tells; empty where it tells nothing."""
    found = (next((name for sign, name in signs if sign in agent), "") for signs in (BROWSERS, SYSTEMS))
    return " · ".join(name for name in found if name)


def note(session: Session, account_id: UUID, visit: Visit) -> None:
    """Remember the browser, and tell the person where it is new and not their first."""
    browser, now = digest(visit.browser), clock.now()
    known = {device.browser: device for device in session.scalars(select(KnownDevice).filter_by(account_id=account_id))}
    if browser in known:
        known[browser].seen_at = now
        return
    session.add(KnownDevice(account_id=account_id, browser=browser, seen_at=now))
    if known:
        emit(session, DeviceFirstSeen(account_id=account_id, device=name_of(visit.agent), at=now))
