"""What teams hold of a person: for their copy, under a new name, and when they leave us."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from chassis.privacy.personal_rows import rows_of, write_into
from contracts.events import FORMER
from services.registration.contest.entries.actions import count_lacking
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.memberships.actions import close_place
from services.registration.contest.teams.departures import departures_of, forget_departures
from services.registration.contest.teams.models import (
    CONFIRMED,
    LEFT,
    Departure,
    SubmittedMember,
    TeamComment,
    TeamMember,
)

_PLACE = ("entry_id", "role", "name", "division", "state", "invited_at", "answered_at", "publicity_version")
_HANDED_IN = ("entry_id", "version", "role", "name", "division", "publicity_version")
_WRITTEN = ("entry_id", "text", "written_at")


def rename_member(session: Session, account_id: UUID, name: str) -> None:
    """Call a person by this name in their teams and comments; what was handed in stays as it was."""
    own = update(TeamMember).where(TeamMember.account_id == account_id, TeamMember.state == CONFIRMED)
    session.execute(own.values(name=name))
    write_into(session, TeamComment.author_id, account_id, author_name=name)
    write_into(session, Departure.by_id, account_id, by_name=name)


def places_of(session: Session, account_id: UUID) -> dict[str, Any]:
    """What is held of the person: places in teams, as they were handed in too, answers they wrote last, comments."""
    joined = select(Entry).where(Entry.id.in_(select(TeamMember.entry_id).where(TeamMember.account_id == account_id)))
    return {
        "answers_changed_last": [
            {"entry_id": entry.id, "field": key, "at": last["at"]}
            for entry in session.scalars(joined.order_by(Entry.id))
            for key, last in sorted(entry.writers.items())
            if last["by"] == str(account_id)
        ],
        "departures": departures_of(session, account_id),
        "team_places": rows_of(session, TeamMember.account_id, account_id, _PLACE),
        "submitted_team_places": rows_of(session, SubmittedMember.account_id, account_id, _HANDED_IN),
        "comments": rows_of(session, TeamComment.author_id, account_id, _WRITTEN),
    }


def give_up_places(session: Session, account_id: UUID) -> None:
    """Take the person out of teams that still write and their name off what was handed in; comments are deleted."""
    session.execute(delete(TeamComment).where(TeamComment.author_id == account_id))
    forget_departures(session, account_id)
    gone = {"name": FORMER, "division": "", "publicity_version": None}
    write_into(session, SubmittedMember.account_id, account_id, **gone)
    rows = select(TeamMember.entry_id).where(TeamMember.account_id == account_id)
    locked = select(Entry).where(Entry.id.in_(rows)).order_by(Entry.id).with_for_update()
    for entry in session.scalars(locked.execution_options(populate_existing=True)):
        own = next(one for one in entry.team if one.account_id == account_id)
        own.name, own.division, own.publicity_version = FORMER, "", None
        entry.writers = {key: last for key, last in entry.writers.items() if last["by"] != str(account_id)}
        if entry.state != SUBMITTED and not own.leads:
            close_place(own)
            own.state = LEFT
        session.flush()
        if entry.version == 0 and not own.leads:
            entry.team.remove(own)
        count_lacking(session, entry)
    session.flush()
