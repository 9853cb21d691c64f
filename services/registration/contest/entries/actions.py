"""What can be done with an entry until it is submitted; `submission` has the rest."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from chassis import clock
from chassis.forms.answers import settle
from chassis.forms.definition import Form
from chassis.forms.drafts import load_draft
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden, Invalid
from chassis.storage import ids
from chassis.words import moments
from chassis.words.folding import fold
from chassis.words.visible import visible
from contracts.roles import LEADER
from services.registration.contest.editions.actions import current_edition, find_edition
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.access import Access, access_of, edits
from services.registration.contest.entries.completeness import form_of, lacking, refuse_closed, unknown_choice
from services.registration.contest.entries.errors import AlreadySubmitted, DeadlinePassed, EntriesNotOpen
from services.registration.contest.entries.leaders import index
from services.registration.contest.entries.models import DRAFT, SUBMITTED, Entry
from services.registration.contest.forms.actions import form_in_use
from services.registration.contest.forms.needed import NEEDED, SOURCES
from services.registration.contest.joint_applicants import rules as joint
from services.registration.contest.organisations.spelling import key_of
from services.registration.contest.papers.models import stored_files
from services.registration.contest.teams.departures import why_unseen
from services.registration.contest.teams.places import first_place

_NEEDED = (
    *(Edition.slug, Edition.entry_prefix, Edition.numbered, Edition.tracks, Edition.groups),
    *(Edition.opens_at, Edition.closes_at, Edition.judging_opens_at, Edition.screening_opens_at),
    *(Edition.team_rules, Edition.upload_grace, Edition.stage_list, Edition.archived_at),
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
    form = form_in_use(session, edition.slug)
    entry = Entry(id=ids.new_id(), edition=edition.slug, state=DRAFT, version=0, revision=0)
    entry.form_version, entry.form_sha256 = form.version, form.sha256
    entry.answers, entry.aside, entry.kept, entry.writers = {}, {}, [], {}
    set_committed_value(entry, "home", edition)
    entry.leader_id, entry.leader_name, entry.created_at = caller.account_id, caller.name, clock.now()
    entry.team = [first_place(caller.account_id, caller.name)]
    session.add(entry)
    save_draft(session, entry, draft.get("answers") or {})
    return entry


def find_entry(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """An entry whose team the caller is in, or that they oversee or screen. To others it does not exist: NotFound."""
    return _seen(session, caller, entry_id, _FOUND)


def locked_entry(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """As `find_entry`, kept from changes by others."""
    return _seen(session, caller, entry_id, _LOCKED)


def lock_entry(session: Session, entry_id: UUID, *, to_number: bool = False) -> Entry:
    """An entry that exists, kept from changes by others, whoever asks; `to_number`: its edition too."""
    return session.scalars(_LOCKED_TO_NUMBER if to_number else _LOCKED, {"entry_id": entry_id}).one()


def led_entry(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """An entry the caller leads, kept from changes by others. Raises NotFound, Forbidden, DeadlinePassed."""
    return _changing(session, caller, entry_id, _LOCKED, lambda access, _entry: access.leads)


def entry_to_withdraw(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """An entry the caller leads, or one whose edition the caller organizes, kept from changes by others.

    Raises NotFound, Forbidden, DeadlinePassed.
    """
    entry = _changing(session, caller, entry_id, _LOCKED, lambda access, _entry: access.leads or access.organizes)
    refuse_outside(entry.home)
    return entry


def editable_entry(session: Session, caller: Identity, entry_id: UUID, wanted: Select[Entry] = _LOCKED) -> Entry:
    """An entry the caller may write in, while it may change: before the deadline and `being_written`.

    Raises NotFound, Forbidden, EntriesNotOpen, DeadlinePassed, AlreadySubmitted.
    """
    return refuse_submitted(writable_entry(session, caller, entry_id, wanted))


def uploading_entry(
    session: Session, caller: Identity, entry_id: UUID, begun_at: datetime, wanted: Select[Entry] = _LOCKED
) -> Entry:
    """As `editable_entry`, for an upload begun at this time: before the deadline, it may end in the edition's grace."""

    def until(entry: Entry) -> datetime:
        return entry.home.uploads_until if begun_at < entry.closes_at else entry.closes_at

    return refuse_submitted(_changing(session, caller, entry_id, wanted, edits, until))


def uploading(session: Session, caller: Identity, entry_id: UUID, begun_at: datetime) -> Entry:
    """As `uploading_entry`, without keeping anybody from changing the entry."""
    return uploading_entry(session, caller, entry_id, begun_at, _FOUND)


