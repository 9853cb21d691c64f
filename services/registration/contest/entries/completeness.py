"""What still stops an entry from being submitted. Drafts may hold anything; the rules stand in the edition's form."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, literal_column, select, tuple_
from sqlalchemy.orm import Session

from chassis.forms.answers import Errors, fields_of, warnings
from chassis.forms.answers import missing as missing_answers
from chassis.forms.definition import Form
from chassis.forms.files import CHECKING, Files
from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError
from chassis.words.folding import fold
from chassis.words.visible import visible
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.access import access_of
from services.registration.contest.entries.clashes import elsewhere
from services.registration.contest.entries.errors import NOT_OPEN
from services.registration.contest.entries.models import SUBMITTED, Entry, Submission
from services.registration.contest.entries.standing import handed_in
from services.registration.contest.forms.actions import offered
from services.registration.contest.forms.needed import SOURCES
from services.registration.contest.joint_applicants import rules as joint
from services.registration.contest.papers.models import stored_files
from services.registration.contest.teams import rules

_KEY = tuple_(Entry.edition, Entry.title_key)
_HELD = select(Entry.edition, Entry.title_key).where(
    _KEY.in_(bindparam("wanted", expanding=True)),
    # Written out, as an index over some rows only is not used for a value that comes later.
    Entry.state == literal_column(f"'{SUBMITTED}'"),
)

_UNKNOWN = _l("本届没有这个选项，请重新选择。")
_NOT_REPLACED = _l("新上传的“%(name)s”未通过检查，没有采用，仍以原来的文件为准。")
TITLE_TAKEN = FieldError("title-taken", _l("本届已有同名项目，请改用能区分的名称；如果是重复申报，请只保留一份。"))
"""What is wrong with a title that another entry holds."""


@dataclass(frozen=True)
class Described:
    """An entry with what it lacks, and what looks wrong and is accepted all the same."""

    entry: Entry
    reader: Identity
    missing: Sequence[dict[str, str]]
    warnings: Sequence[dict[str, str]] = field(default_factory=list)
    stands: Submission | None = None
    """What the reader sees in place of what is being written."""
    changed: bool = False
    """Whether what is being written differs from what was handed in."""
    correction: Mapping[str, Any] | None = None
    """Of one under way: `due_at`, and `fields`, the keys of the fields and slots that it opens."""


def describe(session: Session, caller: Identity, entry: Entry) -> Described:
    """The entry with what it still lacks, in words for the caller; nothing for one that nobody writes in.

    Who is not of its team sees of an entry that is handed in what stands, never what is being written.
    """
    if not entry.being_written:
        return Described(entry, caller, [])
    if entry.revising and not access_of(caller, entry).in_team:
        return Described(entry, caller, [], stands=handed_in(session, entry))
    form = form_of(session, entry)
    found = hindrances(session, caller, form, entry)
    return Described(
        entry,
        caller,
        flatten(found),
        flatten(warnings(form, entry.answers) | not_replaced(form, entry)),
        changed=entry.revising and _differs(entry, handed_in(session, entry)),
        correction=_correction(form, entry),
    )


def _differs(entry: Entry, copy: Submission) -> bool:
    """Whether answers or files are others than those of the copy."""
    written, stands = ({(one.slot, one.sha256) for one in papers} for papers in (entry.papers, copy.papers))
    return entry.answers != copy.answers or written != stands


def _correction(form: Form, entry: Entry) -> dict[str, Any] | None:
    """The correction under way."""
    if entry.screening is None or not entry.in_correction:
        return None
    return {"due_at": entry.screening.due_at, "fields": sorted(open_fields(form, entry))}


def hindrances(session: Session, caller: Identity, form: Form, entry: Entry) -> Errors:
    """Everything that stops the entry from being handed in now: form, title, team, and other teams of its people."""
    return missing(form, entry, taken_titles(session, [entry])) | _clashes(session, caller, entry)


def hindrances_again(session: Session, caller: Identity, entry: Entry, copy: Submission) -> Errors:
    """Everything that stops what was handed in once from standing again: title, team, joint applicants, other teams."""
    taken = is_title_taken(session, entry, copy.title)
    found: Errors = {"title": [TITLE_TAKEN.body()]} if taken else {}
    found |= rules.lacking(entry.home.team_rules, entry.team) | _unconfirmed(
        form_of(session, copy), entry, copy.answers
    )
    return found | _clashes(session, caller, entry)


def form_of(session: Session, entry: Entry | Submission) -> Form:
    """The form that an entry, or what was handed in of it, answers, with the tracks and groups of its edition."""
    return offered(session, entry.home, entry.form_version, entry.form_sha256)


def taken_titles(session: Session, entries: Sequence[Entry]) -> set[tuple[str, str]]:
    """Those (edition, folded title) that the entries would take and another, which is submitted, already holds."""
    wanted = {(e.edition, key) for e in entries if e.being_written and (key := _title_key(e))}
    wanted -= {(e.edition, e.title_key) for e in entries if e.state == SUBMITTED}
    if not wanted:
        return set()
    return {(edition, title) for edition, title in session.execute(_HELD, {"wanted": list(wanted)})}


def is_title_taken(session: Session, entry: Entry, title: str) -> bool:
    """Whether another entry of the edition that is handed in holds this title."""
    held = select(Entry.id).where(Entry.edition == entry.edition, Entry.title_key == fold(visible(title)))
    return session.scalar(held.where(Entry.state == SUBMITTED, Entry.id != entry.id).limit(1)) is not None


def missing(form: Form, entry: Entry, taken: Collection[tuple[str, str]]) -> Errors:
    """Field -> list of {code, message}; empty when the entry can be submitted, and when nobody writes in it."""
    if not entry.being_written:
        return {}
    found = missing_answers(form, entry.answers, _files_to_be(entry))
    if "title" not in found and (entry.edition, _title_key(entry)) in taken:
        found["title"] = [TITLE_TAKEN.body()]
    return found | rules.lacking(entry.home.team_rules, entry.team) | _unconfirmed(form, entry, entry.answers)


def _files_to_be(entry: Entry) -> Files:
    """The files that count, and in the place of others those that may replace them soon: nobody hands in too early."""
    waiting = [one for one in entry.replacements.values() if one.state == CHECKING]
    return {**stored_files(entry.papers), **stored_files(waiting)}


def not_replaced(form: Form, entry: Entry) -> Errors:
    """Slot -> that the file uploaded last is no good, so that the one before it counts."""
    asked = {slot.key for slot in form.slots}
    bad = {slot: one for slot, one in entry.replacements.items() if one.bad and slot in asked}
    return {slot: [FieldError("not-replaced", _NOT_REPLACED, name=one.name).body()] for slot, one in bad.items()}


def _unconfirmed(form: Form, entry: Entry, answers: Mapping[str, Any]) -> Errors:
    """The joint applicants that still have to agree, where the edition asks for that."""
    names = joint.named(form, answers) if entry.home.team_rules["joint_confirmed"] else {}
    return joint.lacking(entry.joint_applicants, names) if names else {}


def lacking(form: Form, entry: Entry) -> int:
    """How many fields still stop its submission, as far as form and team say; all of the team counts as one."""
    return len(fields_of(missing(form, entry, ())))


def _clashes(session: Session, caller: Identity, entry: Entry) -> Errors:
    """What stops it because its people are in other teams."""
    reader = rules.Reader(caller.account_id, oversees=caller.oversees(entry.home.scope))
    return rules.clashing(entry.home.team_rules, entry.team, elsewhere(session, entry), reader)


def _title_key(entry: Entry) -> str:
    """The title it would be handed in with, as titles are compared."""
    return fold(visible(str(entry.answers.get("title") or "")))


def open_fields(form: Form, entry: Entry) -> set[str]:
    """Keys of the fields and slots that the team may change in its correction."""
    if entry.screening is None or not entry.in_correction:
        return set()
    return set(entry.screening.fields) | set(fields_of(missing(form, entry, ())))


def refuse_closed(form: Form, entry: Entry, changed: Iterable[str]) -> None:
    """Raise Invalid where a correction would change what it does not leave open."""
    if entry.in_correction:
        still = open_fields(form, entry)
        if closed := [key for key in changed if key not in still]:
            raise Invalid({key: [NOT_OPEN.body()] for key in closed})


def flatten(errors: Errors) -> list[dict[str, str]]:
    """The same as one list of {field, code, message}."""
    return [{"field": place, **error} for place, listed in errors.items() for error in listed]


def unknown_choice(edition: Edition, source: str, key: str) -> FieldError | None:
    """What is wrong with a track or group that the edition does not have; `source` is its list."""
    known = any(choice["key"] == key for choice in getattr(edition, source))
    return None if known else FieldError(f"unknown-{SOURCES[source]}", _UNKNOWN)
