"""Finding people, for those who give roles: everybody, or those who have to do with the scope one organizes."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, selectinload

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.words.folding import fold
from contracts.roles import ADMIN, AUDITOR, ORGANIZER
from contracts.scopes import EVERYWHERE, Scope
from gateway.accounts.models import Account, RoleGrant

ADMITTED = (ORGANIZER, AUDITOR, ADMIN)


def select_people(actor: Identity, wanted: Mapping[str, Any]) -> Select[Account]:
    """The accounts the actor may see, narrowed by `q` in name or address, and by the `role` held now, in a `scope`."""
    query = select(Account).options(selectinload(Account.grants)).where(_visible(actor))
    if words := _words(wanted.get("q", "")):
        query = query.where(*(Account.search_text.contains(word, autoescape=True) for word in words))
    held = [getattr(RoleGrant, name) == wanted[name] for name in ("role", "scope") if wanted.get(name)]
    return query.where(_holds(*held, *_live())) if held else query


def list_people(session: Session, actor: Identity, *, search: str = "", limit: int = 50) -> list[Account]:
    """The first of them, in the order they were made."""
    return list(session.scalars(select_people(actor, {"q": search}).order_by(Account.id).limit(limit)))


def find_person(session: Session, actor: Identity, account_id: UUID) -> Account:
    """An account the actor may see. Raises NotFound for every other."""
    found = session.scalar(
        select(Account).options(selectinload(Account.grants)).where(Account.id == account_id, _visible(actor))
    )
    if found is None:
        raise NotFound
    return found


def _visible(actor: Identity) -> ColumnElement[bool]:
    """Nobody whose account is closed; within a scope, who holds or held a role there."""
    scopes, kept = actor.scopes(*ADMITTED), Account.closed_at.is_(None)
    return kept if EVERYWHERE in scopes else and_(kept, _holds(RoleGrant.scope.in_(scopes)))


def _words(search: str) -> list[str]:
    """What every account found has to hold: the words as they are compared, a number as one word."""
    folded = fold(search).replace("。", ".")
    number = re.sub(r"[\s()-]", "", folded)
    return [number] if re.fullmatch(r"\+?\d+", number) else folded.split()


def _holds(*facts: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(RoleGrant.id).where(RoleGrant.account_id == Account.id, *facts).exists()


def _live() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return RoleGrant.ended_at.is_(None), or_(RoleGrant.expires_at.is_(None), RoleGrant.expires_at > clock.now())


def holders(session: Session, roles: Iterable[str], scope: Scope) -> list[tuple[UUID, str]]:
    """Who holds one of the roles there or everywhere, by name."""
    held = _holds(RoleGrant.role.in_(list(roles)), RoleGrant.scope.in_([scope, EVERYWHERE]), *_live())
    found = select(Account.id, Account.name).where(Account.closed_at.is_(None), held)
    return [(account_id, name) for account_id, name in session.execute(found.order_by(Account.name, Account.id))]


def names_of(session: Session, account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of accounts by id."""
    found = select(Account.id, Account.name).where(Account.id.in_(set(account_ids)))
    return {account_id: name for account_id, name in session.execute(found)}
