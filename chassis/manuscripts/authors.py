"""What documents hold about the people who write them: a person's own copy, and taking a name off."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from chassis.manuscripts.tables import manuscript as table
from chassis.manuscripts.tables import manuscript_revision as revisions
from chassis.manuscripts.tables import manuscript_version as versions


def written_by(session: Session, account_id: UUID) -> list[dict[str, Any]]:
    """Which documents the person wrote at and when. Their text is the office's, not the person's."""
    told = (table.c.kind, table.c.subject, revisions.c.number, revisions.c.saved_at, revisions.c.saved_name)
    query = select(*told).join(table, table.c.id == revisions.c.manuscript_id).where(revisions.c.saved_by == account_id)
    order = (table.c.kind, table.c.subject, revisions.c.number)
    return [dict(row._mapping) for row in session.execute(query.order_by(*order))]


def rename_author(session: Session, account_id: UUID, name: str) -> None:
    """Put another name in place of the person's wherever it stands."""
    own, published = revisions.c.saved_by == account_id, versions.c.published_by == account_id
    session.execute(update(revisions).where(own).values(saved_name=name))
    session.execute(update(versions).where(published).values(published_name=name))
