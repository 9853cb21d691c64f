"""The index of what entries say: put in, taken out, and who comes near whom, without looking at every text.

Each entry leaves some traces. A trace leads to so many entries at most: what more of them share is a phrase of the
trade, and tells nothing. So a question costs the same however many entries there are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import and_, delete, func, insert, select, update
from sqlalchemy.orm import Session

from services.registration.contest.entries.models import SUBMITTED, Entry, Submission
from services.registration.contest.likeness.models import EntryText, EntryTrace, Likeness
from services.registration.contest.likeness.traces import TEXT, TITLE
from services.registration.contest.papers.models import SubmittedFile

MOST_LED_TO = 50
"""Entries that a trace leads to."""
NEAREST = 10
"""Entries that are looked at closely for each way of being near."""
ENOUGH = {TEXT: 3, TITLE: 2}
"""Traces that two must share to be near."""


def leading(session: Session, traces: Iterable[int]) -> list[tuple[int, int]]:
    """Where these traces lead: pairs of a trace and the number of an entry."""
    found = select(EntryTrace.trace, EntryTrace.number).where(EntryTrace.trace.in_(list(traces)))
    return [(trace, number) for trace, number in session.execute(found)]


def nearest(led: Iterable[tuple[int, int]], traces: Mapping[int, str], own: int | None) -> set[int]:
    """The numbers of those that share most, in the text or in the title; of others than `own`."""
    shared = {kind: Counter[int]() for kind in ENOUGH}
    for trace, number in led:
        if number != own:
            shared[traces[trace]][number] += 1
    return {
        number
        for kind, counted in shared.items()
        for number, count in counted.most_common(NEAREST)
        if count >= ENOUGH[kind]
    }


def with_files(session: Session, submission: Submission) -> dict[UUID, int]:
    """Other entries that were handed in with the same files: how many of these."""
    hashes = {one.sha256 for one in submission.papers}
    count = func.count(SubmittedFile.sha256.distinct())
    stands = and_(Entry.id == SubmittedFile.entry_id, Entry.version == SubmittedFile.version, Entry.state == SUBMITTED)
    found = select(SubmittedFile.entry_id, count).join(Entry, stands).group_by(SubmittedFile.entry_id)
    found = found.where(SubmittedFile.sha256.in_(hashes), Entry.id != submission.entry_id)
    return {entry_id: number for entry_id, number in session.execute(found.order_by(count.desc()).limit(NEAREST))}


def of_leader(session: Session, entry: Entry) -> list[UUID]:
    """The latest other entries that the same person handed in."""
    found = select(Entry.id).where(Entry.leader_id == entry.leader_id, Entry.state == SUBMITTED, Entry.id != entry.id)
    return list(session.scalars(found.order_by(Entry.id.desc()).limit(NEAREST)))


def put_in(session: Session, entry_id: UUID, version: int, text: str, traces: Sequence[int]) -> None:
    """Let these traces lead to what an entry says now, in place of earlier ones."""
    found = session.scalars(select(EntryText).where(EntryText.entry_id == entry_id)).one_or_none()
    if found is None:
        found = EntryText(entry_id=entry_id, traces=[])
        session.add(found)
    else:
        _lead_nowhere(session, found)
    found.version, found.text, found.traces, found.erased = version, text, list(traces), False
    session.flush()
    if traces:
        session.execute(insert(EntryTrace), [{"trace": trace, "number": found.number} for trace in traces])


def examine_again(session: Session, entry_ids: Sequence[UUID]) -> None:
    """Let these be compared once more, though they say what they said."""
    stale = update(EntryText).where(EntryText.entry_id.in_(entry_ids), EntryText.erased.is_(False))
    session.execute(stale.values(version=0))


def take_out(session: Session, entry_ids: Sequence[UUID], *, for_good: bool = False) -> None:
    """Forget what entries say and whom they are like; `for_good` where the person behind them is gone."""
    for found in session.scalars(select(EntryText).where(EntryText.entry_id.in_(entry_ids))).all():
        _lead_nowhere(session, found)
        if for_good:
            found.text, found.traces, found.erased = "", [], True
        else:
            session.delete(found)
    session.execute(delete(Likeness).where(Likeness.of(*entry_ids)))
    session.flush()


def _lead_nowhere(session: Session, found: EntryText) -> None:
    session.execute(delete(EntryTrace).where(EntryTrace.trace.in_(found.traces), EntryTrace.number == found.number))
