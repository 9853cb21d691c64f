"""Drafts of editions: beginning one, finding its matters."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.forms.definition import Form, choices_of
from chassis.forms.documents import read
from chassis.forms.fields import Choice, Undertaking
from chassis.forms.unfinished import so_far
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.http.fields import is_key
from chassis.manuscripts import actions as manuscripts
from chassis.manuscripts import described, records
from chassis.manuscripts.content import Content
from chassis.manuscripts.kinds import Kind
from chassis.manuscripts.records import Manuscript
from contracts.scopes import EVERYWHERE
from services.registration.contest.drafting.beside import CALENDAR, CHECKLIST, NOTICES, Beside, has_screening, held_by
from services.registration.contest.drafting.composing import Known
from services.registration.contest.drafting.kinds import FORM_FIELDS, MATTERS, form_of, kind_of, name_of, sources_of
from services.registration.contest.drafting.models import EditionDraft
from services.registration.contest.editions.models import Contest, Edition
from services.registration.contest.editions.part_schemas import ContestSchema
from services.registration.contest.forms.actions import current_form, standard
from services.registration.contest.forms.drafts import FORM
from services.registration.contest.forms.needed import SOURCES
from services.registration.contest.forms.sets import document_of
from services.registration.contest.forms.templates import known_templates
from services.registration.files.collections.actions import list_files
from services.registration.files.collections.choosing import choice_of, told_files

PICTURES = "pictures"
"""The list of choices that are pictures."""
FILES = {"files", PICTURES}
"""Lists of choices that the collection of files makes."""


def find_draft(session: Session, slug: str, *, lock: bool = False) -> EditionDraft:
    """The edition that is written under this slug. Raises NotFound."""
    found = session.get(EditionDraft, slug, with_for_update=lock or None) if is_key(slug) else None
    if found is None:
        raise NotFound
    return found


def has_draft(session: Session, slug: str) -> bool:
    """Whether an edition is written under this slug."""
    return session.get(EditionDraft, slug) is not None


def find_matter(
    session: Session, slug: str, matter: str, *, lock: bool = False, caller: Identity | None = None
) -> Manuscript:
    """The document of a matter, with the choices there are; those a caller may know of. Raises NotFound."""
    if matter not in MATTERS:
        raise NotFound
    around = Beside()
    if matter == CALENDAR:
        around = Beside(notices=_draft_of(session, slug, NOTICES).draft.content, is_over=_is_over(session, slug))
    elif matter in SOURCES:
        around = Beside(held_by(session, slug, _form_alone(session, slug)))
    elif matter == CHECKLIST:
        around = Beside(screens=has_screening(_draft_of(session, slug, CALENDAR).draft.content))
    elif matter == FORM:
        around = Beside(templates=known_templates(session, slug).keys())
    sources = _sources(session, slug, sources_of(matter), _content_in(session, slug), caller)
    return records.find(session, kind_of(matter, sources, around), slug, lock=lock)


def find_matters(session: Session, slug: str, *, lock: bool = False) -> dict[str, Manuscript]:
    """The documents of all matters. Raises NotFound."""
    written = records.find_all(session, [as_told(matter) for matter in MATTERS], slug, lock=lock)
    found = dict(zip(MATTERS, written, strict=True))
    wanted = set().union(*(sources_of(matter) for matter in MATTERS))
    sources = _sources(session, slug, wanted, lambda matter: found[matter].draft.content)
    form = so_far(found[FORM].draft.content)
    templates = known_templates(session, slug).keys()
    around = Beside(
        held_by(session, slug, form),
        found[NOTICES].draft.content,
        _is_over(session, slug),
        templates,
        has_screening(found[CALENDAR].draft.content),
    )
    return {matter: replace(one, kind=kind_of(matter, sources, around)) for matter, one in found.items()}


def contents_of(session: Session, slug: str) -> dict[str, Content]:
    """What the drafts of all matters say. Raises NotFound."""
    written = records.find_all(session, [as_told(matter) for matter in MATTERS], slug)
    return {matter: one.draft.content for matter, one in zip(MATTERS, written, strict=True)}


def _draft_of(session: Session, slug: str, matter: str) -> Manuscript:
    return records.find(session, as_told(matter), slug)


def _is_over(session: Session, slug: str) -> bool:
    edition = session.get(Edition, slug)
    return edition is not None and edition.is_over


def _content_in(session: Session, slug: str) -> Callable[[str], Content]:
    return lambda matter: _draft_of(session, slug, matter).draft.content


def _form_alone(session: Session, slug: str) -> Form:
    """The form that a matter has to agree with which is published alone: the public one, if there is one yet."""
    drafted = _draft_of(session, slug, FORM)
    if drafted.published is None:
        return so_far(drafted.draft.content)
    return read(current_form(session, slug).document.encode())


def begin_draft(session: Session, author: Identity, slug: str, contents: Mapping[str, Content], **facts: Any) -> None:
    """An edition of which nothing is published yet, with these first drafts."""
    session.add(EditionDraft(slug=slug, created_at=clock.now(), **mirrored(contents["basics"]), **facts))
    session.flush()
    for matter in MATTERS:
        content = contents.get(matter) or (document_of(standard()) if matter == FORM else {})
        manuscripts.begin(session, as_told(matter), slug, author, content)


def mirror(session: Session, slug: str, basics: Content) -> None:
    """Let lists of editions say what the basics say."""
    draft = find_draft(session, slug)
    for name, value in mirrored(basics).items():
        setattr(draft, name, value)
    if draft.contest_key and session.get(Contest, draft.contest_key) is None:
        draft.contest_key = None
    session.flush()


def known_of(session: Session, slug: str) -> Known:
    """What the forms of an edition name by a key."""
    schema = ContestSchema()
    contests = session.scalars(select(Contest))
    return Known({contest.key: schema.dump(contest) for contest in contests}, told_files(session, slug))


def contests_seen(session: Session, caller: Identity | None = None) -> list[Contest]:
    """The contests a caller may know of, by name: public ones, those of own editions; everywhere all of them."""
    found = session.scalars(select(Contest).order_by(Contest.name, Contest.key)).all()
    if caller is None or caller.oversees(EVERYWHERE):
        return list(found)
    public = select(Edition.slug).where(Edition.slug == EditionDraft.slug).exists()
    drafts = session.execute(select(EditionDraft, public)).all()
    seen = {draft.contest_key for draft, is_public in drafts if is_public or caller.oversees(draft.scope)}
    return [one for one in found if one.key in seen]


def own_choices(session: Session, slug: str) -> dict[str, list[Choice]]:
    """The tracks and groups that the edition has as it is written."""
    return _sources(session, slug, set(SOURCES), _content_in(session, slug))


def _sources(
    session: Session,
    slug: str,
    wanted: set[str],
    content_in: Callable[[str], Content],
    caller: Identity | None = None,
) -> dict[str, list[Choice]]:
    found: dict[str, list[Choice]] = {}
    for matter in SOURCES:  # a list has the name of the matter that makes it
        if matter in wanted:
            rows = content_in(matter).get(matter, ())
            found[matter] = choices_of(row for row in rows if row.get("key") and row.get("name"))
    if FORM_FIELDS in wanted:
        form = so_far(content_in(FORM))
        found[FORM_FIELDS] = [Choice(one.key, one.label) for one in form if not isinstance(one, Undertaking)]
    if "contests" in wanted:
        named = ({"key": one.key, "name": one.name, "name_en": one.name_en} for one in contests_seen(session, caller))
        found["contests"] = choices_of(named)
    if FILES & wanted:
        files = list_files(session, slug)
        found["files"] = [choice_of(one) for one in files]
        found[PICTURES] = [choice_of(one) for one in files if one.width]
    return found


def as_told(matter: str) -> Kind:
    """The matter as a document that is taken as it comes."""
    return described.as_told(name_of(matter), None if matter == FORM else form_of(matter))


def mirrored(basics: Content) -> dict[str, Any]:
    """What of the basics stands in lists of editions."""
    texts = {name: basics.get(name, "") for name in ("name", "name_en", "entry_prefix")}
    return texts | {"contest_key": basics.get("contest") or None}
