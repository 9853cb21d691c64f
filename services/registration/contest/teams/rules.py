"""What the rules of an edition say about a team. Facts in, what is lacking out: nothing here asks the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from flask_babel import lazy_gettext as _l

from chassis.http.schemas import FieldError
from services.registration.contest.teams.models import ADVISOR, CONFIRMED, MEMBER

PLACE = "@team"
"""Where what a team lacks stands, beside the fields of a form; what a person lacks: `@team.<id>`."""

_TOO_FEW = _l("团队至少 %(least)d 人（含负责人），现有 %(count)d 人，请邀请成员。")
_TOO_MANY = _l("团队最多 %(most)d 人（含负责人），现有 %(count)d 人，请移出成员或撤回邀请。")
_TOO_MANY_ADVISORS = _l("指导教师最多 %(most)d 人，现有 %(count)d 人，请移出指导教师或撤回邀请。")
_UNANSWERED = _l("%(name)s尚未确认。请提醒对方打开邀请链接，或撤回邀请。")
_EXPIRED = _l("给%(name)s的邀请已过期。请重新发送，或撤回邀请。")
_ELSEWHERE = _l("%(name)s已在本届另一支已提交的团队中，每人只能参加一支。请与本人核对；如有疑问，请联系组委会。")
_ELSEWHERE_KNOWN = _l("%(name)s已在本届已提交的项目 %(number)s《%(title)s》中，每人只能参加一支团队。")
_LEADS_ANOTHER = _l("您已提交项目 %(number)s《%(title)s》，本届每位负责人只能申报一个项目。")
_LEADS_ANOTHER_TEAM = _l("您已提交项目 %(number)s《%(title)s》，本届每人只能参加一支已提交的团队。")
_LEADER_ENTERED = _l("负责人%(name)s在本届已提交另一个项目，每位负责人只能申报一个。请与负责人核对。")


class Seat(Protocol):
    """Somebody in a team, as far as rules look at them."""

    @property
    def id(self) -> UUID: ...
    @property
    def role(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def account_id(self) -> UUID | None: ...
    @property
    def counts(self) -> bool: ...
    @property
    def expired(self) -> bool: ...
    @property
    def leads(self) -> bool: ...


@dataclass(frozen=True)
class Elsewhere:
    """A submitted entry of the same edition that somebody of this team is in, or leads."""

    account_id: UUID
    leads: bool
    number: str
    title: str


@dataclass(frozen=True)
class Reader:
    """Who reads what is lacking: others' entries are named to nobody else."""

    account_id: UUID
    oversees: bool = False


Errors = dict[str, list[dict[str, str]]]


@dataclass
class _Found:
    errors: Errors = field(default_factory=dict)

    def add(self, place: str, code: str, sentence: Any, **facts: Any) -> None:
        self.errors.setdefault(place, []).append(FieldError(code, sentence, **facts).body())


def count(team: Sequence[Seat], role: str) -> int:
    """How many places of the role are taken or kept."""
    return sum(1 for one in team if one.role == role and one.counts)


def most(rules: Mapping[str, Any], role: str) -> int:
    """How many the rules allow of the role."""
    return int(rules["members_most" if role == MEMBER else "advisors_most"])


def has_room(rules: Mapping[str, Any], team: Sequence[Seat], role: str) -> bool:
    """Whether one more can be invited."""
    return count(team, role) < most(rules, role)


def lacking(rules: Mapping[str, Any], team: Sequence[Seat]) -> Errors:
    """Place -> what stops submission, as far as the team itself shows: sizes, and who has not confirmed."""
    found = _Found()
    members, advisors = count(team, MEMBER), count(team, ADVISOR)
    if members < rules["members_least"]:
        found.add(PLACE, "team-too-small", _TOO_FEW, least=rules["members_least"], count=members)
    if members > rules["members_most"]:
        found.add(PLACE, "team-too-large", _TOO_MANY, most=rules["members_most"], count=members)
    if advisors > rules["advisors_most"]:
        found.add(PLACE, "too-many-advisors", _TOO_MANY_ADVISORS, most=rules["advisors_most"], count=advisors)
    for one in team:
        if one.counts and one.state != CONFIRMED:
            code, sentence = ("invitation-expired", _EXPIRED) if one.expired else ("unconfirmed", _UNANSWERED)
            found.add(f"{PLACE}.{one.id}", code, sentence, name=one.name)
    return found.errors


def clashing(rules: Mapping[str, Any], team: Sequence[Seat], elsewhere: Sequence[Elsewhere], reader: Reader) -> Errors:
    """Place -> what stops submission because of other teams. Another's entry is named to those alone who may see it."""
    found = _Found()
    for seat in team:
        others = (one for one in elsewhere if seat.state == CONFIRMED and one.account_id == seat.account_id)
        if offence := next((one for one in others if _offends(rules, seat, one)), None):
            code, sentence = _words(rules, seat, offence, reader)
            facts = {"name": seat.name, "number": offence.number, "title": offence.title}
            found.add(f"{PLACE}.{seat.id}", code, sentence, **facts)
    return found.errors


def _offends(rules: Mapping[str, Any], seat: Seat, other: Elsewhere) -> bool:
    """Whether nobody may have this seat and be in the other entry. Who leads is in the team as well."""
    if seat.leads and other.leads and rules["one_entry_per_leader"]:
        return True
    return seat.role == MEMBER and bool(rules["one_team_per_person"])


def _words(rules: Mapping[str, Any], seat: Seat, other: Elsewhere, reader: Reader) -> tuple[str, Any]:
    own = reader.account_id == seat.account_id
    if seat.leads and other.leads and rules["one_entry_per_leader"]:
        return "leads-another", _LEADS_ANOTHER if own else _LEADER_ENTERED
    if seat.leads and other.leads and own:
        return "in-another-team", _LEADS_ANOTHER_TEAM
    return "in-another-team", _ELSEWHERE_KNOWN if own or reader.oversees else _ELSEWHERE
