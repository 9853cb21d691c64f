"""Where an edition stands, in short, and what the caller can do with it."""

from typing import Any

from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from contracts.roles import ORGANIZER
from contracts.scopes import EVERYWHERE
from services.registration.contest.drafting.actions import find_draft
from services.registration.contest.drafting.models import EditionDraft
from services.registration.contest.editions.models import Contest, Edition
from services.registration.contest.publication.states import (
    ARCHIVE,
    CHANGE,
    DELETE,
    EDITION_LIFE,
    PUBLISH,
    REOPEN,
    state_of,
)


def head_of(caller: Identity, draft: EditionDraft, edition: Edition | None, contest: Contest | None) -> dict[str, Any]:
    """Where an edition stands, in short."""
    state = state_of(edition, clock.now())
    published = {name: getattr(edition, name) if edition else None for name in ("opens_at", "closes_at", "archived_at")}
    named = {"contest": contest.name, "contest_en": contest.name_en} if contest else {"contest": "", "contest_en": ""}
    own = {name: getattr(draft, name) for name in ("slug", "name", "name_en", "entry_prefix", "created_at")}
    told = {"version": edition.version if edition else 0, "sha256": edition.sha256 if edition else ""}
    return {**own, **named, **published, **told, "state": state, "may": _may(caller, draft, state)}


def show_head(session: Session, caller: Identity, slug: str) -> dict[str, Any]:
    """Where an edition stands, in short. Raises NotFound."""
    draft = find_draft(session, slug)
    contest = session.get(Contest, draft.contest_key) if draft.contest_key else None
    return head_of(caller, draft, session.get(Edition, slug), contest)


def _may(caller: Identity, draft: EditionDraft, state: str) -> list[str]:
    if not caller.has(ORGANIZER, draft.scope):
        return []
    steps = [step for step in (PUBLISH, CHANGE, ARCHIVE, REOPEN, DELETE) if EDITION_LIFE.allows(state, step)]
    return steps + (["copy"] if caller.has(ORGANIZER, EVERYWHERE) else [])
