"""Beginning the form of an edition again: with a ready-made one, or with that of another edition."""

from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.manuscripts import actions as manuscripts
from chassis.manuscripts.records import Manuscript
from chassis.storage import audit
from services.registration.contest.drafting.actions import find_draft, find_matter, own_choices
from services.registration.contest.drafting.models import EditionDraft
from services.registration.contest.forms.drafts import FORM, adapted
from services.registration.contest.forms.sets import SETS, document_of, form_set


def list_beginnings(session: Session, caller: Identity, slug: str) -> dict[str, Any]:
    """The ready-made forms, and the editions whose form can be taken over."""
    drafts = session.scalars(select(EditionDraft).order_by(EditionDraft.created_at.desc(), EditionDraft.slug))
    others = [one for one in drafts if one.slug != slug and caller.oversees(one.scope)]
    return {
        "sets": [{"key": key, "name": str(name)} for key, name in SETS.items()],
        "editions": [{"key": one.slug, "name": one.name} for one in others],
    }


def begin_form(session: Session, caller: Identity, found: Manuscript, beginning: dict[str, str]) -> None:
    """Replace the draft by a ready-made form or another edition's; its history keeps what stood there.

    Raises NotFound.
    """
    if beginning["edition"]:
        if not caller.oversees(find_draft(session, beginning["edition"]).scope):
            raise NotFound
        document = find_matter(session, beginning["edition"], FORM).draft.content
    elif beginning["set"] in SETS:
        document = document_of(form_set(beginning["set"]))
    else:
        raise NotFound
    offers = {name: msgspec.to_builtins(rows) for name, rows in own_choices(session, found.subject).items()}
    manuscripts.save(session, found, caller, adapted(document, offers))
    source = beginning["edition"] or beginning["set"]
    audit.record(session, caller.account_id, "edition-form.begin", found.subject, source=source)
