"""Giving and taking roles: who may, for how long, and what the others are told."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.http.auth import NOBODY, Grant, Identity
from chassis.http.errors import Forbidden, NotFound
from chassis.storage import audit
from chassis.storage.engine import Database
from chassis.storage.locks import lock_names
from contracts.roles import ADMIN, APPOINTED, ORGANIZER, WATCHED
from contracts.scopes import EVERYWHERE, Scope
from gateway.accounts.actions import find_account, tell_change
from gateway.accounts.errors import EndsInThePast, LastAdministrator
from gateway.accounts.models import Account, RoleGrant
from gateway.accounts.rotation import end_links, rotate_all

_FOREVER = datetime.max.replace(tzinfo=UTC)


def may_grant(actor: Identity, role: str, scope: Scope) -> bool:
    """Whether the actor gives and takes this role: an administrator any, an organizer the others within their scope."""
    if actor.has(ADMIN, EVERYWHERE):
        return True
    return role not in APPOINTED and actor.has(ORGANIZER, scope)


def may_stand_in(actor: Identity, account: Account) -> bool:
    """Whether the actor may open a session for the account: whoever could do that could use every role it holds."""
    return all(may_grant(actor, grant.role, grant.scope) for grant in account.live)


def require_grantable(actor: Identity, roles: Iterable[str], scope: Scope = EVERYWHERE) -> None:
    """Raise Forbidden unless the actor may give every one of these roles."""
    if not all(may_grant(actor, role, scope) for role in roles):
        raise Forbidden


def require_stand_in(actor: Identity, account: Account) -> None:
    """Raise Forbidden unless the actor may open a session for the account."""
    if not may_stand_in(actor, account):
        raise Forbidden


COUNTING = and_(
    RoleGrant.ended_at.is_(None), or_(RoleGrant.expires_at.is_(None), RoleGrant.expires_at > bindparam("now"))
)
"""What makes a grant count at the moment `now`."""
_LIVE = (
    select(RoleGrant.role, RoleGrant.scope)
    .where(RoleGrant.account_id == bindparam("account"), COUNTING)
    .order_by(RoleGrant.role)
)


def live_grants(session: Session, account_id: UUID) -> tuple[Grant, ...]:
    """The roles that count at this moment; none for an account that does not exist."""
    rows = session.execute(_LIVE, {"account": account_id, "now": clock.now()})
    return tuple(Grant(role, scope) for role, scope in rows)


def grant_role(
    session: Session,
    actor: Identity,
    account_id: UUID,
    *,
    role: str,
    scope: Scope = EVERYWHERE,
    expires_at: datetime | None = None,
) -> RoleGrant:
    """Give a role, or set another end to one that is held. Giving it again changes nothing.

    Raises NotFound, Forbidden, EndsInThePast, LastAdministrator.
    """
    require_grantable(actor, [role], scope)
    return add_grant(session, account_id, role, scope=scope, expires_at=expires_at, actor=actor.account_id)


def add_grant(
    session: Session,
    account_id: UUID,
    role: str,
    *,
    scope: Scope = EVERYWHERE,
    expires_at: datetime | None = None,
    actor: UUID = NOBODY,
) -> RoleGrant:
    """As `grant_role`, for whoever runs the product and for invitations that were authorised when they were made.

    Raises NotFound, EndsInThePast, LastAdministrator where it ends the role of the last one earlier.
    """
    now = clock.now()
    if expires_at is not None and expires_at <= now:
        raise EndsInThePast
    change_in_turn(session, account_id)
    account = find_account(session, account_id)
    standing = next((held for held in account.grants if _stands(held, role, scope)), None)
    if standing is not None and standing.live_at(now) and standing.expires_at == expires_at:
        return standing
    if standing is not None:
        if (expires_at or _FOREVER) < (standing.expires_at or _FOREVER):
            leave_in_turn(session)
            _refuse_last(session, standing)
        standing.ended_at = now
        session.flush()
    grant = RoleGrant(account_id=account_id, role=role, scope=scope, granted_at=now, expires_at=expires_at)
    grant.granted_by = None if actor == NOBODY else actor
    account.grants.append(grant)
    tell_change(session, account)
    rotate_all(session, account_id)
    if role in WATCHED:
        end_links(session, account_id)
    _record(session, actor, "role.granted", grant, expires_at=expires_at and expires_at.isoformat())
    return grant


def revoke_role(session: Session, actor: Identity, grant_id: UUID) -> None:
    """Take a role away, from this moment on. Taking it twice changes nothing.

    Raises NotFound, Forbidden, LastAdministrator.
    """
    leave_in_turn(session)
    grant = session.get(RoleGrant, grant_id, with_for_update=True)
    if grant is None:
        raise NotFound
    require_grantable(actor, [grant.role], grant.scope)
    if grant.ended_at is not None:
        return
    _refuse_last(session, grant)
    grant.revoked_at = grant.ended_at = clock.now()
    grant.revoked_by = actor.account_id
    tell_change(session, find_account(session, grant.account_id))
    rotate_all(session, grant.account_id)
    _record(session, actor.account_id, "role.revoked", grant)


def end_expired(database: Database, _settings: Settings) -> None:
    """Note grants that expired, and tell the others. They stopped counting here at their very moment."""
    with database.read() as reading:
        if not _expired(reading):
            return
    with database.write() as session:
        for grant in _expired(session):
            grant.ended_at = clock.now()
            tell_change(session, find_account(session, grant.account_id))
            _record(session, NOBODY, "role.expired", grant)


def _expired(session: Session) -> Sequence[RoleGrant]:
    over = RoleGrant.ended_at.is_(None), RoleGrant.expires_at <= clock.now()
    return session.scalars(select(RoleGrant).where(*over).with_for_update(skip_locked=True).limit(100)).all()


def _stands(held: RoleGrant, role: str, scope: Scope) -> bool:
    return held.ended_at is None and (held.role, held.scope) == (role, scope)


def change_in_turn(session: Session, account_id: UUID) -> None:
    """Let nobody else give this account a role until this transaction ends: what is pressed twice is given once."""
    lock_names(session, [f"roles:{account_id}"])


def leave_in_turn(session: Session) -> None:
    """Let nobody else who runs things leave until this transaction ends: else the last two could leave together."""
    lock_names(session, ["leaving"])


def is_last(session: Session, account_id: UUID, role: str) -> bool:
    """Whether nobody else holds the role everywhere for as long as this account does. After `leave_in_turn`."""
    counting = select(RoleGrant.account_id, RoleGrant.expires_at).where(
        RoleGrant.role == role, RoleGrant.scope == EVERYWHERE, COUNTING
    )
    until = {one: ends or _FOREVER for one, ends in session.execute(counting, {"now": clock.now()})}
    own = until.pop(account_id, None)
    return own is not None and max(until.values(), default=clock.now()) < own


def _refuse_last(session: Session, leaving: RoleGrant) -> None:
    if (leaving.role, leaving.scope) == (ADMIN, EVERYWHERE) and is_last(session, leaving.account_id, ADMIN):
        raise LastAdministrator


def _record(session: Session, actor: UUID, action: str, grant: RoleGrant, **facts: Any) -> None:
    audit.record(session, actor, action, str(grant.account_id), role=grant.role, scope=grant.scope, **facts)
