"""Who is calling. The gateway signs a short-lived token per call; services verify it and decide for themselves."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast
from uuid import UUID

import jwt
from flask import Flask, g, request

from chassis import clock
from chassis.http.errors import Forbidden, Unauthenticated
from contracts.roles import OVERSEEING, SERVICE
from contracts.scopes import EVERYWHERE, Scope

ISSUER = "egret"
TOKEN_LIFE = timedelta(seconds=60)
REUSED = 10
"""Seconds a token is used for further calls: the last of them still has most of a minute."""
PUBLIC = "public"
"""Pass to `allow` for a route that anybody may call."""
PERSON = "person"
"""Pass to `allow` for a route that everybody with an account may call, whatever their roles."""

View = TypeVar("View", bound=Callable[..., Any])
NOBODY = UUID(int=0)
"""The account of strangers, and of the parts when they speak for themselves."""


@dataclass(frozen=True)
class Grant:
    """A role and where it holds."""

    role: str
    scope: Scope = EVERYWHERE


@dataclass(frozen=True)
class Identity:
    """The caller of a request."""

    account_id: UUID
    name: str
    grants: Sequence[Grant] = ()
    locale: str = "zh_CN"

    @property
    def known(self) -> bool:
        """Whether this is a person who signed in."""
        return self.account_id != NOBODY

    def has(self, role: str, scope: Scope | None = None) -> bool:
        """Whether the caller holds the role: anywhere, or, where a scope is given, there or everywhere.

        EVERYWHERE as the scope asks for the role everywhere; a role held in one edition does not answer that.
        """
        return self.has_any((role,), scope)

    def has_any(self, roles: Iterable[str], scope: Scope | None = None) -> bool:
        """Whether the caller holds one of the roles; the scope as in `has`."""
        wanted, where = set(roles), {EVERYWHERE, scope}
        return any(grant.role in wanted and (scope is None or grant.scope in where) for grant in self.grants)

    def oversees(self, scope: Scope | None = None) -> bool:
        """Whether the caller may read what organizers work with: there, or anywhere where no scope is given."""
        return self.has_any(OVERSEEING, scope)

    def scopes(self, *roles: str) -> set[Scope]:
        """Where the caller holds one of the roles; EVERYWHERE among them for everywhere."""
        return {grant.scope for grant in self.grants if grant.role in roles}


ANONYMOUS = Identity(NOBODY, "")


def sign(identity: Identity, *, audience: str, secret: str) -> str:
    """A token for calls to one part, valid for a minute; the same one for some seconds, as a page makes several."""
    since = clock.now()
    since -= timedelta(seconds=since.second % REUSED, microseconds=since.microsecond)
    person = (str(identity.account_id), identity.name, identity.locale)
    return _signed(person, tuple((grant.role, grant.scope) for grant in identity.grants), since, audience, secret)


@functools.lru_cache(maxsize=2000)
def _signed(
    person: tuple[str, str, str], grants: tuple[tuple[str, str], ...], since: datetime, audience: str, secret: str
) -> str:
    subject, name, locale = person
    claims = {
        "iss": ISSUER,
        "aud": audience,
        "sub": subject,
        "name": name,
        "locale": locale,
        "grants": grants,
        "iat": since,
        "exp": since + TOKEN_LIFE,
    }
    return jwt.encode(claims, secret, algorithm="HS256")


def verify(token: str, *, audience: str, secret: str) -> Identity:
    """The identity in a token. Raises Unauthenticated for anything forged, expired or meant for another part."""
    identity, expires = _verified(token, audience, secret)
    if expires <= clock.now().timestamp():
        raise Unauthenticated
    return identity


@functools.lru_cache(maxsize=2000)
def _verified(token: str, audience: str, secret: str) -> tuple[Identity, float]:
    """What a token says, and until when; only what proved genuine is remembered."""
    try:
        claims = jwt.decode(
            token,
            secret,
            algorithms=["HS256"],
            audience=audience,
            issuer=ISSUER,
            options={"require": ["exp", "sub"], "verify_exp": False, "verify_iat": False},
        )
        grants = tuple(Grant(str(role), Scope.parse(str(scope))) for role, scope in claims["grants"])
        identity = Identity(UUID(claims["sub"]), str(claims["name"]), grants, str(claims["locale"]))
        return identity, float(claims["exp"])
    except (jwt.PyJWTError, KeyError, ValueError, TypeError) as error:
        raise Unauthenticated from error


def init_app(app: Flask, *, audience: str, secret: str) -> None:
    """Read the bearer token of every request into `identity()`."""

    @app.before_request
    def identify() -> None:
        header = request.headers.get("Authorization", "")
        g.identity = (
            verify(header.removeprefix("Bearer "), audience=audience, secret=secret)
            if header.startswith("Bearer ")
            else ANONYMOUS
        )


def identity() -> Identity:
    """The caller of the current request."""
    return cast(Identity, g.get("identity", ANONYMOUS))


def service_identity(part: str) -> Identity:
    """The identity a part uses when it calls another for itself."""
    return Identity(NOBODY, part, (Grant(SERVICE),))


def allow(*roles: str, everywhere: bool = False, within: str = "") -> Callable[[View], View]:
    """Declare who may call a view: roles, PERSON or PUBLIC. Every route has one.

    `within`: the kind of scope in which a role has to be held, EDITION or EVENT; which one, the address names by an
    argument of that name or `slug`. `everywhere` where the view shows or changes what belongs to no scope. Without
    either, roles count in any scope, and the action checks the scope of the thing.
    """

    def guard(view: View) -> View:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            _admit(identity(), roles, EVERYWHERE if everywhere else None)
            if within:
                _admit(identity(), roles, _scope_of(within, kwargs))
            g.admitted = roles
            return view(*args, **kwargs)

        vars(guarded).update(allowed_roles=roles, allowed_everywhere=everywhere, allowed_within=within)  # for the rules
        return cast(View, guarded)

    return guard


def may_call(view: Callable[..., Any], caller: Identity) -> bool:
    """Whether the caller would be let into the view."""
    roles, everywhere = getattr(view, "allowed_roles", ()), getattr(view, "allowed_everywhere", False)
    try:
        _admit(caller, roles, EVERYWHERE if everywhere else None)
    except (Unauthenticated, Forbidden):
        return False
    return True


def _scope_of(kind: str, address: Mapping[str, Any]) -> Scope:
    return Scope.of(kind, address[kind] if kind in address else address["slug"])


def _admit(caller: Identity, roles: Sequence[str], scope: Scope | None) -> None:
    if PUBLIC in roles or (PERSON in roles and caller.known):
        return
    if not caller.known and not caller.grants:
        raise Unauthenticated
    if not caller.has_any(roles, scope):
        raise Forbidden
