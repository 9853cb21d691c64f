"""How often something may be tried from here.

Attempts with an address count for the network they come from: whoever tries somebody else's address is stopped, and
its owner is not. All networks together have a limit of their own, which keeps a mailbox from being filled; a browser
that the owner has signed in with before is not held to it.
"""

import ipaddress

from flask import request
from sqlalchemy.orm import Session

from gateway.accounts.identifiers import Identifier
from gateway.credentials import devices
from gateway.credentials.limits import Limit, key
from gateway.edge.security import settings
from gateway.shell.access import BROWSER_COOKIE

HOUR, QUARTER = 3600, 900
"""Seconds of the windows."""
NETWORK = 64
"""Bits of an IPv6 address that name the household, not the device."""


def network() -> str:
    """The network this request comes from, as limits count it."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, NETWORK), strict=False))


def sending_limits(database: Session, to: Identifier) -> list[Limit]:
    """How many codes may be sent to the address, from here and in all, and how many asked for from here."""
    own = settings()
    found = [
        Limit(_from_here("codes", to.value), own.limit_codes, HOUR),
        Limit(key("codes-network", network()), own.limit_codes_network, HOUR),
    ]
    if not devices.is_known(database, to, request.cookies.get(BROWSER_COOKIE, "")):
        found.append(Limit(key("codes-address", to.value), own.limit_codes_address, HOUR))
    return found


def trying_limits(address: str) -> list[Limit]:
    """How many wrong codes may be typed for the address from here, and for all addresses from here."""
    own = settings()
    return [
        Limit(_from_here("tries", address), own.limit_tries, HOUR),
        Limit(key("tries-network", network()), own.limit_tries_network, HOUR),
    ]


def password_limits(address: str) -> list[Limit]:
    """How often a password may be tried for the address, from here and in all. Codes and links stay open."""
    own = settings()
    return [
        Limit(_from_here("passwords", address), own.limit_passwords, QUARTER),
        Limit(key("passwords-address", address), own.limit_passwords_address, QUARTER),
        Limit(key("tries-network", network()), own.limit_tries_network, HOUR),
    ]


def registration_limits() -> list[Limit]:
    """How many accounts may be made from here."""
    return [Limit(key("registrations-network", network()), settings().limit_registrations, HOUR)]


def _from_here(name: str, address: str) -> str:
    return key(name, f"{address} {network()}")
