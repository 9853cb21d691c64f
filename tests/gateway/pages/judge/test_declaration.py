"""A judge signs, declares and gives an entry back on pages; organizers read of it."""

import re

from contracts.roles import JUDGE, LEADER, ORGANIZER
from tests.gateway.browsing import Contest, form_fields, id_in

LIST = "/judging/declarations/e1"
CONFIRMATION = f"{LIST}/confirmation"


def chosen(text: str, name: str) -> str:
    """The key under which the list of applicants has a name."""
    found = re.search(rf'name="applicant" value="([^"]+)">{name}<', text)
    assert found, text
    return found.group(1)


def test_nothing_opens_before_the_declaration_is_made_on_its_pages(contest: Contest) -> None:
    judge, leader = contest.person(JUDGE, name="慎申报"), contest.person(LEADER, name="名单领队")
    entry = id_in(contest.submitted(contest.browser(leader)))
    sheet = f"/judging/{contest.assigned(judge, str(entry), declared=False)}"
    browser = contest.browser(judge)
    assert browser.get(sheet).location == LIST
    assert f'href="{LIST}"' in browser.get("/judging").text
    page = browser.get(LIST).text
    person = chosen(page, "名单领队")
    agreed = form_fields(page, LIST) | {"undertaking": "2026-11-01"}
    for wrong, said in (
        ({"undertaking": ""}, "还没有同意承诺书"),
        ({}, "还没有申报"),
        ({"interest": "some"}, "还没有选择单位或人员"),
    ):
        answer = browser.client.post(LIST, data=agreed | wrong)
        assert (answer.status_code, said in answer.text) == (422, True)
    found = browser.client.post(LIST, data=agreed | {"action": "search", "q": "没有这个名字", "applicant": person})
    assert "没有符合条件的" in found.text
    assert f'value="{person}" checked' in found.text
    check = browser.client.post(LIST, data=agreed | {"interest": "some", "applicant": person, "action": "next"}).text
    told = form_fields(check, CONFIRMATION) | {"applicant": person, "kind-0": "other", "note-0": ""}
    refused = browser.client.post(CONFIRMATION, data=told)
    assert (refused.status_code, 'href="#note-0"' in refused.text) == (422, True)
    assert browser.client.post(CONFIRMATION, data=told | {"kind-0": "tuition"}).status_code == 303
    assert browser.get(sheet).status_code == 404
    assert "名单领队" in browser.get(LIST).text
    office = contest.signed_in(ORGANIZER)
    assert "慎申报" in office.get("/organizer/judges?edition=e1&declared=yes").text
    row = re.search(r'href="(/organizer/conflicts/[^"]+)">慎申报<', office.get("/organizer/conflicts?edition=e1").text)
    assert row
    assert "名单领队" in office.get(row.group(1)).text
    assert office.press(row.group(1), f"{row.group(1)}/lifting", reason="同名").status_code == 303
    assert "已解除" in office.get(row.group(1)).text


def test_judge_writes_a_profile_and_gives_an_entry_back(contest: Contest) -> None:
    judge = contest.person(JUDGE, name="退评委")
    entry = id_in(contest.submitted(contest.signed_in(LEADER)))
    sheet = f"/judging/{contest.assigned(judge, str(entry))}"
    browser = contest.browser(judge)
    saved = browser.press("/judging/profile", title="教授", employers="示例大学", **{"most-e1": "很多"})
    assert (saved.status_code, "很多" in saved.text) == (422, True)
    assert browser.press("/judging/profile", title="教授", employers="示例大学", **{"most-e1": "3"}).status_code == 303
    assert "示例大学" in browser.get("/judging/profile").text
    page = f"{sheet}/recusal"
    assert f'href="{page}"' in browser.get(sheet).text
    assert browser.press(page, kind="decline", note="").status_code == 422
    assert browser.press(page, kind="decline", note="时间冲突").status_code == 303
    assert browser.get(sheet).status_code == 404


def test_judge_of_another_edition_reads_no_list(contest: Contest) -> None:
    elsewhere = contest.holder(JUDGE, "edition:elsewhere")
    assert contest.browser(elsewhere).get(LIST).status_code == 403
