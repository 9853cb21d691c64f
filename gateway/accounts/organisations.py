"""Roles that are held for an organisation: they follow it when it is merged into another, and back when parted."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from chassis.http.auth import NOBODY
from chassis.storage import audit
from contracts.scopes import Scope
from gateway.accounts.actions import find_account, tell_change
from gateway.accounts.models import RoleGrant
from gateway.accounts.rotation import rotate_all


def follow_merge(session: Session, organisation_id: UUID, into_id: UUID) -> None:
    """Let roles held for the one hold for the other, but those that their people have there anyway."""
    for grant in _standing(session, _scope(organisation_id)):
        _move(session, grant, _scope(into_id), grant.given_for or grant.scope)


def follow_parting(session: Session, organisation_id: UUID, from_id: UUID, followed_ids: Iterable[UUID]) -> None:
    """Let roles that came along with an organisation, or with what is part of it, hold for it again."""
    own = _scope(organisation_id)
    came = RoleGrant.given_for.in_([own, *map(_scope, followed_ids)])
    for grant in _standing(session, _scope(from_id), came):
        _move(session, grant, own, grant.given_for if grant.given_for != own else None)


def _standing(session: Session, scope: Scope, *which: ColumnElement[bool]) -> list[RoleGrant]:
    held = select(RoleGrant).where(RoleGrant.scope == scope, RoleGrant.ended_at.is_(None), *which)
    return list(session.scalars(held.order_by(RoleGrant.id).with_for_update()))


def _move(session: Session, grant: RoleGrant, scope: Scope, given_for: Scope | None) -> None:
    account = find_account(session, grant.account_id)
    if any(one.ended_at is None and (one.role, one.scope) == (grant.role, scope) for one in account.grants):
        return
    before = grant.scope
    grant.scope, grant.given_for = scope, given_for
    tell_change(session, account)
    rotate_all(session, account.id)
    audit.record(session, NOBODY, "role.moved", str(account.id), role=grant.role, scope=scope, before=before)


def _scope(organisation_id: UUID) -> Scope:
    return Scope.organisation(str(organisation_id))
