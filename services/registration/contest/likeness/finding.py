"""Finding entries that are alike, beside the requests: each version that is handed in is compared once, and kept."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.storage import ids
from chassis.storage.engine import Database
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.entries.standing import handed_in
from services.registration.contest.likeness import index
from services.registration.contest.likeness.models import EntryText, Likeness
from services.registration.contest.likeness.sameness import same_organisation
from services.registration.contest.likeness.states import FOUND, LIKENESS
from services.registration.contest.likeness.texts import parts_of
from services.registration.contest.likeness.traces import alike_texts, alike_titles, plain, traces_of

EVERY = 15.0
"""Seconds between looks for what was handed in or taken back."""
MOST_AT_ONCE = 200
"""Entries that one look compares."""
TITLE, TEXT = 60, 30
"""Per cent from which two titles, or two texts, are worth being shown."""
SAME_APPLICANT = 50
"""The degree of two entries that share only leader and organisation."""
_GONE = select(EntryText.entry_id).join(EntryText.entry).where(Entry.state != SUBMITTED, EntryText.erased.is_(False))
_FRESH = (
    select(Entry.id)
    .outerjoin(EntryText, EntryText.entry_id == Entry.id)
    .where(Entry.state == SUBMITTED, or_(EntryText.version.is_(None), EntryText.version != Entry.version))
    .order_by(Entry.id)
)


@dataclass(frozen=True)
class Alike:
    """Another entry, and how far it is like the one that was examined."""

    other_id: UUID
    edition: str
    title: int
    text: int
    files: int
    same_applicant: bool
    """Whether leader and organisation are the same."""

    @property
    def degree(self) -> int:
        """How alike in one number, per cent: what is most alike counts, and a file that is the same is all."""
        return max(self.title, self.text, 100 if self.files else 0, SAME_APPLICANT if self.same_applicant else 0)

    @property
    def is_shown(self) -> bool:
        """Whether a person should look at it."""
        return self.title >= TITLE or self.text >= TEXT or bool(self.files) or self.same_applicant


@dataclass(frozen=True)
class Examined:
    """What was found of an entry."""

    entry_id: UUID
    edition: str
    version: int
    text: str
    traces: Sequence[int]
    alike: Sequence[Alike]


def index_entries(database: Database, _settings: Settings) -> None:
    """Compare what was handed in since, forget what was taken back. Reads first: nobody waits for a comparison."""
    with database.read() as session:
        gone = session.scalars(_GONE.limit(MOST_AT_ONCE)).all()
        fresh = session.scalars(_FRESH.limit(MOST_AT_ONCE)).all()
    if gone:
        with database.write() as session:
            index.take_out(session, gone)
    for entry_id in fresh:
        with database.read() as session:
            found = examine(session, session.get_one(Entry, entry_id))
        with database.write() as session:
            keep(session, found)


def examine(session: Session, entry: Entry) -> Examined:
    """Compare what stands of an entry with those that come near it."""
    copy = handed_in(session, entry)
    title = plain(copy.title)
    text = plain("\n".join(part.text for part in parts_of(session, copy)))
    traces = traces_of(title, text)
    led = index.leading(session, traces)
    own = session.scalars(select(EntryText.number).where(EntryText.entry_id == entry.id)).one_or_none()
    files, led_too = index.with_files(session, copy), index.of_leader(session, entry)
    near = or_(EntryText.number.in_(index.nearest(led, traces, own)), EntryText.entry_id.in_({*files, *led_too}))
    others = select(EntryText, Entry).join(EntryText.entry)
    others = others.where(near, Entry.state == SUBMITTED, EntryText.erased.is_(False))
    alike = [
        Alike(
            other_id=other.id,
            edition=other.edition,
            title=alike_titles(title, plain(other.title)),
            text=alike_texts(text, known.text),
            files=files.get(other.id, 0),
            same_applicant=other.leader_id == entry.leader_id and same_organisation(other, entry),
        )
        for known, other in session.execute(others)
    ]
    common = Counter(trace for trace, number in led if number != own)
    kept = [trace for trace in traces if common[trace] < index.MOST_LED_TO]
    return Examined(entry.id, entry.edition, entry.version, text, kept, [one for one in alike if one.is_shown])


def keep(session: Session, found: Examined) -> None:
    """Store what was found. What somebody said of a pair stands, unless the two are more alike than they were."""
    index.put_in(session, found.entry_id, found.version, found.text, found.traces)
    pairs = session.scalars(select(Likeness).where(Likeness.of(found.entry_id)))
    known = {one.other_id(found.entry_id): one for one in pairs}
    for one in found.alike:
        pair = known.pop(one.other_id, None) or _new_pair(found, one)
        session.add(pair)
        _follow(pair, one)
    for gone in known.values():
        session.delete(gone)
    session.flush()


def _new_pair(found: Examined, one: Alike) -> Likeness:
    (_id, edition) = max((found.entry_id, found.edition), (one.other_id, one.edition))
    pair = Likeness(id=ids.new_id(), edition=edition, state=FOUND, since=clock.now(), degree=one.degree)
    pair.first_id, pair.second_id = sorted((found.entry_id, one.other_id))
    return pair


def _follow(pair: Likeness, one: Alike) -> None:
    if pair.degree < one.degree and pair.state != FOUND:
        LIKENESS.move(pair, "find anew")
        pair.since, pair.decider_id, pair.decider_name, pair.reason = clock.now(), None, "", ""
    pair.title, pair.text, pair.files, pair.degree = one.title, one.text, one.files, one.degree
