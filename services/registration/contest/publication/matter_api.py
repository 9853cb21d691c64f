"""HTTP API of the matters of an edition, each a document that people write."""

from typing import Any

from msgspec import to_builtins
from sqlalchemy.orm import Session

from chassis.http.auth import Identity, identity
from chassis.manuscripts.records import Manuscript
from chassis.manuscripts.routes import Authoring, manuscript_routes
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.registration.contest.drafting.actions import PICTURES, find_draft, find_matter, mirror, own_choices
from services.registration.contest.drafting.beside import CALENDAR
from services.registration.contest.drafting.kinds import MATTERS, name_of, sources_of
from services.registration.contest.editions.models import Edition
from services.registration.contest.form_publication.actions import form_effect, refuse_unasked
from services.registration.contest.forms.drafts import FORM
from services.registration.contest.forms.templates import known_templates
from services.registration.contest.publication.effects import effect_of
from services.registration.contest.publication.errors import NothingPublic
from services.registration.contest.publication.freezing import freeze_of, refuse_frozen, told_freeze
from services.registration.contest.publication.heads import show_head
from services.registration.contest.publication.releasing import publish_edition
from services.registration.contest.publication.schemas import MatterPublicationSchema, MatterSchema
from services.registration.files.collections.choosing import pictures_by_choice

_MATTERS = {name_of(matter): matter for matter in MATTERS}


def _find(session: Session, caller: Identity, *, lock: bool, slug: str, matter: str) -> Manuscript:
    if lock:
        refuse_frozen(session.get(Edition, slug), matter)
    return find_matter(session, slug, matter, lock=lock, caller=caller)


def _about(session: Session, found: Manuscript) -> dict[str, Any]:
    matter, head = _MATTERS[found.kind.name], show_head(session, identity(), found.subject)
    edition = session.get(Edition, found.subject)
    about = head | told_freeze(edition, matter) | {"matter": matter, "choices": {}, "templates": [], "pictures": {}}
    if PICTURES in sources_of(matter):
        about["pictures"] = pictures_by_choice(session, found.subject)
    if matter == FORM:
        choices = own_choices(session, found.subject)
        about["choices"] = {name: to_builtins(rows) for name, rows in choices.items()}
        about["templates"] = list(known_templates(session, found.subject).values())
    return about


def _effect(session: Session, found: Manuscript) -> dict[str, Any]:
    matter = _MATTERS[found.kind.name]
    if matter == FORM:
        return {"form_effect": form_effect(session, found)}
    if matter == CALENDAR:
        return {"effect": effect_of(session, session.get(Edition, found.subject), found.draft.content)}
    return {}


def _may(session: Session, caller: Identity, found: Manuscript, whole: bool) -> list[str]:
    edition = session.get(Edition, found.subject)
    if not caller.has(ORGANIZER, find_draft(session, found.subject).scope):
        return []
    if freeze_of(edition, _MATTERS[found.kind.name]) is not None:
        return []
    return ["write"] + (["publish"] if edition is not None and whole and found.is_changed else [])


def _saved(session: Session, _caller: Identity, found: Manuscript) -> None:
    if found.kind.name == name_of("basics"):
        mirror(session, found.subject, found.draft.content)


def _publish(session: Session, caller: Identity, found: Manuscript, facts: dict[str, Any]) -> None:
    if session.get(Edition, found.subject) is None:
        raise NothingPublic
    if found.kind.name == name_of(FORM) and not facts["confirmed"]:
        refuse_unasked(session, found)
    publish_edition(session, caller, found.subject, {_MATTERS[found.kind.name]: found})


blp = manuscript_routes(
    "edition-matters",
    Authoring(
        address="/editions/<slug>/matters/<matter>",
        find=_find,
        about=_about,
        about_schema=MatterSchema,
        may=_may,
        readers=tuple(OVERSEEING),
        writers=(ORGANIZER,),
        within=EDITION,
        saved=_saved,
        publish=_publish,
        publication_schema=MatterPublicationSchema,
        effect=_effect,
    ),
)
