"""What can be done with an entry until it is submitted; `submission` has the rest."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select, true
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden, Invalid, NotFound
from chassis.storage import ids
from chassis.words import moments
from chassis.words.folding import fold
from contracts.roles import LEADER, OVERSEEING, SCREENER
from contracts.scopes import EDITION, EVERYWHERE, Scope
from services.registration.contest.editions.actions import current_edition, find_edition
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.completeness import CHOICES, unknown_choice
from services.registration.contest.entries.errors import AlreadySubmitted, DeadlinePassed, EntriesNotOpen, NoFile
from services.registration.contest.entries.models import DRAFT, SUBMITTED, Entry
from services.registration.contest.entries.word_index import holding

TYPED = ("title", "track", "group", "organisation", "summary")
"""What a team types."""

_NEEDED = (
    *(Edition.slug, Edition.entry_prefix, Edition.numbered, Edition.tracks, Edition.groups),
    *(Edition.opens_at, Edition.closes_at),
)
"""What the rules of an entry ask of its edition; its long lists are left where they are."""
_FOUND = (
    select(Entry)
    .options(joinedload(Entry.home, innerjoin=True).load_only(*_NEEDED))
    .where(Entry.id == bindparam("entry_id"))
)
_FRESH = _FOUND.execution_options(populate_existing=True)
_LOCKED = _FRESH.with_for_update(of=Entry)
_LOCKED_TO_NUMBER = _FRESH.with_for_update()


def create_entry(session: Session, caller: Identity, draft: dict[str, Any]) -> Entry:
    """A new draft of the caller in the current edition, or the one that `edition` names.

    Raises NotFound, Forbidden, EntriesNotOpen, DeadlinePassed, Invalid.
    """
    slug = draft.get("edition")
    edition = find_edition(session, slug) if slug else current_edition(session)
    if not caller.has(LEADER, edition.scope):
        raise Forbidden
    refuse_outside(edition)
    entry = Entry(id=ids.new_id(), edition=edition.slug, state=DRAFT, version=0, revision=0)
    set_committed_value(entry, "home", edition)
    entry.leader_id, entry.leader_name, entry.created_at = caller.account_id, caller.name, clock.now()
    session.add(entry)
    save_draft(session, entry, dict.fromkeys(TYPED, "") | draft)
    return entry


def find_entry(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """The caller's own entry, or one that the caller oversees or screens. To others it does not exist: NotFound."""
    return _seen(session, caller, entry_id, _FOUND)


def own_entry(session: Session, caller: Identity, entry_id: UUID, wanted: Select[Entry] = _LOCKED) -> Entry:
    """The caller's own entry, kept from changes by others. Raises NotFound, Forbidden, DeadlinePassed."""
    entry = _seen(session, caller, entry_id, wanted)
    if not _owns(caller, entry):
        raise Forbidden
    refuse_outside(entry.home)
    return entry


def editable_entry(session: Session, caller: Identity, entry_id: UUID, wanted: Select[Entry] = _LOCKED) -> Entry:
    """The caller's own entry while it may change: before the deadline and not submitted.

    Raises NotFound, Forbidden, EntriesNotOpen, DeadlinePassed, AlreadySubmitted.
    """
    entry = own_entry(session, caller, entry_id, wanted)
    if entry.state == SUBMITTED:
        raise AlreadySubmitted(number=entry.number)
    return entry


def refuse_uneditable(session: Session, caller: Identity, entry_id: UUID) -> None:
    """Raise what `editable_entry` would, without keeping anybody from changing the entry."""
    editable_entry(session, caller, entry_id, _FOUND)


