"""Beginning the form of an edition again: with a ready-made one, that of another edition, or one from a file."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.forms.unfinished import Document, load_unfinished, so_far
from chassis.forms.versions.differences import differences
from chassis.http.auth import Identity
from chassis.http.errors import Invalid, NotFound
from chassis.http.schemas import FieldError
from chassis.manuscripts import actions as manuscripts
from chassis.manuscripts.records import Manuscript
from chassis.storage import audit
from services.registration.contest.drafting.actions import find_draft, find_matter, own_choices
from services.registration.contest.drafting.models import EditionDraft
from services.registration.contest.form_publication.schemas import DOCUMENT, EDITION
from services.registration.contest.forms.drafts import FORM, adapted
from services.registration.contest.forms.sets import SETS, document_of, form_set
from services.registration.contest.forms.templates import known_templates, templates_of
from services.registration.files.collections.actions import copy_files

FROM_FILE = "file"
"""What the record calls a form that was sent as a document."""
_EMPTY = FieldError("required", _l("文件中的表单没有任何填写项。"))


def list_beginnings(session: Session, caller: Identity, slug: str) -> dict[str, Any]:
    """The ready-made forms, and the editions whose form can be taken over."""
    drafts = session.scalars(select(EditionDraft).order_by(EditionDraft.created_at.desc(), EditionDraft.slug))
    others = [one for one in drafts if one.slug != slug and caller.oversees(one.scope)]
    return {
        "sets": [{"key": key, "name": str(name), "name_en": ""} for key, name in SETS.items()],
        "editions": [{"key": one.slug, "name": one.name, "name_en": one.name_en} for one in others],
    }


def begin_form(session: Session, caller: Identity, found: Manuscript, beginning: dict[str, Any]) -> None:
    """Replace the draft by what was chosen; its history keeps what stood there. Raises NotFound, Invalid."""
    document = _chosen(session, caller, beginning)
    if beginning["kind"] == EDITION:
        copy_files(session, beginning["key"], found.subject, templates_of(document))
    manuscripts.save(session, found, caller, _adapted(session, found, document))
    audit.record(session, caller.account_id, "edition-form.begin", found.subject, source=beginning["key"] or FROM_FILE)


def compare_form(session: Session, caller: Identity, found: Manuscript, beginning: dict[str, Any]) -> dict[str, Any]:
    """What would change in the draft, and what would be left out of what was chosen, a sentence each.

    Raises NotFound, Invalid.
    """
    document = _chosen(session, caller, beginning)
    offers = own_choices(session, found.subject)
    theirs = known_templates(session, beginning["key"]) if beginning["kind"] == EDITION else ()
    fitting = _adapted(session, found, document, theirs)
    now, whole, fits = (so_far(one).offering(offers) for one in (found.draft.content, document, fitting))
    return {"changes": differences(now, fits), "left_out": differences(whole, fits), "etag": found.etag}


def _adapted(session: Session, found: Manuscript, document: Document, more: Iterable[str] = ()) -> Document:
    """The document without what this edition has not got; `more` files come with it."""
    known = {*known_templates(session, found.subject), *more}
    return adapted(document, own_choices(session, found.subject), known)


def _chosen(session: Session, caller: Identity, beginning: dict[str, Any]) -> Document:
    if beginning["kind"] == DOCUMENT:
        return _sent(beginning["document"])
    if beginning["kind"] == EDITION:
        if not caller.oversees(find_draft(session, beginning["key"]).scope):
            raise NotFound
        found: Document = find_matter(session, beginning["key"], FORM).draft.content
        return found
    if beginning["key"] in SETS:
        return document_of(form_set(beginning["key"]))
    raise NotFound


def _sent(document: Any) -> Document:
    """The form in a document that was sent, half written perhaps, but not nothing. Raises Invalid."""
    found = load_unfinished(document)
    if not any(section.get("fields") for section in found.get("sections") or ()):
        raise Invalid({"sections": [_EMPTY.body()]})
    return found
