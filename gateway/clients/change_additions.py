"""What pages ask registration of people who are to join a team by a change request."""

from uuid import UUID

from gateway.clients.change_requests import ChangeRequest
from gateway.clients.service import Answer, Service


class AdditionLink(Answer, frozen=True):
    """The link of somebody who is to join, for the leader."""

    id: UUID
    role: str
    name: str
    entry_id: UUID
    title: str
    secret: str
    """What opens it."""


class Joining(Answer, frozen=True):
    """What whoever has the link is asked."""

    edition: str
    title: str
    leader_name: str
    role: str
    division: str
    own: bool
    """The person who looks confirmed already."""
    relation: str
    """What they are in this team already: `leader`, `member`, `advisor`; empty: not in it."""


class ChangeAdditions(Service):
    """Registration's people who are to join by a request, asked as the person who looks."""

    part = "registration"

    def add(self, request_id: UUID, facts: dict[str, str], key: str) -> ChangeRequest:
        """Name somebody: `role`, `name`, `division`. `key` names one press of the button."""
        path = f"/change-requests/{request_id}/people"
        return self._send(ChangeRequest, "POST", path, json=facts, key=key)

    def take_off(self, request_id: UUID, addition_id: UUID) -> ChangeRequest:
        """Name somebody no more."""
        return self._send(ChangeRequest, "DELETE", f"/change-requests/{request_id}/people/{addition_id}")

    def link(self, request_id: UUID, addition_id: UUID) -> AdditionLink:
        """The link by which they confirm; refused with 404 once they answered."""
        return self._get(AdditionLink, f"/change-requests/{request_id}/people/{addition_id}/link")

    def joining(self, secret: str) -> Joining:
        """What a link asks."""
        return self._get(Joining, f"/change-additions/{secret}")

    def confirm(self, secret: str, publicity_version: str | None) -> Joining:
        """Agree to join; with the text about publishing the name that is agreed to."""
        body = {"publicity_version": publicity_version}
        return self._send(Joining, "POST", f"/change-additions/{secret}/confirmation", json=body)

    def decline(self, secret: str) -> None:
        """Say no, or take back what was confirmed."""
        self._do("POST", f"/change-additions/{secret}/refusal")


ADDITIONS = ChangeAdditions()
