"""Where the mail server is away or slow, the page that asked for a code says so within seconds."""

import pytest

from services.notify.channels.folder import Folder
from services.notify.channels.models import Fate, Outcome
from services.notify.direct.sending import Sender
from tests.gateway.browsing import Contest
from tests.gateway.pages.signin.test_registration import ask, fresh


def test_mail_that_cannot_leave_is_said_at_once_and_nothing_typed_is_lost(
    contest: Contest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Folder, "send", lambda _self, _mail: Outcome(Fate.DOWN, "no route to host"))
    answer = ask(contest.stranger(), address := fresh())
    assert answer.status_code == 424
    assert "邮件服务器暂时没有应答" in answer.text
    assert address in answer.text


def test_mail_that_is_late_is_said_on_the_page_that_takes_the_code(
    contest: Contest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sender, "put", lambda _self, _message: None)
    browser = contest.stranger()
    assert ask(browser, fresh()).location == "/signin/code"
    assert "邮件可能晚几分钟送达" in browser.get("/signin/code").text
