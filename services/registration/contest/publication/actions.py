"""What changes an edition: it is audited and told whole, whichever way it changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.canonical import fingerprint
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.http.fields import check_slug
from chassis.storage import audit
from chassis.storage.locks import lock_names
from services.registration.contest.drafting.beside import chosen_keys
from services.registration.contest.drafting.following import follow_document, follow_window
from services.registration.contest.editions.actions import add_contest
from services.registration.contest.editions.models import DETAILS, TIMES, Contest, Edition, early_judging
from services.registration.contest.editions.schemas import FACTS, content_of
from services.registration.contest.forms.needed import SOURCES
from services.registration.contest.publication.errors import (
    ChoiceInUse,
    EditionArchived,
    JudgingTooEarly,
    PrefixInUse,
    PrefixTaken,
    StageNotOpen,
)
from services.registration.contest.publication.freezing import refuse_change_of_frozen
from services.registration.contest.publication.messages import tell_edition, tell_moves
from services.registration.contest.publication.track_addresses import addresses_of
from services.registration.files.collections.actions import show_files

FROM_PAGES = "edition.publish"
"""What the record calls publishing what was written on pages, where keys are made of first names."""
DERIVED = set(FACTS)
"""Fields that are shown and may be sent back, but follow from others."""


def put_edition(session: Session, caller: Identity, slug: str, facts: dict[str, Any]) -> Edition:
    """Create the edition or replace it; published at once, its drafts say the same. Doing it again changes nothing.

    Raises Invalid, and as `write_edition`.
    """
    check_slug(slug, facts)
    edition = write_edition(session, caller, slug, facts, "edition.put")
    follow_document(session, caller, slug, facts)
    return edition


def write_edition(session: Session, caller: Identity, slug: str, facts: dict[str, Any], action: str) -> Edition:
    """Make the edition say what the document says, and tell it; on record as `action`.

    Raises ChoiceInUse, PrefixTaken, PrefixInUse, JudgingTooEarly, EditionArchived, MatterFrozen.
    """
    lock_names(session, ["editions"])
    facts = {name: value for name, value in facts.items() if name not in DERIVED}
    _refuse_taken_prefix(session, slug, facts["entry_prefix"])
    _refuse_early_judging(facts["stages"], overlaps=facts["judging_overlaps"])
    edition = session.get(Edition, slug, with_for_update=True)
    if edition is not None:
        refuse_change_of_frozen(edition, facts)
        _refuse_lost_choices(session, edition, facts)
        _refuse_lost_prefix(edition, facts["entry_prefix"])
    before = content_of(edition) if edition else {}
    stages_before = edition.stages if edition else ()
    edition = edition or Edition(slug=slug, version=0, numbered=0, tracks=[], track_addresses=[])
    names = {track["key"]: track["name"] for track in edition.tracks}
    _write(session, edition, facts)
    edition.track_addresses = addresses_of(edition.tracks, edition.track_addresses, names, by_name=action == FROM_PAGES)
    changed = [name for name, value in content_of(edition).items() if before.get(name) != value]
    if changed:
        session.add(edition)
        publish_version(session, edition, stages_before)
        audit.record(session, caller.account_id, action, slug, version=edition.version, changed=sorted(changed))
    return edition


def _write(session: Session, edition: Edition, facts: dict[str, Any]) -> None:
    """Give the edition what a document says."""
    edition.details = {name: facts[name] for name in DETAILS}
    for name in facts.keys() - edition.details.keys() - {"contest"}:
        setattr(edition, name, facts[name])
    edition.contest = _contest(session, facts["contest"])


def _contest(session: Session, facts: dict[str, Any] | None) -> Contest | None:
    """The contest of this key, as it is; one that is not there yet is added. `contests` changes them."""
    if facts is None:
        return None
    found = session.get(Contest, facts["key"])
    return found or add_contest(session, **{name: facts[name] for name in ("key", "name", "name_en")})


def move_stage(session: Session, caller: Identity, edition: Edition, key: str, window: Mapping[str, datetime]) -> None:
    """Give a stage another window. Raises NotFound, JudgingTooEarly."""
    _set_window(session, caller, edition, key, dict(window), "stage.moved")


def close_stage(session: Session, caller: Identity, edition: Edition, key: str) -> None:
    """End a stage now, before its time. Raises NotFound, StageNotOpen, JudgingTooEarly."""
    now = clock.now()
    stage = find_stage(edition, key)
    if not stage["opens_at"] < now < stage["closes_at"]:
        raise StageNotOpen
    _set_window(session, caller, edition, key, {"closes_at": now}, "stage.closed-early")


def find_stage(edition: Edition, key: str) -> dict[str, Any]:
    """A stage of the edition. Raises NotFound."""
    found = next((stage for stage in edition.stages if stage["key"] == key), None)
    if found is None:
        raise NotFound
    return found


def stages_with(edition: Edition, changed: dict[str, Any]) -> list[dict[str, Any]]:
    """The stages of the edition, one of them changed. Raises EditionArchived, JudgingTooEarly."""
    stages = [changed if stage["key"] == changed["key"] else stage for stage in edition.stages]
    if edition.archived_at is not None:
        raise EditionArchived
    _refuse_early_judging(stages, overlaps=edition.judging_overlaps)
    return stages


def _set_window(
    session: Session, caller: Identity, edition: Edition, key: str, window: dict[str, datetime], action: str
) -> None:
    before = find_stage(edition, key)
    after = before | window
    if after == before:
        return
    stages = stages_with(edition, after)
    follow_window(session, caller, edition.slug, after)
    stages_before, edition.stages = edition.stages, stages
    publish_version(session, edition, stages_before)
    times = {f"{name}_{when}": stage[name].isoformat() for name in TIMES for when, stage in _both(before, after)}
    audit.record(session, caller.account_id, action, f"{edition.slug}/{key}", **times)


def _both(before: dict[str, Any], after: dict[str, Any]) -> tuple[tuple[str, dict[str, Any]], ...]:
    return ("before", before), ("after", after)


def publish_version(session: Session, edition: Edition, stages_before: Sequence[dict[str, Any]]) -> None:
    """Write down the next version and tell it whole; tell teams which dates moved."""
    edition.version += 1
    edition.updated_at = clock.now()
    contest = edition.contest.key if edition.contest else None  # its name and mark are no matter of an edition
    content = content_of(edition)
    edition.sha256 = fingerprint(content | {"contest": contest})
    show_files(session, edition.slug, content, edition.updated_at)
    session.flush()
    tell_edition(session, edition)
    tell_moves(session, edition, stages_before)


def _refuse_early_judging(stages: list[dict[str, Any]], *, overlaps: bool) -> None:
    for number, before in () if overlaps else early_judging(stages):
        raise JudgingTooEarly(judging=stages[number]["name"], before=before["name"])


def _refuse_taken_prefix(session: Session, slug: str, prefix: str) -> None:
    if session.scalar(select(Edition.slug).where(Edition.entry_prefix == prefix, Edition.slug != slug)):
        raise PrefixTaken(prefix=prefix)


def _refuse_lost_prefix(edition: Edition, prefix: str) -> None:
    if edition.numbered and edition.entry_prefix != prefix:
        raise PrefixInUse(prefix=edition.entry_prefix)


def _refuse_lost_choices(session: Session, edition: Edition, facts: dict[str, Any]) -> None:
    for field in SOURCES:
        kept = {choice["key"] for choice in facts[field]}
        lost = {c["key"]: c["name"] for c in getattr(edition, field) if c["key"] not in kept}
        used = chosen_keys(session, edition.slug, field)
        if names := [name for key, name in lost.items() if key in used]:
            raise ChoiceInUse(names="、".join(names))
