"""What a change request would make of an entry: facts in, answers out; nothing here asks the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chassis.forms.answers import Examined, examine
from chassis.forms.definition import Form
from chassis.forms.fields import Undertaking
from chassis.forms.files import Files
from services.registration.contest.change_requests.models import Addition, ChangeRequest
from services.registration.contest.entries.models import Submission
from services.registration.contest.papers.models import StoredPaper, stored_files
from services.registration.contest.teams.models import CONFIRMED, ROLES, SubmittedMember, TeamMember

TEAM = "@team"
"""The key of the team among the fields of the form."""


@dataclass(frozen=True)
class Asked:
    """An entry as it would be, beside how it stands."""

    form: Form
    stands: Submission
    fields: Sequence[str]
    """Keys of the fields and slots that are to change."""
    answers: dict[str, Any]
    slots: dict[str, Sequence[StoredPaper]]
    team: Sequence[Mapping[str, Any]] | None
    """Everybody who stays, in their order; None where they stay as they are."""
    joining: Sequence[Addition]
    """Who is to join the team."""

    @property
    def files(self) -> Files:
        """The files as the form sees them."""
        return stored_files([paper for papers in self.slots.values() for paper in papers])

    @cached_property
    def examined(self) -> Examined:
        """What would be handed in, and what is wrong with it."""
        return examine(self.form, self.answers, self.files)

    def differing(self) -> list[str]:
        """Keys of the fields and slots that would say something else, in the order of the form."""
        before, after = self.stands.answers, self.examined.answers
        return [
            one.key
            for one in self.form
            if (before.get(one.key) or None) != (after.get(one.key) or None)
            or _content(self.stands.files.get(one.key, ())) != _content(self.slots.get(one.key, ()))
        ]


def asked_of(form: Form, stands: Submission, request: ChangeRequest, rows: Collection[str] | None = None) -> Asked:
    """The entry as the request would have it; as these rows of it alone would, where they are given."""
    fields = [key for key in request.fields if rows is None or key in rows]
    held = request.files
    files = {key: held[key] for key in fields if key in held}
    chosen = {key: request.answers[key] for key in fields if key in request.answers}
    team = request.team if rows is None or TEAM in rows else None
    joining = [one for one in joining_of(request) if rows is None or row_of(one) in rows]
    return Asked(form, stands, fields, stands.answers | chosen, {**stands.files, **files}, team, joining)


def rows_of(asked: Asked, request: ChangeRequest) -> list[str]:
    """The keys of what is decided one by one: fields and slots, the team as it stands, and each who is to join it."""
    team = [TEAM] if team_differs(request.entry.team, asked.stands.team, request) else []
    return [*asked.differing(), *team, *(row_of(one) for one in asked.joining)]


def joining_of(request: ChangeRequest) -> Sequence[Addition]:
    """Who is to join the team, as far as the request is about the team."""
    return request.additions if request.team is not None else ()


def row_of(one: Addition) -> str:
    """The key under which it is decided whether somebody joins."""
    return f"{TEAM}.{one.id}"


def changeable(form: Form) -> list[str]:
    """Keys of the fields and slots that can be asked to change: all but what people undertake."""
    return [one.key for one in form if not isinstance(one, Undertaking)]


def changeable_sections(form: Form) -> list[dict[str, Any]]:
    """The same by the sections of the form, under their names."""
    known = set(changeable(form))
    found = []
    for section in form.sections:
        items = [
            {"key": one.key, "label": one.label.zh, "label_en": one.label.en}
            for one in section.fields
            if one.key in known
        ]
        if items:
            found.append({"title": section.title.zh, "title_en": section.title.en, "items": items})
    return found


def team_rows(team: Sequence[TeamMember]) -> list[dict[str, Any]]:
    """Everybody of the team as a request lists them."""
    people = [one for one in team if one.state == CONFIRMED]
    return [{"id": str(one.id), "name": one.name, "division": one.division} for one in people]


def staying(team: Sequence[TeamMember], rows: Sequence[Mapping[str, Any]]) -> list[TeamMember]:
    """The places of those who stay, as the team lists them."""
    kept = {row["id"] for row in rows}
    return [one for one in team if one.state == CONFIRMED and str(one.id) in kept]


def team_differs(team: Sequence[TeamMember], handed_in: Sequence[SubmittedMember], request: ChangeRequest) -> bool:
    """Whether the request would change who is in the team, in which order, under which name, or what they do."""
    if request.team is None:
        return False
    roles = {str(one.id): (one.role, one.account_id) for one in team}
    asked = [(*roles[row["id"]], row["name"], row["division"]) for row in request.team if row["id"] in roles]
    asked.sort(key=lambda one: ROLES.index(one[0]))  # members come before advisors
    return asked != [(one.role, one.account_id, one.name, one.division) for one in handed_in]


def _content(papers: Sequence[StoredPaper]) -> list[tuple[str, str]]:
    return [(one.name, one.sha256) for one in papers]
