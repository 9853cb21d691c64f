"""Replacing a judge on the page of an assignment."""

from contracts.roles import JUDGE, LEADER, ORGANIZER
from tests.gateway.browsing import Contest, id_in


def test_judge_is_replaced_on_the_page_and_a_missing_reason_keeps_the_choice(contest: Contest) -> None:
    organizer, judge, other = (
        contest.signed_in(ORGANIZER),
        contest.person(JUDGE),
        contest.person(JUDGE, name="接替评委"),
    )
    assignment = contest.assigned(judge, str(id_in(contest.submitted(contest.signed_in(LEADER)))))
    page = f"/organizer/assignments/{assignment}"
    contest.until(lambda: "接替评委" in organizer.get(page).text)
    typed = {"judge_id": str(other.account_id), "reason": ""}
    refused = organizer.press(page, f"{page}/replacement", **typed)
    assert refused.status_code == 422
    assert f'value="{other.account_id}" selected' in refused.text
    organizer.press(page, f"{page}/replacement", **typed | {"reason": "生病"})
    assert "生病" in organizer.get(page).text
    assert contest.browser(judge).get(f"/judging/{assignment}").status_code == 404
