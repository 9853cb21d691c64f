"""Who may read an entry, and do what with it: leader, member, advisor, overseer, screener. Asked here alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.words.folding import fold
from contracts.roles import LEADER, ORGANIZER, OVERSEEING, SCREENER
from contracts.scopes import EDITION, EVERYWHERE, Scope
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.entries.states import ENTRY
from services.registration.contest.entries.word_index import holding
from services.registration.contest.teams.models import ADVISOR, CONFIRMED, MEMBER, TeamMember

LEADS, OFFICE = "leader", "office"
RELATIONS = (LEADS, MEMBER, ADVISOR, OFFICE)
"""What a reader is to an entry: of its team, or somebody of the contest's office."""


@dataclass(frozen=True)
class Access:
    """What one caller is to one entry."""

    leads: bool
    role: str
    """MEMBER or ADVISOR of the team beside the leader; empty for everybody else."""
    enters: bool
    """Whether they may enter the contest at all, which writing takes."""
    oversees: bool
    organizes: bool
    screens: bool

    @property
    def in_team(self) -> bool:
        """Whether the caller is of its team."""
        return self.leads or bool(self.role)

    @property
    def reads(self) -> bool:
        """Whether the entry exists for the caller."""
        return self.in_team or self.oversees or self.screens

    @property
    def relation(self) -> str:
        """One of RELATIONS."""
        return LEADS if self.leads else self.role or OFFICE


def access_of(caller: Identity, entry: Entry) -> Access:
    """What the caller is to the entry."""
    scope = entry.home.scope
    leads = entry.leader_id == caller.account_id and caller.has(LEADER, scope)
    own = None if leads else own_place(caller, entry)
    return Access(
        leads=leads,
        role=own.role if own and not own.leads else "",
        enters=caller.has(LEADER, scope),
        oversees=caller.oversees(scope),
        organizes=caller.has(ORGANIZER, scope),
        screens=entry.state == SUBMITTED and caller.has(SCREENER, scope),
    )


def own_place(caller: Identity, entry: Entry) -> TeamMember | None:
    """The place in the team that the caller confirmed."""
    return next((one for one in entry.team if one.account_id == caller.account_id and one.state == CONFIRMED), None)


def relation_in(caller: Identity, entry: Entry) -> str:
    """What the caller is in the team: LEADS, MEMBER, ADVISOR; empty where they are not in it."""
    held = own_place(caller, entry) if caller.known else None
    return "" if held is None else LEADS if held.leads else held.role


def edits(access: Access, entry: Entry) -> bool:
    """Whether the caller may write in the entry while it is open: the leader, members where the edition says so."""
    joins = access.role == MEMBER and access.enters
    return access.leads or (joins and bool(entry.home.team_rules["members_edit"]))


def open_actions(caller: Identity, entry: Entry) -> list[str]:
    """What the caller may do with the entry now, in the order in which pages offer it."""
    access = access_of(caller, entry)
    may_write = _correcting(access, entry) if entry.in_correction else _writing(access, entry)
    found = {"change": access.leads and takes_changes(entry), "ask": asks(access, entry)}
    return [*may_write, *(name for name, may in found.items() if may)]


def takes_changes(entry: Entry) -> bool:
    """Whether its leader may ask for a change of what was handed in."""
    return entry.state == SUBMITTED and not entry.in_correction and entry.home.takes_changes


def asks(access: Access, entry: Entry) -> bool:
    """Whether the caller may ask the office about the entry: leader and members, as long as the edition is alive."""
    return (access.leads or access.role == MEMBER) and entry.home.archived_at is None


def _writing(access: Access, entry: Entry) -> list[str]:
    home, now = entry.home, clock.now()
    if not home.opens_at <= now < home.closes_at:
        in_grace = home.closes_at <= now < entry.submits_until
        return ["submit"] if entry.being_written and access.leads and in_grace else []
    written, handed_in = entry.being_written, entry.state == SUBMITTED
    withdraws = access.organizes or (access.leads and not home.judging_began)
    found = {
        "edit": written and edits(access, entry),
        "submit": written and access.leads,
        "revise": handed_in and not written and edits(access, entry),
        "discard": handed_in and written and access.leads,
        "withdraw": ENTRY.allows(entry.state, "withdraw") and withdraws,
        "restore": ENTRY.allows(entry.state, "restore") and access.leads,
        "delete": access.leads and entry.version == 0,
        "team": not handed_in and access.leads,
        "leave": not handed_in and bool(access.role),
        "comment": access.in_team,
    }
    return [name for name, may in found.items() if may]


def _correcting(access: Access, entry: Entry) -> list[str]:
    """What may be done while a correction is open: only what it is for."""
    found = {"edit": edits(access, entry), "submit": access.leads, "comment": access.in_team}
    return [name for name, may in found.items() if may]


def visible(caller: Identity, *, mine: bool) -> ColumnElement[bool]:
    """The entries that `access_of` lets the caller read; with `mine`, those whose team they are in."""
    leads = and_(Entry.leader_id == caller.account_id, _within(caller.scopes(LEADER)))
    own = or_(leads, Entry.id.in_(select(TeamMember.entry_id).where(*_joined(caller))))
    if mine:
        return own
    screened = and_(Entry.state == SUBMITTED, _within(caller.scopes(SCREENER)))
    return or_(own, screened, _within(caller.scopes(*OVERSEEING)))


def select_entries(session: Session, caller: Identity, wanted: Mapping[str, Any]) -> tuple[Select[Entry], Any]:
    """The entries the caller may see, organizers those of editions in scope, others their own; what orders them.

    `wanted` narrows them: mine, edition, state, track, group, and `q`, searched in number, title, organisation, leader.
    """
    query = select(Entry).where(visible(caller, mine=wanted.get("mine", False)))
    for name in ("edition", "state", "track", "group"):
        if wanted.get(name):
            query = query.where(getattr(Entry, name) == wanted[name])
    return holding(session, query, wanted["q"]) if fold(wanted.get("q", "")) else (query, Entry.id)


@dataclass(frozen=True)
class Line:
    """An entry in a list, with what its reader is to it."""

    entry: Entry
    relation: str

    @property
    def screening(self) -> dict[str, Any] | None:
        """Where its screening stands, as its team is told."""
        return self.entry.screening_told

    def __getattr__(self, name: str) -> Any:
        return getattr(self.entry, name)


def as_lines(session: Session, caller: Identity, entries: Sequence[Entry]) -> list[Line]:
    """The entries, which the caller may read, with what the caller is to each."""
    joined = select(TeamMember.entry_id, TeamMember.role).where(*_joined(caller))
    wanted = [entry.id for entry in entries if entry.leader_id != caller.account_id]
    found = session.execute(joined.where(TeamMember.entry_id.in_(wanted))).all() if wanted else ()
    roles = {entry_id: role for entry_id, role in found}
    own = caller.account_id
    return [Line(one, LEADS if one.leader_id == own else roles.get(one.id, OFFICE)) for one in entries]


def _joined(caller: Identity) -> tuple[ColumnElement[bool], ...]:
    """Whether a place in a team is the caller's, confirmed, and not that of the leader."""
    return TeamMember.account_id == caller.account_id, TeamMember.state == CONFIRMED, TeamMember.place > 0


def _within(scopes: set[Scope]) -> ColumnElement[bool]:
    if EVERYWHERE in scopes:
        return true()
    return Entry.edition.in_([scope.key for scope in scopes if scope.kind == EDITION])
