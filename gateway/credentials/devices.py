"""The browsers people sign in with: what they are called, and whether one is new."""

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


def is_known(session: Session, who: Identifier, browser: str) -> bool:
    """Whether somebody has signed in with this browser to the account that has this address."""
    if not browser:
        return False
    column = Account.email if who.kind == EMAIL else Account.mobile
    found = select(KnownDevice.browser).join(Account, Account.id == KnownDevice.account_id)
    return session.scalar(found.where(column == who.value, KnownDevice.browser == digest(browser))) is not None


def note(session: Session, account_id: UUID, visit: Visit) -> None:
    """Remember the browser, and tell the person where it is new and not their first."""
    browser, now = digest(visit.browser), clock.now()
    known = session.scalars(_KNOWN, {"account": account_id}).all()
    if browser in known:
        session.execute(update(KnownDevice).filter_by(account_id=account_id, browser=browser).values(seen_at=now))
        return
    session.execute(_NEW, {"account_id": account_id, "browser": browser, "seen_at": now})
    if known:
        emit(session, DeviceFirstSeen(account_id=account_id, device=name_of(visit.agent), at=now))
