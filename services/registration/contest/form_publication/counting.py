"""Counting what a version of a form would touch, without reading every entry.

Entries that say the same in all that the step to the version depends on are touched alike: the database puts them
together, and one of each kind is looked at. Those with files that count are looked at one by one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, Text, cast, exists, func, literal, null, select, true
from sqlalchemy.orm import Session

from chassis.forms.fields import File
from chassis.forms.versions.steps import Touched, VersionChange
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.new_form import Steps, touched_anew
from services.registration.contest.papers.counting import counting
from services.registration.contest.papers.models import EntryFile, stored_files

AT_ONCE = 200
"""Entries whose files are read at once."""


class Tally(NamedTuple):
    """What a version would touch."""

    entries: int
    """How many entries it would touch at all."""
    fields: Counter[Touched]
    """In how many each field."""


def count_touched(
    session: Session, chosen: Sequence[ColumnElement[bool]], steps: Steps, known: Steps | None = None
) -> Tally:
    """What the version that the steps lead to would touch of the chosen entries; but for what another did already."""
    entries, fields = 0, Counter[Touched]()
    versions = select(Entry.form_version, Entry.form_sha256).where(*chosen).distinct()
    for version, sha256 in session.execute(versions).all():
        change = steps.change(version, sha256)
        before = known.change(version, sha256) if known else None
        for count, answers, files in _kinds(session, [*chosen, Entry.form_sha256 == sha256], change, before):
            found = touched_anew(change, before, answers, files)
            entries += count if found else 0
            fields.update({one: count for one in found})
    return Tally(entries, fields)


def _kinds(
    session: Session, chosen: Sequence[ColumnElement[bool]], change: VersionChange, before: VersionChange | None
) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
    """How many entries say the same, what that is, and which files they have, as far as the changes depend on it."""
    keys = sorted(change.concerned | (before.concerned if before else frozenset()))
    forms = [form for one in (change, before) if one for form in (one.old, one.new)]
    slots = [key for key in keys if any(isinstance(form.by_key.get(key), File) for form in forms)]
    filed = exists().where(EntryFile.entry_id == Entry.id, EntryFile.slot.in_(slots))
    ways: list[tuple[Any, ColumnElement[bool]]] = [(null(), ~filed), (Entry.id, filed)]
    for entry_id, own in ways if slots else [(null(), true())]:
        said = select(entry_id.label("entry_id"), *(_said(key).label(key) for key in keys)).where(*chosen, own)
        for rows in session.execute(_counted(said)).partitions(AT_ONCE):
            files = _files(session, [row[1] for row in rows if row[1]], slots)
            for count, found, *texts in rows:
                answers = {key: msgspec.json.decode(text) for key, text in zip(keys, texts, strict=True) if text}
                yield count, answers, files.get(found, {})


def _counted(said: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    each = said.subquery()
    return select(func.count(), *each.c).group_by(*each.c)


def _said(key: str) -> ColumnElement[Any]:
    """The answer as JSON, also one that was put aside; NULL where there is none."""
    texts = (func.nullif(cast(answers[key], Text), literal("null")) for answers in (Entry.answers, Entry.aside))
    return func.coalesce(*texts)


def _files(session: Session, entry_ids: Sequence[UUID], slots: Sequence[str]) -> dict[UUID, dict[str, Any]]:
    if not entry_ids:
        return {}
    own = select(EntryFile).where(EntryFile.entry_id.in_(entry_ids), EntryFile.slot.in_(slots)).order_by(EntryFile.id)
    found: dict[UUID, list[EntryFile]] = {}
    for one in session.scalars(own):
        found.setdefault(one.entry_id, []).append(one)
    return {entry_id: stored_files(counting(papers).papers) for entry_id, papers in found.items()}
