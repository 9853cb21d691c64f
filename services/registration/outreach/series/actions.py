"""What can be done with a series: more days, carrying a change over to later events, publishing from one of them on.

The caller of each holds the lock on events.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import Problem
from chassis.manuscripts import actions as manuscripts
from chassis.manuscripts.content import Content
from chassis.manuscripts.records import Manuscript
from chassis.storage import audit, ids
from services.registration.outreach.drafting import actions as drafting
from services.registration.outreach.drafting.composing import first_day, from_day
from services.registration.outreach.drafting.models import EventDraft
from services.registration.outreach.drafting.siblings import from_here, siblings
from services.registration.outreach.programme.errors import EventCalledOff
from services.registration.outreach.programme.states import EVENT_LIFE
from services.registration.outreach.publication import actions as publication
from services.registration.outreach.series.errors import AlreadyBegun, NoFirstDay, SeriesFull
from services.registration.outreach.series.models import MOST, PARTS, Day, Outcome


def add_days(session: Session, caller: Identity, source: str, days: Iterable[Day]) -> None:
    """Events on more days that say what this one's draft says, each a draft of its own.

    A day that the series has at this place already is left out, so doing it again changes nothing. Raises NotFound,
    NoFirstDay, SeriesFull.
    """
    draft = drafting.find_draft(session, source)
    content = drafting.find_text(session, source).draft.content
    if first_day(content) is None:
        raise NoFirstDay
    known = {_where(drafting.find_text(session, one.slug).draft.content) for one in siblings(session, draft)}
    wanted = {_where(one): one for one in (_on(content, day) for day in days)}
    new = [one for where, one in wanted.items() if where not in known]
    if len(known) + len(new) > MOST:
        raise SeriesFull(most=MOST)
    draft.series = draft.series or ids.new_id()
    for one in new:
        drafting.add_draft(session, caller, one, "event.repeat", source=source).series = draft.series


def carry_over(session: Session, caller: Identity, source: str, parts: Collection[str]) -> Outcome:
    """Let the drafts of the later events say what this one's says of these parts, each on its own days.

    Nothing is published. Events that were cancelled or have begun are left. Raises NotFound, NoFirstDay.
    """
    content = drafting.find_text(session, source).draft.content
    if (own := first_day(content)) is None:
        raise NoFirstDay
    fields = [name for part in parts for name in PARTS[part]]

    def carry(found: Manuscript) -> bool:
        before = found.draft.content
        moved = from_day(content, first_day(before) or own)
        kept = {name: value for name, value in before.items() if name not in fields}
        carried = {name: moved[name] for name in fields if name in moved}
        changed = manuscripts.save(session, found, caller, kept | carried)
        drafting.mirror(session, found.subject, found.draft.content)
        return changed

    outcome = _each(session, from_here(session, drafting.find_draft(session, source))[1:], carry)
    audit.record(session, caller.account_id, "event.carry-over", source, parts=sorted(parts), events=outcome.done)
    return outcome


def publish_from(session: Session, caller: Identity, source: str) -> Outcome:
    """Publish this event and the later ones whose drafts differ from what is public.

    Those that lack something, and those where people are on it, are left: each of them is somebody's decision.
    """

    def publish(found: Manuscript) -> bool:
        if not found.is_changed:
            return False
        publication.publish_draft(session, caller, found, "")
        return True

    return _each(session, from_here(session, drafting.find_draft(session, source)), publish)


def _each(session: Session, events: Sequence[EventDraft], do: Callable[[Manuscript], bool]) -> Outcome:
    """Do it to each that still takes place; one that refuses stays as it is and stops none of the others."""
    done, left = 0, []
    for event in events:
        told = {name: getattr(event, name) for name in ("slug", "name", "name_en", "starts_on")}
        trial = session.begin_nested()
        try:
            changed = do(_open(session, event.slug))
        except Problem as refusal:
            trial.rollback()
            left.append(told | {"reason": str(refusal.body()["detail"])})
        else:
            trial.commit()
            done += changed
    return Outcome(done, left)


def _open(session: Session, slug: str) -> Manuscript:
    """The text of an event that can be changed with others, locked. Raises EventCalledOff, AlreadyBegun."""
    event = drafting.published_of(session, slug).event
    if event and not EVENT_LIFE.allows(event.state, "publish"):
        raise EventCalledOff
    if event and any(shift.begun for shift in event.planned):
        raise AlreadyBegun
    return drafting.find_text(session, slug, lock=True)


def _on(content: Content, day: Day) -> Content:
    """What an event says on another day, perhaps elsewhere; the English of a place is that of another place."""
    moved = from_day(content, day.starts_on)
    if not day.place or day.place == content.get("place"):
        return moved
    elsewhere = {name: value for name, value in moved.items() if name not in PARTS["place"]}
    return elsewhere | {"place": day.place} | ({"place_en": day.place_en} if day.place_en else {})


def _where(content: Content) -> tuple[Any, Any]:
    """What tells events of a series apart: the day and the place."""
    return first_day(content), content.get("place", "")