def writable_entry(session: Session, caller: Identity, entry_id: UUID, wanted: Select[Entry] = _LOCKED) -> Entry:
    """An entry in which the caller may write once it is `being_written`, kept from changes by others.

    Raises NotFound, Forbidden, EntriesNotOpen, DeadlinePassed.
    """
    return _changing(session, caller, entry_id, wanted, edits)


def editable(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """As `editable_entry`, without keeping anybody from changing the entry."""
    return editable_entry(session, caller, entry_id, _FOUND)


def entry_to_number(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """An entry the caller leads and may hand in, with its edition locked as well: submissions pass one by one."""
    entry = _changing(
        session, caller, entry_id, _LOCKED_TO_NUMBER, lambda access, _entry: access.leads, lambda one: one.submits_until
    )
    return refuse_submitted(entry)


def refuse_submitted(entry: Entry) -> Entry:
    """The entry. Raises AlreadySubmitted where it is handed in and no next version is being written."""
    if not entry.being_written:
        raise AlreadySubmitted(number=entry.number)
    return entry


def save_draft(session: Session, entry: Entry, given: Any) -> None:
    """Take over what the team typed, complete or not; answers that were not sent stay.

    Raises Invalid for what is no answer to the form, and for a track or group that does not exist.
    """
    form = form_of(session, entry)
    typed = load_draft(form, given, entry.aside | entry.answers)
    for source, key in SOURCES.items():
        if typed.get(key) and (error := unknown_choice(entry.home, source, typed[key])):
            raise Invalid({key: [error.body()]})
    refuse_closed(
        form, entry, (key for key, value in typed.items() if (value or None) != (entry.answers.get(key) or None))
    )
    write_answers(form, entry, entry.answers | typed, entry.aside)
    touch(session, entry)
    session.flush()


def write_answers(form: Form, entry: Entry, answers: dict[str, Any], aside: dict[str, Any]) -> None:
    """Make these the entry's answers: those to what is not asked at present are put aside.

    The columns follow, but of an entry that is handed in, where they say what stands.
    """
    settled = settle(form, answers, stored_files(entry.papers), aside)
    entry.answers, entry.aside = settled.answers, settled.aside
    if joint.FIELD in form.by_key:
        joint.follow(entry.joint_applicants, joint.named(form, entry.answers), {one.id for one in entry.papers})
    if entry.state != SUBMITTED:
        follow_answers(entry)


def follow_answers(entry: Entry) -> None:
    """Let the columns beside the answers say what the answers say."""
    for key in NEEDED:
        setattr(entry, key, visible(str(entry.answers.get(key) or "")))
    entry.title_key, entry.organisation_key = fold(entry.title), key_of(entry.organisation)


def touch(session: Session, entry: Entry) -> None:
    """Mark a change: a new revision, findable by its new words."""
    entry.revision += 1
    entry.updated_at = clock.now()
    count_lacking(session, entry)
    index(session, entry)


def count_lacking(session: Session, entry: Entry) -> None:
    """Know how much still stops its submission. No new revision: nobody's draft goes stale by what the team does."""
    entry.lacking = lacking(form_of(session, entry), entry)


def refuse_outside(edition: Edition, until: datetime | None = None, at: datetime | None = None) -> None:
    """Raise EntriesNotOpen before the edition opens, DeadlinePassed from its exclusive end on, by our clock.

    `until`: that end, where it is not the deadline. `at`: the moment looked at, where it is one that is stored.
    """
    now = at or clock.now()
    if now < edition.opens_at:
        raise EntriesNotOpen(opens_at=edition.opens_at.isoformat(), opening=moments.written(edition.opens_at, "moment"))
    if now >= (until or edition.closes_at):
        raise DeadlinePassed(
            closes_at=edition.closes_at.isoformat(),
            server_time=now.isoformat(),
            deadline=moments.deadline(edition.closes_at),
        )


def _seen(session: Session, caller: Identity, entry_id: UUID, wanted: Select[Entry]) -> Entry:
    entry = session.scalars(wanted, {"entry_id": entry_id}).one_or_none()
    if entry is None or not access_of(caller, entry).reads:
        raise why_unseen(session, caller, entry_id)
    return entry


def _changing(
    session: Session,
    caller: Identity,
    entry_id: UUID,
    wanted: Select[Entry],
    allowed: Callable[[Access, Entry], bool],
    until: Callable[[Entry], datetime] = lambda entry: entry.closes_at,
) -> Entry:
    entry = _seen(session, caller, entry_id, wanted)
    if not allowed(access_of(caller, entry), entry):
        raise Forbidden
    if not entry.in_correction:
        refuse_outside(entry.home, until(entry))
    return entry
