"""What the rules of an edition say about any team."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.registration.contest.teams import rules
from services.registration.contest.teams.models import ADVISOR, CONFIRMED, COUNTING, MEMBER, ROLES
from services.registration.contest.teams.rules import Elsewhere, Reader
from services.registration.contest.teams.states import TEAM_MEMBER


@dataclass(frozen=True)
class Seat:
    id: UUID
    role: str
    name: str
    state: str
    account_id: UUID | None
    expired: bool
    leads: bool = False

    @property
    def counts(self) -> bool:
        return self.state in COUNTING


LEADER = Seat(UUID(int=1), MEMBER, "负责人", CONFIRMED, UUID(int=1), expired=False, leads=True)
people = st.integers(1, 5).map(lambda number: UUID(int=number))
others = st.builds(
    Seat,
    st.uuids(),
    st.sampled_from(ROLES),
    st.just("某人"),
    st.sampled_from(sorted(TEAM_MEMBER.states)),
    people,
    st.booleans(),
)
teams = st.lists(others, max_size=6).map(lambda found: [LEADER, *found])
limits = st.fixed_dictionaries(
    {
        "members_least": st.integers(1, 3),
        "members_most": st.integers(3, 5),
        "advisors_most": st.integers(0, 2),
        "one_team_per_person": st.booleans(),
        "one_entry_per_leader": st.booleans(),
        "members_edit": st.booleans(),
    }
)
entries = st.builds(Elsewhere, people, st.booleans(), st.just("XM5G04-0009"), st.just("另一个"))


@settings(deadline=None)
@given(limits, teams)
def test_team_is_whole_exactly_when_its_sizes_fit_and_everybody_confirmed(
    allowed: dict[str, int], team: Sequence[Seat]
) -> None:
    standing = [one for one in team if one.counts]
    members, advisors = ([one for one in standing if one.role == role] for role in (MEMBER, ADVISOR))
    fits = allowed["members_least"] <= len(members) <= allowed["members_most"]
    whole = fits and len(advisors) <= allowed["advisors_most"] and all(one.state == CONFIRMED for one in standing)
    assert (rules.lacking(allowed, team) == {}) == whole
    assert rules.has_room(allowed, team, ADVISOR) == (len(advisors) < allowed["advisors_most"])


@settings(deadline=None)
@given(limits, teams, st.lists(entries, max_size=4), people, st.booleans())
def test_other_teams_matter_by_the_rules_and_are_named_only_to_who_may_see_them(
    allowed: dict[str, int], team: Sequence[Seat], elsewhere: Sequence[Elsewhere], reader: UUID, oversees: bool
) -> None:
    found = rules.clashing(allowed, team, elsewhere, Reader(reader, oversees))
    offending = {
        f"@team.{seat.id}"
        for seat in team
        for other in elsewhere
        if seat.state == CONFIRMED and seat.account_id == other.account_id
        if (allowed["one_team_per_person"] and seat.role == MEMBER)
        or (allowed["one_entry_per_leader"] and seat.leads and other.leads)
    }
    assert found.keys() == offending
    for seat in team:
        for error in found.get(f"@team.{seat.id}", ()):
            named = "XM5G04-0009" in error["message"]
            assert not named or oversees or seat.account_id == reader
