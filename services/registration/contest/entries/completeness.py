"""What still stops an entry from being submitted. Drafts may hold anything; this is where the rules stand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import marshmallow as ma
from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, literal_column, select, tuple_
from sqlalchemy.orm import Session

from chassis.http.schemas import FieldError, Length
from chassis.words.folding import fold
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.models import SUBMITTED, Entry

LENGTHS = {"title": Length(5, 50), "organisation": Length(2, 100), "summary": Length(100, 500)}
"""Code points (domain book, section 5)."""
CHOICES = {"track": "tracks", "group": "groups"}

_KEY = tuple_(Entry.edition, Entry.title_key)
_HELD = select(Entry.edition, Entry.title_key).where(
    _KEY.in_(bindparam("wanted", expanding=True)),
    # Written out, as an index over some rows only is not used for a value that comes later.
    Entry.state == literal_column(f"'{SUBMITTED}'"),
)

_CHOOSE = _l("请选择这一项。")
_UNKNOWN = _l("本届没有这个选项，请重新选择。")
_TAKEN = _l("本届已有同名项目，请修改项目名称。")
_NO_FILE = _l("请上传申报书（PDF）。")


@dataclass(frozen=True)
class Described:
    """An entry with what it lacks."""

    entry: Entry
    missing: Sequence[dict[str, str]]


def describe(session: Session, entries: Sequence[Entry]) -> list[Described]:
    """The entries with what each still lacks; nothing for those that are submitted."""
    taken = taken_titles(session, entries)
    return [Described(e, flatten(missing(e, taken))) for e in entries]


def taken_titles(session: Session, entries: Sequence[Entry]) -> set[tuple[str, str]]:
    """Those (edition, folded title) of the entries that a submitted entry already holds."""
    wanted = {(e.edition, e.title_key) for e in entries if e.title_key and e.state != SUBMITTED}
    if not wanted:
        return set()
    return {(edition, title) for edition, title in session.execute(_HELD, {"wanted": list(wanted)})}


def missing(entry: Entry, taken: Collection[tuple[str, str]]) -> dict[str, list[dict[str, str]]]:
    """Field -> list of {code, message}; empty when the entry can be submitted, and when it already is."""
    if entry.state == SUBMITTED:
        return {}
    found = {field: error for field in LENGTHS if (error := _length_error(entry, field))}
    if "title" not in found and (entry.edition, entry.title_key) in taken:
        found["title"] = FieldError("title-taken", _TAKEN)
    found |= {field: error for field in CHOICES if (error := _choice_error(entry, field))}
    if entry.file_sha256 is None:
        found["file"] = FieldError("required", _NO_FILE)
    return {field: [error.body()] for field, error in found.items()}


def flatten(errors: dict[str, list[dict[str, str]]]) -> list[dict[str, str]]:
    """The same as one list of {field, code, message}."""
    return [{"field": field, **error} for field, listed in errors.items() for error in listed]


def unknown_choice(edition: Edition, field: str, key: str) -> FieldError | None:
    """What is wrong with a track or group that the edition does not have."""
    known = any(choice["key"] == key for choice in getattr(edition, CHOICES[field]))
    return None if known else FieldError(f"unknown-{field}", _UNKNOWN)


def _length_error(entry: Entry, field: str) -> FieldError | None:
    """Text in which nothing can be seen counts as none: all such titles would be the same one."""
    text = getattr(entry, field)
    try:
        LENGTHS[field](text if fold(text) else "")
    except ma.ValidationError as error:
        first: Any = error.messages[0]
        return first if isinstance(first, FieldError) else None
    return None


def _choice_error(entry: Entry, field: str) -> FieldError | None:
    key = getattr(entry, field)
    return unknown_choice(entry.home, field, key) if key else FieldError("required", _CHOOSE)
