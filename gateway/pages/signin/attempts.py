"""How often something may be tried from here.

Nobody can lock a person out who reads their own letters. A browser or a network that the person signed in from is not
held to what strangers use up. Everybody else shares a number of letters to one address; once it is used up, letters
are spaced, never stopped: whoever is refused has a link in their mailbox that is younger than it is good for.
"""

from flask import request
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from gateway.accounts.identifiers import Identifier
from gateway.accounts.sessions import Visit
from gateway.credentials import devices, limits
from gateway.credentials.limits import Limit, TooMany, key
from gateway.edge.security import settings
from gateway.shell.access import BROWSER_COOKIE

HOUR, QUARTER = 3600, 900
"""Seconds of the windows."""
SPACING = 180
"""Seconds: twice as long, the longest wait for a spaced letter, is well within the life of the link in the last."""


class LettersSpaced(TooMany):
    """A letter left for the address minutes ago; its link signs in."""

    code = "letters-spaced"
    detail = _l("几分钟前已向这个地址发送过登录链接。请打开最新的一封，点击链接登录；或在 %(minutes)d 分钟后再试。")


class NetworkBusy(TooMany):
    """Very many codes were asked for from this network."""

    code = "network-busy"
    detail = _l("您所在的网络请求过于频繁。请换一个网络，用密码或通行密钥登录，或在 %(minutes)d 分钟后再试。")


class LinkAlone(TooMany):
    """So many wrong codes were typed here that none is looked at now; the link in the letter is."""

    code = "codes-closed"
    detail = _l("输错验证码的次数过多。请点击同一封邮件或短信中的登录链接，不受此限制；或在 %(minutes)d 分钟后再输入。")


def network() -> str:
    """The network this request comes from, as limits count it."""
    return devices.network_of(request.remote_addr or "")


def spend_on_letter(database: Session, to: Identifier) -> None:
    """Count a code about to be sent to the address. Raises LettersSpaced, NetworkBusy, and then counts nothing."""
    own, known = settings(), devices.acquaintance(database, to, _visit())
    if known.browser:
        place, within, shared = _by_browser(to), [], []
    else:
        place = f"{to.value} {network()}"
        within = [Limit(key("codes-network", network()), own.limit_codes_network, HOUR)]
        shared = [] if known.network else [Limit(key("codes-address", to.value), own.limit_codes_address, HOUR)]
    try:
        limits.spend(database, [*within, Limit(key("codes", place), own.limit_codes, HOUR), *shared])
    except TooMany:
        _spend_on_spaced(database, within, _by_browser(to) if known.browser else to.value)


def _spend_on_spaced(database: Session, within: list[Limit], place: str) -> None:
    try:
        limits.check(database, within)
    except TooMany as problem:
        raise NetworkBusy(problem.seconds) from problem
    try:
        limits.spend(database, [*within, Limit(key("codes-spaced", place), 1, SPACING)])
    except TooMany as problem:
        raise LettersSpaced(problem.seconds) from problem


def trying_limits(database: Session, address: Identifier) -> list[Limit]:
    """How many wrong codes may be typed for the address from here, and for all addresses from here."""
    own = settings()
    if devices.acquaintance(database, address, _visit()).browser:
        return [Limit(key("tries", _by_browser(address)), own.limit_tries, HOUR)]
    return [
        Limit(_from_here("tries", address.value), own.limit_tries, HOUR),
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


def _visit() -> Visit:
    return Visit("", request.remote_addr or "", request.cookies.get(BROWSER_COOKIE, ""))


def _by_browser(address: Identifier) -> str:
    return f"{address.value} by {request.cookies.get(BROWSER_COOKIE, '')}"


def _from_here(name: str, address: str) -> str:
    return key(name, f"{address} {network()}")
