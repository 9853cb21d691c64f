"""One person creates so much in a minute and no more, whatever programs do in their name."""

from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from chassis import clock
from chassis.storage import ids
from contracts.roles import LEADER, ORGANIZER
from services.registration.app import PART
from tests.services.registration import factories
from tests.services.registration.factories import NOW, Caller
from tests.standing import Loan, Standing

MOST = 3


@pytest.fixture
def strict(stand: Loan) -> Standing:
    """Registration with a low limit, and the demo edition."""
    standing = stand(PART, limit_creations=MOST)
    assert factories.organizer(standing.app).put("/editions/xm5g-04", json=factories.edition()).status_code == 200
    return standing


def start(who: Caller, title: str, key: str = "") -> TestResponse:
    """Begin a draft, as the pages do: under a key of its own."""
    headers = {"Idempotency-Key": key or str(ids.new_id())}
    return who.post("/entries", json=factories.answers(title=title), headers=headers)


def test_drafts_beyond_the_limit_are_refused_with_words_until_a_minute_has_passed(strict: Standing) -> None:
    team, other = (Caller(strict.app, (LEADER,), name) for name in ("示例甲", "示例乙"))
    answers = [start(team, f"项目{number}") for number in range(MOST + 2)]
    assert [answer.status_code for answer in answers] == [201] * MOST + [429] * 2
    assert "请稍等一分钟再试" in answers[-1].get_json()["detail"]
    assert answers[-1].headers["Retry-After"] == "60"
    assert len(team.get("/entries?mine=true").get_json()["items"]) == MOST
    assert start(other, "别人的项目").status_code == 201
    with clock.frozen(NOW + timedelta(seconds=61)):
        assert start(team, "下一分钟").status_code == 201


def test_the_same_request_sent_again_is_answered_and_not_counted(strict: Standing) -> None:
    team = Caller(strict.app, (LEADER,), "示例甲")
    answers = {start(team, "项目", key="same").status_code for _ in range(MOST + 3)}
    assert answers == {201}


def test_office_is_not_held_to_it(strict: Standing) -> None:
    office = Caller(strict.app, (ORGANIZER, LEADER), "组委会")
    made = [start(office, f"项目{number}").status_code for number in range(MOST + 2)]
    assert made == [201] * (MOST + 2)
