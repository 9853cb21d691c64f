"""Making, accepting and taking back invitations."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.storage import audit, ids
from chassis.words.folding import fold
from contracts.roles import ADMIN, APPOINTED, AUDITOR, ORGANIZER
from contracts.scopes import EVERYWHERE, Scope
from gateway.accounts.actions import find_account
from gateway.accounts.errors import EndsInThePast
from gateway.accounts.grants import add_grant, change_in_turn, live_grants, may_grant, require_grantable
from gateway.accounts.sessions import digest
from gateway.invitations.errors import InvitationForAnother, InvitationOver, InvitationUnknown
from gateway.invitations.models import OPEN, Acceptance, Invitation, in_state


def invite(
    session: Session,
    actor: Identity,
    *,
    role: str,
    scope: Scope,
    expires_at: datetime,
    role_expires_at: datetime | None = None,
    email: str | None = None,
    most: int | None = 1,
) -> tuple[Invitation, str]:
    """An invitation and the secret of its link, which cannot be read again. One with an address is for one person.

    Raises Forbidden, EndsInThePast.
    """
    require_grantable(actor, [role], scope)
    now, secret = clock.now(), secrets.token_urlsafe(32)
    if expires_at <= now or (role_expires_at is not None and role_expires_at <= now):
        raise EndsInThePast
    made = Invitation(id=ids.new_id(), hash=digest(secret), role=role, scope=scope, role_expires_at=role_expires_at)
    made.email, made.most = email.strip().lower() if email else None, 1 if email else most
    made.accepted, made.created_at, made.created_by, made.expires_at = 0, now, actor.account_id, expires_at
    session.add(made)
    session.flush()
    facts = {"role": role, "scope": scope, "by_email": bool(email), "most": made.most}
    audit.record(session, actor.account_id, "invitation.made", str(made.id), **facts)
    return made, secret


def is_invited(session: Session, email: str, role: str, scope: Scope) -> bool:
    """Whether an invitation of this address to the same role in the same scope still waits."""
    same = select(Invitation).where(Invitation.email == email, Invitation.role == role, Invitation.scope == scope)
    return any(found.state(clock.now()) == OPEN for found in session.scalars(same))


def look(session: Session, secret: str, *, lock: bool = False) -> Invitation:
    """The invitation, while it can be accepted. Raises InvitationUnknown, InvitationOver."""
    found = select(Invitation).where(Invitation.hash == digest(secret))
    invitation = session.scalar(found.with_for_update() if lock else found)
    if invitation is None:
        raise InvitationUnknown
    host = Identity(invitation.created_by, "", live_grants(session, invitation.created_by))
    if invitation.state(clock.now()) != OPEN or not may_grant(host, invitation.role, invitation.scope):
        raise InvitationOver
    return invitation


def accept(session: Session, secret: str, account_id: UUID) -> Invitation:
    """Give the role to the account. Accepting twice changes nothing.

    Raises InvitationUnknown, InvitationOver, InvitationForAnother.
    """
    change_in_turn(session, account_id)
    if (before := _accepted(session, secret, account_id)) is not None:
        return before
    invitation = look(session, secret, lock=True)
    account = find_account(session, account_id)
    if invitation.email is not None and account.email != invitation.email:
        raise InvitationForAnother
    now = clock.now()
    if invitation.role_expires_at is not None and invitation.role_expires_at <= now:
        raise InvitationOver
    invitation.accepted += 1
    session.add(Acceptance(id=ids.new_id(), invitation_id=invitation.id, account_id=account_id, accepted_at=now))
    if not _holds_longer(session, account_id, invitation):
        ends = invitation.role_expires_at
        add_grant(session, account_id, invitation.role, scope=invitation.scope, expires_at=ends, actor=account_id)
    audit.record(session, account_id, "invitation.accepted", str(invitation.id), by=str(invitation.created_by))
    return invitation


def revoke(session: Session, actor: Identity, invitation_id: UUID) -> None:
    """Take an invitation back; what was given by it stays. Raises NotFound, Forbidden."""
    invitation = session.get(Invitation, invitation_id, with_for_update=True)
    if invitation is None:
        raise NotFound
    require_grantable(actor, [invitation.role], invitation.scope)
    if invitation.revoked_at is None:
        invitation.revoked_at = clock.now()
        session.flush()
        audit.record(session, actor.account_id, "invitation.revoked", str(invitation.id))


def select_invitations(actor: Identity, wanted: Mapping[str, Any]) -> Select[Invitation]:
    """The invitations the actor could have made; an auditor sees all. Narrowed by `state`, `role`, `scope`, `email`."""
    if actor.has_any((ADMIN, AUDITOR), EVERYWHERE):
        visible: ColumnElement[bool] = true()
    else:
        scopes = actor.scopes(ORGANIZER)
        within = true() if EVERYWHERE in scopes else Invitation.scope.in_(scopes)
        visible = and_(Invitation.role.not_in(APPOINTED), within)
    query = select(Invitation).where(visible)
    for name in ("role", "scope"):
        query = query.where(getattr(Invitation, name) == wanted[name]) if wanted.get(name) else query
    if email := wanted.get("email"):
        query = query.where(Invitation.email.contains(fold(email), autoescape=True))
    return query.where(in_state(wanted["state"], clock.now())) if wanted.get("state") else query


def _accepted(session: Session, secret: str, account_id: UUID) -> Invitation | None:
    query = select(Invitation).join(Acceptance, Acceptance.invitation_id == Invitation.id)
    return session.scalar(query.where(Invitation.hash == digest(secret), Acceptance.account_id == account_id))


def _holds_longer(session: Session, account_id: UUID, invitation: Invitation) -> bool:
    """Whether the account holds the role there already, for as long or longer."""
    ends = invitation.role_expires_at
    return any(
        (held.role, held.scope) == (invitation.role, invitation.scope)
        and (held.expires_at is None or (ends is not None and held.expires_at >= ends))
        for held in find_account(session, account_id).live
    )
