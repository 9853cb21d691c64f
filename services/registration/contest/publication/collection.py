"""Whether an edition uses a file of its collection."""

from typing import Any

import msgspec
from sqlalchemy.orm import Session

from services.registration.contest.drafting.actions import find_matters
from services.registration.contest.drafting.composing import FILE_ID
from services.registration.contest.editions.models import Edition
from services.registration.contest.editions.schemas import content_of
from services.registration.contest.files.errors import FileInUse
from services.registration.contest.files.models import SiteFile


def refuse_used(session: Session, slug: str, sha256: str) -> None:
    """Raise FileInUse where a draft or what is public names the file."""
    edition, found = session.get(Edition, slug), session.get(SiteFile, (slug, sha256))
    said: list[Any] = [one.draft.content for one in find_matters(session, slug).values()]
    said += [content_of(edition)] if edition else []
    if found is not None and sha256[:FILE_ID].encode() in msgspec.json.encode(said):
        raise FileInUse(name=found.name)
