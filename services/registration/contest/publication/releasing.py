"""Publishing what was written of an edition: all of it at first, later whatever changed."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import marshmallow as ma
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.http.schemas import field_errors
from chassis.manuscripts import actions as manuscripts
from chassis.manuscripts import records
from chassis.manuscripts.content import Content
from chassis.manuscripts.errors import Incomplete
from chassis.manuscripts.kinds import Errors
from chassis.manuscripts.records import Manuscript
from services.registration.contest.drafting.actions import as_told, known_of
from services.registration.contest.drafting.composing import compose
from services.registration.contest.drafting.kinds import IN_DOCUMENT
from services.registration.contest.editions.models import Edition
from services.registration.contest.editions.schemas import EditionSchema
from services.registration.contest.form_publication.actions import publish_form
from services.registration.contest.forms.drafts import FORM
from services.registration.contest.publication.actions import FROM_PAGES, write_edition


def publish_edition(session: Session, caller: Identity, slug: str, chosen: Mapping[str, Manuscript]) -> Edition:
    """Publish the drafts of the chosen matters; the others stay as they are public.

    At first all have to be chosen. The drafts are locked by the caller. Raises Incomplete, and as `write_edition`.
    """
    contents, missing = examined(chosen)
    if missing:
        by_place = {f"{matter}.{place}": said for matter, one in missing.items() for place, said in one.items()}
        raise Incomplete(errors=by_place)
    for matter in (one for one in IN_DOCUMENT if one not in chosen):
        contents[matter] = records.published_content(session, records.find(session, as_told(matter), slug)) or {}
    edition = write_edition(session, caller, slug, load_document(session, slug, contents), FROM_PAGES)
    if FORM in chosen and chosen[FORM].is_changed:
        publish_form(session, caller, slug, contents[FORM])
    for found in chosen.values():
        if found.is_changed:
            manuscripts.publish(session, found, caller)
    return edition


def examined(found: Mapping[str, Manuscript]) -> tuple[dict[str, Content], dict[str, Errors]]:
    """What would be published of each matter, and of those that are not complete what is missing, by field."""
    both = {matter: one.kind.examined(one.draft.content) for matter, one in found.items()}
    missing = {matter: errors for matter, (_, errors) in both.items() if errors}
    return {matter: whole for matter, (whole, _) in both.items()}, missing


def load_document(session: Session, slug: str, contents: Mapping[str, Content]) -> dict[str, Any]:
    """The document that these contents make, checked. Raises Invalid."""
    said = {matter: contents[matter] for matter in IN_DOCUMENT}
    try:
        found: dict[str, Any] = _schema().load(compose(said, known_of(session, slug)))
    except ma.ValidationError as error:
        raise Invalid(field_errors(error.messages)) from error
    return found


@cache
def _schema() -> EditionSchema:
    """Made once: it has some hundred fields."""
    return EditionSchema()
