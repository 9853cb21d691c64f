"""How often something may be tried from here: what the settings allow, per address and per network."""

import ipaddress

from flask import request

from gateway.credentials.limits import Limit, key
from gateway.edge.security import settings

HOUR, QUARTER = 3600, 900
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


def sending_limits(address: str) -> list[Limit]:
    """How many codes may be sent to the address, and how many asked for from here."""
    own = settings()
    return [
        Limit(key("codes", address), own.limit_codes, HOUR),
        Limit(key("codes-network", network()), own.limit_codes_network, HOUR),
    ]


def trying_limits(address: str) -> list[Limit]:
    """How many wrong codes may be typed for the address, and from here."""
    own = settings()
    return [
        Limit(key("tries", address), own.limit_tries, HOUR),
        Limit(key("tries-network", network()), own.limit_tries_network, HOUR),
    ]


def password_limits(address: str) -> list[Limit]:
    """How often a password may be tried for the address, and from here. Codes and links stay open to its owner."""
    own = settings()
    return [
        Limit(key("passwords", address), own.limit_passwords, QUARTER),
        Limit(key("tries-network", network()), own.limit_tries_network, HOUR),
    ]
