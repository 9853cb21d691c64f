"""Drafts that follow what was published without them: a whole document, a stage with another window."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.manuscripts import actions as manuscripts
from chassis.manuscripts import records
from chassis.manuscripts.content import Content
from services.registration.contest.drafting.actions import as_told, mirror, mirrored
from services.registration.contest.drafting.kinds import IN_DOCUMENT, MATTERS
from services.registration.contest.drafting.models import EditionDraft
from services.registration.contest.drafting.stages import WINDOW, row_of
from services.registration.contest.drafting.taking_apart import take_apart
from services.registration.contest.forms.actions import standard
from services.registration.contest.forms.drafts import FORM
from services.registration.contest.forms.sets import document_of


def follow_document(session: Session, author: Identity, slug: str, document: Mapping[str, Any]) -> None:
    """Let drafts and published matters say what the edition says, which was published as a whole."""
    contents = take_apart(document)
    if session.get(EditionDraft, slug) is None:
        session.add(EditionDraft(slug=slug, created_at=clock.now(), **mirrored(contents["basics"])))
        session.flush()
        contents |= {FORM: document_of(standard())}
        for matter in MATTERS:
            manuscripts.begin_published(session, as_told(matter), slug, author, contents[matter])
        return
    for matter in IN_DOCUMENT:
        manuscripts.follow(session, as_told(matter), slug, author, contents[matter])
    mirror(session, slug, contents["basics"])


def follow_form(session: Session, author: Identity, slug: str, document: Content) -> None:
    """Let the draft and the published form say what was published without them."""
    manuscripts.follow(session, as_told(FORM), slug, author, document)


def follow_window(session: Session, author: Identity, slug: str, stage: Mapping[str, Any]) -> None:
    """Let the timetable say that a stage has another window; what else its draft says stays a draft."""
    found = records.find(session, as_told("calendar"), slug, lock=True)
    published = records.published_content(session, found) or {}
    draft = found.draft.content
    manuscripts.save(session, found, author, _moved(published, stage))
    manuscripts.publish(session, found, author)
    if draft != published:
        manuscripts.save(session, found, author, _moved(draft, stage))


def _moved(content: Content, stage: Mapping[str, Any]) -> Content:
    typed = row_of(stage)
    days = {name: typed[name] for name in WINDOW}
    rows = [row | days if row.get("key") == stage["key"] else row for row in content.get("stages", ())]
    return content | {"stages": rows}
