"""What became of messages: found, read, sent again, noted as dealt with; and the alarm of it on the desk."""

import re
from collections.abc import Iterator

import pytest

from contracts.roles import AUDITOR, LEADER, ORGANIZER
from services.notify.channels.folder import Folder
from services.notify.channels.models import Fate, Outcome
from tests.gateway.browsing import Browser, Contest

PAGE = "/organizer/deliveries"
ANSWER = "550 5.1.1 no such user"


@pytest.fixture
def office(contest: Contest) -> Browser:
    return contest.signed_in(ORGANIZER)


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A mail server that takes no receipt."""
    with monkeypatch.context() as patched:
        patched.setattr(Folder, "send", lambda _self, _mail: Outcome(Fate.REFUSED, ANSWER))
        yield


def row(text: str, name: str) -> str:
    return next((one for one in text.split("<tr>") if name in one), "")


def test_a_letter_is_found_by_its_reader_and_shown_sealed(contest: Contest, office: Browser) -> None:
    leader = contest.person(LEADER, name="收信人张三", mailed=True)
    contest.submitted(contest.browser(leader), title="有来信的项目")
    found = contest.until(
        lambda: (text := office.get(f"{PAGE}?person=張三&state=sent").text).count("<tr>") > 1 and text
    )
    assert "提交项目" in row(found, "收信人张三")
    address = re.findall(rf'href="({PAGE}/[0-9a-f-]+)"', found)[0]
    assert "有来信的项目" in office.get(address).text
    sealed = office.get(f"{address}/html")
    assert "sandbox" in sealed.headers["Content-Security-Policy"]
    assert "有来信的项目" in sealed.text
    assert "收信人张三" in office.get(f"{PAGE}?format=csv").text


def test_what_did_not_arrive_raises_an_alarm_that_can_be_cleared(
    contest: Contest, office: Browser, refusing: None
) -> None:
    leader = contest.person(LEADER, name="退信人李四", mailed=True)
    contest.submitted(contest.browser(leader), title="退信的项目")
    asked = f"{PAGE}?state=undelivered"
    text = contest.until(lambda: (text := office.get(asked).text).count("退信人李四") and text)
    assert ANSWER in row(text, "退信人李四")
    assert re.search(rf'href="{re.escape(asked)}"', office.get("/organizer").text)
    address = re.findall(rf'href="({PAGE}/[0-9a-f-]+)"', row(text, "退信人李四"))[0]
    assert 'method="post"' not in contest.signed_in(AUDITOR).get(address).text.split("<main")[1].split("</main>")[0]
    assert office.press(address, f"{address}/dealt-with").location == asked
    assert "退信人李四" not in office.get(asked).text
    assert "已处理" in office.get(address).text
    assert asked not in office.get("/organizer").text


def test_everything_on_the_page_is_dealt_with_by_one_press(contest: Contest, office: Browser, refusing: None) -> None:
    leader = contest.person(LEADER, name="退信人王五", mailed=True)
    contest.submitted(contest.browser(leader), title="又一个退信的项目")
    asked = f"{PAGE}?state=undelivered"
    contest.until(lambda: "退信人王五" in office.get(asked).text)
    assert office.press(asked, f"{PAGE}/dealt-with").status_code == 303
    assert "没有符合条件的发送记录" in office.get(asked).text
