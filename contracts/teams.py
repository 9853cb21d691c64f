"""Events of registration about the teams of entries. They name people by their account alone."""

from datetime import datetime
from uuid import UUID

from contracts.events import Event, event


@event("registration.team-member.confirmed.v1", about="entry_id")
class TeamMemberConfirmed(Event):
    """Somebody took the place in a team that they were invited to."""

    entry_id: UUID
    edition: str
    title: str
    """Empty while the entry has none, as in every event here."""
    leader_id: UUID
    account_id: UUID
    role: str
    """`member` or `advisor`."""


@event("registration.team-member.declined.v1", about="entry_id")
class TeamMemberDeclined(Event):
    """Somebody who was invited said no. Who it was stands on the page of the team."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    role: str


@event("registration.team-member.left.v1", about="entry_id")
class TeamMemberLeft(Event):
    """Somebody left a team."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    account_id: UUID
    role: str


@event("registration.team-member.removed.v1", about="entry_id")
class TeamMemberRemoved(Event):
    """The leader took somebody out of the team."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    account_id: UUID
    role: str
    reason: str
    """As the leader wrote it, for them."""


@event("registration.team-invitations.unanswered.v1", about="entry_id")
class TeamInvitationsUnanswered(Event):
    """Invitations to a team wait for an answer: for two days, or with the deadline near."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    waiting: int
    closes_at: datetime
    """The deadline of the edition, exclusive."""


@event("registration.team-lead.offered.v1", about="entry_id")
class TeamLeadOffered(Event):
    """The leader of a team asks a member to take the lead."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    account_id: UUID
    """Who is asked."""


@event("registration.team-lead.declined.v1", about="entry_id")
class TeamLeadDeclined(Event):
    """A member said no to the lead that was offered; the leader stays."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    account_id: UUID
    """Who said no."""


@event("registration.team-lead.changed.v1", about="entry_id")
class TeamLeadChanged(Event):
    """A member took the lead of a team; who led it before is a member now."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    """Who leads now."""
    former_id: UUID


@event("registration.team-leader.left.v1", about="entry_id")
class TeamLeaderLeft(Event):
    """The leader of an entry that was handed in closed their account; who came next in its team leads it."""

    entry_id: UUID
    edition: str
    number: str
    title: str
    successor_ids: tuple[UUID, ...]
    """Who leads now, if anybody is left in the team."""


@event("registration.entry.commented.v1", about="entry_id")
class EntryCommented(Event):
    """An advisor, or another of its team, wrote a comment on an entry."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    account_id: UUID
    """Who wrote it."""
    reader_ids: tuple[UUID, ...]
    """Who is to be told: the leader, or the advisors where the leader wrote it."""


@event("registration.entry.deleted.v1", about="entry_id")
class EntryDeleted(Event):
    """The leader deleted a draft that was never handed in, with its team and its comments."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    reader_ids: tuple[UUID, ...]
    """The others of its team, who are to be told."""


@event("registration.joint-applicant.answered.v1", about="entry_id")
class JointApplicantAnswered(Event):
    """A person of an organisation that an entry names as a joint applicant confirmed that it is one, or said no."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    organisation: str
    """The joint applicant, as the form names it."""
    agrees: bool
