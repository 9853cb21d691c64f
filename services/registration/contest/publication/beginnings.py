"""New editions: from a template, or copied from another with its dates moved; and drafts nobody needs."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.manuscripts import actions as manuscripts
from chassis.manuscripts.content import Content
from chassis.storage import audit
from chassis.storage.locks import lock_names
from chassis.words.workdays import Workdays
from services.registration.contest.drafting.actions import begin_draft, contents_of, find_draft, find_matters
from services.registration.contest.drafting.models import EditionDraft
from services.registration.contest.drafting.stages import has_window, row_of, stages_of, workdays_of
from services.registration.contest.drafting.taking_apart import take_apart
from services.registration.contest.editions.actions import add_contest, new_contest_key
from services.registration.contest.editions.models import Contest, Edition
from services.registration.contest.editions.moving import move_stages
from services.registration.contest.editions.schemas import EditionSchema
from services.registration.contest.publication.errors import DraftPublished, SlugTaken
from services.registration.files.collections.actions import copy_files, discard_files

TEMPLATE = Path(__file__).parent / "template.json"
NEW = ("name", "name_en", "entry_prefix")
"""What a new edition is given of its own; all else comes from where it is begun."""


def begin_edition(session: Session, caller: Identity, facts: dict[str, Any]) -> EditionDraft:
    """A new edition from the template. Raises SlugTaken."""
    lock_names(session, ["editions"])
    slug = _free_slug(session, facts["entry_prefix"])
    contents = take_apart(_template())
    contents["calendar"] = _moved(contents["calendar"], facts["starts_on"])
    contest = _contest(session, facts)
    contents["basics"] = {name: facts[name] for name in NEW if facts[name]} | {"contest": contest.key}
    begin_draft(session, caller, slug, contents)
    audit.record(session, caller.account_id, "edition.begin", slug, name=facts["name"])
    return find_draft(session, slug)


def copy_edition(session: Session, caller: Identity, source: str, facts: dict[str, Any]) -> EditionDraft:
    """A new edition that says what another one's drafts say, its dates moved; never its entries.

    Raises NotFound, SlugTaken.
    """
    lock_names(session, ["editions"])
    find_draft(session, source)
    slug = _free_slug(session, facts["entry_prefix"])
    contents = contents_of(session, source)
    contents["calendar"] = _moved(contents["calendar"], facts["starts_on"])
    contents["basics"] = contents["basics"] | {name: facts[name] for name in NEW}
    begin_draft(session, caller, slug, contents)
    copy_files(session, source, slug)
    audit.record(session, caller.account_id, "edition.copy", slug, name=facts["name"], source=source)
    return find_draft(session, slug)


def delete_draft(session: Session, caller: Identity, slug: str) -> None:
    """Delete an edition of which nothing was ever published. Raises NotFound, DraftPublished."""
    draft = find_draft(session, slug, lock=True)
    if session.get(Edition, slug) is not None:
        raise DraftPublished
    for found in find_matters(session, slug, lock=True).values():
        manuscripts.discard(session, found)
    discard_files(session, slug)
    session.delete(draft)
    audit.record(session, caller.account_id, "edition.delete", slug, name=draft.name)


def _contest(session: Session, facts: dict[str, Any]) -> Contest:
    """The contest that was chosen, or a new one of the name given."""
    found = session.get(Contest, facts["contest"]) if facts["contest"] else None
    if found is None:
        found = session.scalar(
            select(Contest).where(Contest.name == facts["contest_name"]).order_by(Contest.key).limit(1)
        )
    if found is None:
        key = new_contest_key(session, facts["contest_name"])
        found = add_contest(session, key=key, name=facts["contest_name"], name_en="")
    return found


def _free_slug(session: Session, prefix: str) -> str:
    slug = prefix.lower() if not prefix.isdigit() else f"e{prefix}"
    taken = select(EditionDraft.slug).where((EditionDraft.slug == slug) | (EditionDraft.entry_prefix == prefix))
    if session.scalar(taken) or session.scalar(select(Edition.slug).where(Edition.entry_prefix == prefix)):
        raise SlugTaken(prefix=prefix)
    return slug


def _moved(calendar: Content, start: date) -> Content:
    """The timetable from another start; exceptions belong to the year they were made for."""
    dated = [row for row in calendar.get("stages", ()) if has_window(row)]
    stages = stages_of({"stages": dated})
    moved = move_stages(stages, start, workdays_of(calendar), Workdays()) if stages else []
    rest = {name: value for name, value in calendar.items() if name not in {"stages", "exceptional_days"}}
    return rest | {"stages": [row_of(stage) for stage in moved]}


@cache
def _template() -> dict[str, Any]:
    """What a new edition says at first."""
    found: dict[str, Any] = EditionSchema().load(json.loads(TEMPLATE.read_text("utf-8")))
    return found