def entry_to_number(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """As `editable_entry`, with its edition locked as well: submissions pass one by one."""
    return editable_entry(session, caller, entry_id, _LOCKED_TO_NUMBER)


def select_entries(session: Session, caller: Identity, wanted: Mapping[str, Any]) -> tuple[Select[Entry], Any]:
    """The entries the caller may see, an organizer those of the editions in scope, others their own; what orders them.

    `wanted` narrows them: mine, edition, state, track, group, and `q`, searched in number, title, organisation, leader.
    """
    query = select(Entry).where(_visible(caller, mine=wanted.get("mine", False)))
    for name in ("edition", "state", "track", "group"):
        if wanted.get(name):
            query = query.where(getattr(Entry, name) == wanted[name])
    return holding(session, query, wanted["q"]) if fold(wanted.get("q", "")) else (query, Entry.id)


def save_draft(session: Session, entry: Entry, fields: Mapping[str, Any]) -> None:
    """Take over what the team typed, complete or not. Raises Invalid for a track or group that does not exist."""
    for name in CHOICES:
        if fields.get(name) and (error := unknown_choice(entry.home, name, fields[name])):
            raise Invalid({name: [error.body()]})
    for name in fields.keys() & set(TYPED):
        setattr(entry, name, fields[name] or "")
    entry.title_key = fold(entry.title)
    touch(entry)
    session.flush()


def attach_file(entry: Entry, *, name: str, size: int, sha256: str) -> None:
    """Make a stored file the entry's document, in place of an earlier one."""
    entry.file_name, entry.file_size, entry.file_sha256 = name, size, sha256
    entry.file_uploaded_at = clock.now()
    touch(entry)


def detach_file(entry: Entry) -> None:
    """Take the document off the entry. Raises NoFile."""
    if entry.file_sha256 is None:
        raise NoFile
    entry.file_name = entry.file_size = entry.file_sha256 = entry.file_uploaded_at = None
    touch(entry)


def touch(entry: Entry) -> None:
    """Mark a change: a new revision, findable by its new words."""
    entry.revision += 1
    entry.updated_at = clock.now()
    _index(entry)


def rename_leader(session: Session, account_id: UUID, name: str) -> None:
    """Show and find a person's entries by the new name. No new revision: nobody's draft goes stale by it."""
    own = select(Entry).where(Entry.leader_id == account_id, Entry.leader_name != name)
    # Locked: what is found by takes in the title too, which the leader may be changing now.
    for entry in session.scalars(own.with_for_update().execution_options(populate_existing=True)):
        entry.leader_name = name
        _index(entry)
    session.flush()


def refuse_outside(edition: Edition) -> None:
    """Raise EntriesNotOpen before the edition opens and DeadlinePassed from its exclusive end on, by our clock."""
    now = clock.now()
    if now < edition.opens_at:
        raise EntriesNotOpen(opens_at=edition.opens_at.isoformat(), opening=moments.written(edition.opens_at, "moment"))
    if now >= edition.closes_at:
        raise DeadlinePassed(
            closes_at=edition.closes_at.isoformat(),
            server_time=now.isoformat(),
            deadline=moments.deadline(edition.closes_at),
        )


def _seen(session: Session, caller: Identity, entry_id: UUID, wanted: Select[Entry]) -> Entry:
    entry = session.scalars(wanted, {"entry_id": entry_id}).one_or_none()
    if entry is None or not (_owns(caller, entry) or _oversees(caller, entry)):
        raise NotFound
    return entry


def _index(entry: Entry) -> None:
    entry.search_text = fold(" ".join((entry.number or "", entry.title, entry.organisation, entry.leader_name)))


def _owns(caller: Identity, entry: Entry) -> bool:
    return entry.leader_id == caller.account_id and caller.has(LEADER, entry.home.scope)


def _oversees(caller: Identity, entry: Entry) -> bool:
    """Organizers and auditors see every entry of their editions, screeners those that are handed in."""
    screens = entry.state == SUBMITTED and caller.has(SCREENER, entry.home.scope)
    return screens or caller.oversees(entry.home.scope)


def _visible(caller: Identity, *, mine: bool) -> ColumnElement[bool]:
    own = and_(Entry.leader_id == caller.account_id, _within(caller.scopes(LEADER)))
    if mine:
        return own
    screened = and_(Entry.state == SUBMITTED, _within(caller.scopes(SCREENER)))
    return or_(own, screened, _within(caller.scopes(*OVERSEEING)))


def _within(scopes: set[Scope]) -> ColumnElement[bool]:
    if EVERYWHERE in scopes:
        return true()
    return Entry.edition.in_([scope.key for scope in scopes if scope.kind == EDITION])
