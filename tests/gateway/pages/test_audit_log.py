"""The record as a page: each part's, found by person and day, and nothing to change."""

from contracts.roles import ADMIN, AUDITOR, JUDGE, ORGANIZER
from tests.gateway.browsing import Contest

PAGE = "/organizer/audit"


def test_record_shows_who_did_what_in_each_part(contest: Contest) -> None:
    office, auditor = contest.person(ORGANIZER, name="秘书处甲"), contest.signed_in(AUDITOR)
    contest.browser(office).get("/organizer/people")
    own = auditor.get(f"{PAGE}?actor={office.account_id}").text
    assert "秘书处甲" in own
    assert "list.read" in own
    assert "校验完好" in own
    assert "signed-in" in own
    for part, action in (("registration", "edition.put"), ("judging", "stage.put")):
        text = auditor.get(f"{PAGE}?part={part}&action={action}").text
        assert action in text
        assert "校验完好" in text
        assert "没有符合条件的记录" in auditor.get(f"{PAGE}?part={part}&until=2001-01-01").text
    assert "没有符合条件的记录" in auditor.get(f"{PAGE}?actor={office.account_id}&since=2999-01-01").text
    assert 'method="post"' not in own.split("<main")[1].split("</main>")[0]


def test_record_is_paged(contest: Contest) -> None:
    boss = contest.signed_in(ADMIN)
    for _ in range(51):
        boss.get("/organizer/people")
    first = boss.get(f"{PAGE}?action=list.read").text
    assert "更早的记录" in first
    assert boss.get(PAGE).status_code == 200
    assert contest.signed_in(JUDGE).get(PAGE).status_code == 403
