"""Who may judge, and in which editions."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from chassis import clock
from contracts.scopes import EVERYWHERE, Scope
from services.judging.judges.errors import JudgeUnknown
from services.judging.judges.models import Judge


def register_judge(session: Session, account_id: UUID, name: str, scopes: Sequence[str]) -> None:
    """Make a person assignable within the scopes, or note what is new about them."""
    judge = session.get(Judge, account_id)
    if judge is None:
        judge = Judge(account_id=account_id, known_at=clock.now())
        session.add(judge)
    judge.name, judge.left_at, judge.scopes = name, None, f" {' '.join(sorted(scopes))} "
    session.flush()


def retire_judge(session: Session, account_id: UUID, name: str) -> None:
    """Give a person who may no longer judge nothing new; harmless for one who never was a judge."""
    judge = session.get(Judge, account_id)
    if judge is not None:
        judge.name, judge.left_at = name, judge.left_at or clock.now()
        session.flush()


def lock_judge(session: Session, account_id: UUID) -> Judge:
    """A judge, locked until the transaction ends, before any stage. Raises JudgeUnknown."""
    found = session.get(Judge, account_id, populate_existing=True, with_for_update={"key_share": True})
    if found is None:
        raise JudgeUnknown
    return found


def assignable(edition: str = "") -> Select[Judge]:
    """The judges who may be given entries: of this edition, where one is named."""
    query = select(Judge).where(Judge.left_at.is_(None))
    return query.where(_within(edition)) if edition else query


def may_judge(session: Session, account_id: UUID, edition: str) -> bool:
    """Whether the person may judge in this edition."""
    return session.scalar(assignable(edition).where(Judge.account_id == account_id)) is not None


def _within(edition: str) -> ColumnElement[bool]:
    everywhere = Judge.scopes.contains(f" {EVERYWHERE} ")
    return everywhere | Judge.scopes.contains(f" {Scope.edition(edition)} ", autoescape=True)
