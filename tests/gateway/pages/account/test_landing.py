"""Where people land: one role, its page; several roles, one page with what is most urgent first."""

import re

import pytest

from contracts.roles import AUDITOR, JUDGE, LEADER, ORGANIZER, VOLUNTEER
from tests.gateway.browsing import Contest, id_in


def sections(text: str) -> list[str]:
    return re.findall(r'<section aria-labelledby="(\w+)">', text)


def test_person_of_several_roles_lands_on_one_page(contest: Contest) -> None:
    person = contest.person(LEADER, JUDGE, VOLUNTEER, ORGANIZER, name="多面手")
    browser = contest.stranger()
    assert browser.press(contest.link(person)).location == "/home"
    text = browser.get("/home").text
    assert set(sections(text)) == {"team", "judge", "volunteer", "desk"}
    assert "多面手，您好" in text


def test_deep_link_wins_over_the_home(contest: Contest) -> None:
    browser = contest.stranger()
    assert browser.get("/inbox").status_code == 303
    assert browser.press(contest.link(contest.person(LEADER, JUDGE))).location == "/inbox"


def test_what_is_due_first_comes_first(contest: Contest) -> None:
    judge = contest.person(JUDGE, LEADER, name="又评又报")
    entry = contest.submitted(contest.signed_in(LEADER), "多角色评审的项目")
    contest.assigned(judge, str(id_in(entry)))
    browser = contest.browser(judge)
    assert sections(browser.get("/home").text) == ["judge", "team"]
    contest.draft(browser)
    first, *_rest = sections(browser.get("/home").text)
    stage = contest.call(judge, "judging", "GET", "/editions/e1/stages/preliminary")["closes_at"]
    edition = contest.call(judge, "registration", "GET", "/editions/e1")["closes_at"]
    assert first == ("team" if edition < stage else "judge")


def test_home_shows_what_is_open_and_leads_to_the_rest(contest: Contest) -> None:
    person = contest.person(LEADER, VOLUNTEER)
    browser = contest.browser(person)
    done = contest.submitted(browser, "已经交了的项目")
    drafts = [contest.draft(browser) for _ in range(3)]
    team = browser.get("/home").text.split('id="team"')[1].split("</section>")[0]
    assert all(f'href="{address}"' in team for address in drafts)
    assert f'href="{done}"' not in team
    assert f'href="{done}"' in browser.get("/entries").text


def test_volunteer_sees_what_to_know_of_the_next_shift(contest: Contest) -> None:
    person = contest.person(VOLUNTEER, JUDGE, name="要去服务的人")
    shift = contest.call(person, "registration", "GET", "/events/week")["shifts"][0]
    contest.call(person, "registration", "POST", f"/shifts/{shift['id']}/signups")
    event = contest.call(person, "registration", "GET", "/events/week")
    text = contest.browser(person).get("/home").text
    assert event["name"] in text
    assert event["place"] in text
    assert "到场须知" in text
    assert event["summary"] in text


def test_auditor_lands_on_the_desk(contest: Contest) -> None:
    browser = contest.stranger()
    assert browser.press(contest.link(contest.person(AUDITOR))).location == "/organizer"
    assert browser.get("/organizer").status_code == 200


@pytest.mark.parametrize("address", ["/home", "/organizer", "/organizer/entries", "/organizer/search", "/palette"])
def test_stranger_is_asked_to_sign_in(contest: Contest, address: str) -> None:
    assert contest.stranger().get(address).location == "/signin"
