"""Joint applicants follow the rows of the form, whatever is typed in between."""

from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.storage import ids
from services.registration.contest.forms.sets import form_set
from services.registration.contest.joint_applicants import rules
from services.registration.contest.joint_applicants.models import LETTER, STATES, WAITING, JointApplicant
from services.registration.contest.organisations.spelling import key_of

FORM = form_set("application")
NAMES = ("示例研究院", "示例 研究院", "示例大学", "示例港务集团", "", " ")
FILES = [ids.new_id() for _ in range(2)]
rows = st.lists(st.sampled_from(NAMES), max_size=4)
turns = st.tuples(rows, st.sets(st.sampled_from(FILES)), st.integers(0, 3), st.sampled_from(STATES))


@settings(deadline=None)
@given(st.lists(turns, max_size=8))
def test_joint_applicants_follow_the_rows(ways: list[tuple[list[str], set[UUID], int, str]]) -> None:
    known: list[JointApplicant] = []
    for typed, files, at, state in ways:
        answers = {rules.FIELD: [{"name": name} for name in typed], "organisation": "示例港务集团"}
        names = rules.named(FORM, answers)
        rules.follow(known, names, files)
        assert {one.name_key for one in known if one.listed} == set(names)
        assert set(names) == {key_of(name) for name in typed} - {"", key_of("示例港务集团")}
        assert len({one.name_key for one in known}) == len(known)
        assert all(one.listed or one.round or one.state != WAITING for one in known)
        assert all(one.letter_id in files for one in known if one.letter_id)
        found = rules.lacking(known, names)
        assert len(found) == sum(one.listed and not one.agreed for one in known)
        if known:
            one = known[at % len(known)]
            one.state, one.round = state, 1
            one.letter_id = FILES[at % 2] if state == LETTER else None
