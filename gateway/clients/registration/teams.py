"""What pages ask registration of teams: inviting, answering, order, lead, comments."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.clients.service import Answer, Service


class TeamRules(Answer, frozen=True):
    """Who may be in a team."""

    members_least: int
    members_most: int
    """The leader included."""
    advisors_most: int
    members_edit: bool
    """Whether members write in the entry beside the leader."""
    joint_confirmed: bool
    """Whether every joint applicant confirms, or its letter is there, before an entry is handed in."""


class TeamMember(Answer, frozen=True):
    """A place in a team, as the person who looks may see it."""

    id: UUID
    role: str
    """`member` or `advisor`."""
    name: str
    division: str
    state: str
    """`invited`, `confirmed`, `declined`, `withdrawn`, `left` or `removed`."""
    leads: bool
    you: bool
    expires_at: datetime
    expired: bool
    address: str
    """Where the invitation went; empty for others than the leader."""
    reason: str
    publicity: bool
    publicity_at: datetime | None
    lead_offered: bool
    may: tuple[str, ...]
    """What the person who looks may do with it now."""

    @property
    def counts(self) -> bool:
        """Whether the place is taken or kept for somebody."""
        return self.state in {"invited", "confirmed"}


class HandedInMember(Answer, frozen=True):
    """Somebody of the team as it was handed in."""

    role: str
    name: str
    division: str


class TeamLink(Answer, frozen=True):
    """An open invitation, for the leader."""

    id: UUID
    role: str
    name: str
    channel: str
    address: str
    expires_at: datetime
    title: str
    edition: str
    secret: str
    """What opens it."""


class TeamInvitation(Answer, frozen=True):
    """An invitation as whoever has its link sees it."""

    entry_id: UUID
    title: str
    edition: str
    leader_name: str
    role: str
    division: str
    channel: str
    """`email` or `mobile` where its holder alone can answer."""
    expires_at: datetime
    own: bool
    """Whether the reader confirmed it."""
    relation: str
    """What the reader is in this team already: `leader`, `member`, `advisor`, or nothing."""
    takes: bool
    """Whether it went to an address of the reader, or to none."""


class Comment(Answer, frozen=True):
    """What an advisor wrote."""

    id: UUID
    author_name: str
    text: str
    written_at: datetime


class Comments(Answer, frozen=True):
    """Everything advisors wrote about an entry."""

    entry_id: UUID
    title: str
    may: tuple[str, ...]
    items: tuple[Comment, ...]


class OwnPlace(Answer, frozen=True):
    """A place of the person's in a team, with what they said about publishing their name."""

    entry_id: UUID
    edition: str
    title: str
    role: str
    publicity_version: str | None
    publicity_at: datetime | None


class OwnPlaces(Answer, frozen=True):
    """Every such place."""

    items: tuple[OwnPlace, ...]


class Teams(Service):
    """Registration's teams, asked as the person who looks."""

    part = "registration"

    def invite(self, entry_id: UUID, facts: dict[str, str], key: str) -> TeamLink:
        """Invite somebody: `role`, `name`, `division`, `channel`, `address`; once for each key."""
        return self._send(TeamLink, "POST", f"/entries/{entry_id}/team", json=facts, key=key)

    def arrange(self, entry_id: UUID, team: Sequence[dict[str, str]], read: str) -> None:
        """Order everybody of the team that was read, `id` and `division` each; 409 where it is another by now."""
        self._do("PUT", f"/entries/{entry_id}/team", json={"team": list(team), "read": read})

    def link(self, entry_id: UUID, place_id: UUID) -> TeamLink:
        """The open invitation to a place."""
        return self._get(TeamLink, f"/entries/{entry_id}/team/{place_id}/invitation")

    def invite_again(self, entry_id: UUID, place_id: UUID, reach: dict[str, str]) -> TeamLink:
        """Invite to the place again, with a new link, to this `channel` and `address`, empty for none."""
        return self._send(TeamLink, "POST", f"/entries/{entry_id}/team/{place_id}/invitation", json=reach)

    def withdraw(self, entry_id: UUID, place_id: UUID) -> None:
        """Take an invitation back."""
        self._do("DELETE", f"/entries/{entry_id}/team/{place_id}/invitation")

    def remove(self, entry_id: UUID, place_id: UUID, reason: str) -> None:
        """Take somebody out of the team."""
        self._do("POST", f"/entries/{entry_id}/team/{place_id}/removal", json={"reason": reason})

    def offer_lead(self, entry_id: UUID, place_id: UUID) -> None:
        """Offer the lead to a member."""
        self._do("POST", f"/entries/{entry_id}/team/{place_id}/lead")

    def keep_lead(self, entry_id: UUID) -> None:
        """Take the offer back."""
        self._do("DELETE", f"/entries/{entry_id}/lead")

    def answer_offer(self, entry_id: UUID, *, accept: bool) -> None:
        """Take the lead that is offered, or say no."""
        self._do("POST", f"/entries/{entry_id}/lead", json={"accept": accept})

    def leave(self, entry_id: UUID) -> None:
        """Leave the team."""
        self._do("DELETE", f"/entries/{entry_id}/team/own")

    def choose_publicity(self, entry_id: UUID, version: str | None) -> None:
        """Agree that one's name is published, in the words of this version, or take that back with None."""
        self._do("PUT", f"/entries/{entry_id}/team/own/publicity", json={"version": version})

    def own_places(self) -> OwnPlaces | None:
        """The person's places in teams; None where registration is away."""
        return self._try(OwnPlaces, "/team-places")

    def invitation(self, secret: str, reached_at: Collection[str]) -> TeamInvitation:
        """The invitation of a link. Refused with 404 where there is none, with 409 where it is over."""
        body = {"reached_at": list(reached_at)}
        return self._send(TeamInvitation, "POST", f"/team-invitations/{secret}/reading", json=body)

    def confirm(self, secret: str, reached_at: Collection[str], version: str | None) -> TeamInvitation:
        """Join the team; `version`: of the text about publishing the name, where the person agrees."""
        body: dict[str, Any] = {"reached_at": list(reached_at), "publicity_version": version}
        return self._send(TeamInvitation, "POST", f"/team-invitations/{secret}/confirmation", json=body)

    def decline(self, secret: str, reached_at: Collection[str]) -> None:
        """Say no to the invitation."""
        self._do("POST", f"/team-invitations/{secret}/refusal", json={"reached_at": list(reached_at)})

    def comments(self, entry_id: UUID) -> Comments:
        """What advisors wrote about an entry."""
        return self._get(Comments, f"/entries/{entry_id}/comments")

    def comment(self, entry_id: UUID, text: str, key: str) -> Comment:
        """Write a comment, once for each key."""
        return self._send(Comment, "POST", f"/entries/{entry_id}/comments", json={"text": text}, key=key)


TEAMS = Teams()
