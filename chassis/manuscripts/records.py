"""A manuscript as it stands: its draft, what was published last, and its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from chassis.http.errors import NotFound
from chassis.http.etag import etag_of
from chassis.manuscripts.content import Content
from chassis.manuscripts.kinds import Kind
from chassis.manuscripts.life import PUBLISHED
from chassis.manuscripts.tables import manuscript as table
from chassis.manuscripts.tables import manuscript_revision as revisions
from chassis.manuscripts.tables import manuscript_version as versions

WRITTEN, FILLED, RESTORED, EVENED = "written", "filled", "restored", "evened"
"""Why a revision was begun: somebody wrote, took over what another document says, went back to an earlier revision, or
published what had to be written evenly."""


@dataclass(frozen=True)
class Revision:
    """What one person wrote at a stretch."""

    number: int
    content: Content
    origin: str
    begun_at: datetime
    saved_at: datetime
    saved_by: UUID
    saved_name: str


@dataclass(frozen=True)
class Version:
    """What was published at one moment."""

    number: int
    revision: int
    sha256: str
    published_at: datetime
    published_by: UUID
    published_name: str


@dataclass
class Manuscript:
    """A document that people write, as it stands."""

    kind: Kind
    id: UUID
    subject: str
    """What it belongs to: the id or the key of a thing of the area's."""
    state: str
    saves: int
    draft: Revision
    published: Version | None
    """What was published last."""

    @property
    def etag(self) -> str:
        """Changes with every change of the draft and with every publication."""
        return etag_of(self.id, self.saves)

    @property
    def is_changed(self) -> bool:
        """Whether the draft differs from what was published last, or nothing was."""
        return self.state != PUBLISHED


def find(session: Session, kind: Kind, subject: object, *, lock: bool = False) -> Manuscript:
    """The document of this kind that belongs to the subject. Raises NotFound."""
    return find_all(session, [kind], subject, lock=lock)[0]


def find_all(session: Session, kinds: Sequence[Kind], subject: object, *, lock: bool = False) -> list[Manuscript]:
    """The documents of these kinds that belong to the subject, read in one go. Raises NotFound unless all are there."""
    query = (
        select(table, *_labelled(revisions, "draft"), *_labelled(versions, "version"))
        .join(revisions, and_(revisions.c.manuscript_id == table.c.id, revisions.c.number == table.c.revision))
        .outerjoin(versions, and_(versions.c.manuscript_id == table.c.id, versions.c.number == table.c.version))
        .where(table.c.kind.in_([kind.name for kind in kinds]), table.c.subject == str(subject))
        .order_by(table.c.id)
    )
    rows = session.execute(query.with_for_update(of=table) if lock else query).all()
    found = {row.kind: row for row in rows}
    if len(found) < len(kinds):
        raise NotFound
    return [_manuscript(kind, found[kind.name]) for kind in kinds]


def _manuscript(kind: Kind, row: Any) -> Manuscript:
    found = row._mapping
    draft = _revision({name: found[f"draft_{name}"] for name in REVISION})
    published = Version(**{name: found[f"version_{name}"] for name in VERSION}) if found["version"] else None
    return Manuscript(kind, row.id, row.subject, row.state, row.saves, draft, published)


def find_revision(session: Session, manuscript: Manuscript, number: int) -> Revision:
    """One revision of it. Raises NotFound."""
    if number == manuscript.draft.number:
        return manuscript.draft
    wanted = (revisions.c.manuscript_id == manuscript.id, revisions.c.number == number)
    row = session.execute(select(*_columns(revisions, REVISION)).where(*wanted)).one_or_none()
    if row is None:
        raise NotFound
    return _revision(row._mapping)


def published_content(session: Session, manuscript: Manuscript) -> Content | None:
    """What was published last; None where nothing was."""
    if manuscript.published is None:
        return None
    return find_revision(session, manuscript, manuscript.published.revision).content


def select_history(manuscript: Manuscript) -> Select[*tuple[Any, ...]]:
    """Every revision without its content, and the version it was published as."""
    told = [revisions.c[name] for name in REVISION if name not in {"content", "saved_by"}]
    published = and_(versions.c.manuscript_id == revisions.c.manuscript_id, versions.c.revision == revisions.c.number)
    shown = (versions.c.number.label("version"), versions.c.published_at, versions.c.published_name, versions.c.sha256)
    return select(*told, *shown).outerjoin(versions, published).where(revisions.c.manuscript_id == manuscript.id)


REVISION = tuple(Revision.__dataclass_fields__)
VERSION = tuple(Version.__dataclass_fields__)


def _columns(source: Any, names: tuple[str, ...]) -> list[Any]:
    return [source.c[name] for name in names]


def _labelled(source: Any, prefix: str) -> list[Any]:
    names = REVISION if source is revisions else VERSION
    return [column.label(f"{prefix}_{column.name}") for column in _columns(source, names)]


def _revision(found: Any) -> Revision:
    return Revision(**{**found, "content": msgspec.json.decode(found["content"])})
