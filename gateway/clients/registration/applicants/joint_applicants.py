"""What pages ask registration of joint applicants: links, letters, and what whoever has a link answers."""

from datetime import datetime
from uuid import UUID

from gateway.clients.service import Answer, Service


class JointApplicant(Answer, frozen=True):
    """An organisation that applies together with the one that enters."""

    id: UUID
    name: str
    state: str
    """`waiting`, `confirmed`, `declined` or `letter`."""
    person_name: str
    """Who confirmed or declined for it."""
    person_post: str
    answered_at: datetime | None
    letter_id: UUID | None
    """The file that is its letter."""
    may: tuple[str, ...]
    """`link`, `letter`: what the person who looks may do for it now."""

    @property
    def agreed(self) -> bool:
        """Whether it is shown that the organisation agrees."""
        return self.state in {"confirmed", "letter"}


class JointLink(Answer, frozen=True):
    """The link of a joint applicant, for the team."""

    id: UUID
    entry_id: UUID
    title: str
    name: str
    closes_at: datetime
    """Until when it can be answered, exclusive."""
    secret: str


class JointRequest(Answer, frozen=True):
    """What whoever has the link is asked to confirm."""

    entry_id: UUID
    edition: str
    title: str
    leader_name: str
    organisation: str
    """The applicant."""
    name: str
    """The joint applicant."""
    state: str
    closes_at: datetime
    own: bool
    """Whether the reader answered already."""
    relation: str
    """What the reader is in the entry's team, and so cannot answer; empty: not in it."""
    judged: bool
    """Whether judges read the name of the organisation."""
    public: bool
    """Whether it is published if the entry wins."""


class JointApplicants(Service):
    """Registration's joint applicants, asked as the person who looks."""

    part = "registration"

    def link(self, entry_id: UUID, joint_id: UUID) -> JointLink:
        """The link by which a person of the organisation confirms; refused with 409 where none waits to be opened."""
        return self._get(JointLink, f"/entries/{entry_id}/joint-applicants/{joint_id}/link")

    def make_link(self, entry_id: UUID, joint_id: UUID, *, anew: bool) -> None:
        """Make that link, if there is none; with `anew`, in place of the one there is."""
        self._do("POST", f"/entries/{entry_id}/joint-applicants/{joint_id}/link", json={"anew": anew})

    def name_letter(self, entry_id: UUID, joint_id: UUID, file_id: UUID) -> None:
        """Say which file is the organisation's letter."""
        path = f"/entries/{entry_id}/joint-applicants/{joint_id}/letter"
        self._do("PUT", path, json={"file_id": str(file_id)})

    def request(self, secret: str) -> JointRequest:
        """What a link asks; refused with 404 or 409 where it cannot be answered."""
        return self._get(JointRequest, f"/joint-requests/{secret}")

    def answer(self, secret: str, *, agrees: bool, post: str) -> JointRequest:
        """Confirm for the organisation, or say no."""
        path, given = f"/joint-requests/{secret}/answer", {"agrees": agrees, "post": post}
        return self._send(JointRequest, "POST", path, json=given)


JOINT_APPLICANTS = JointApplicants()
