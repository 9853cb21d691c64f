"""Whether an edition uses a file of its collection."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.registration.contest.drafting.actions import contents_of
from services.registration.contest.editions.models import Edition
from services.registration.contest.editions.schemas import content_of
from services.registration.contest.forms.models import FormVersion
from services.registration.files.collections.choosing import refuse_named


def refuse_used(session: Session, slug: str, sha256: str) -> None:
    """Raise FileInUse where a draft or what is public names the file."""
    edition = session.get(Edition, slug)
    forms = session.scalars(select(FormVersion.document).where(FormVersion.edition == slug))
    said: list[Any] = [*contents_of(session, slug).values(), *forms]
    refuse_named(session, slug, sha256, said + ([content_of(edition)] if edition else []))
