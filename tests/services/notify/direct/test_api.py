"""Messages with secrets: sent at once, for services alone, and told to nobody else."""

import threading
import time
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from chassis.http import auth
from chassis.http.auth import Identity
from services.notify.channels.actions import Outlets
from services.notify.channels.models import Fate, Mail, Outcome
from services.notify.channels.sms import SmsFolder
from services.notify.direct import actions, sending
from services.notify.direct.errors import Overloaded
from services.notify.direct.models import KINDS, Direct
from tests.patience import PATIENCE
from tests.services.notify.conftest import Desk

GATEWAY = auth.service_identity("gateway")
CODE, LINK = "314159", "http://localhost:8080/signin/code/1/geheim"


def body(**given: Any) -> dict[str, Any]:
    facts = {"code": CODE, "link": LINK, "minutes": 10, "name": "示例甲", "role": "评委", "scope": "全部届次"}
    facts |= {"edition": "第四届厦门5G应用大赛", "until": "2024年12月6日 24:00"}
    known = {"kind": "code.signin", "locale": "zh_CN", "channel": "email", "address": "a@example.org", "facts": facts}
    return known | given


def arrived(place: Path) -> Path:
    end = time.monotonic() + 30
    while not (found := [*place.glob("*.eml"), *place.glob("*.txt")]):
        assert time.monotonic() < end
        time.sleep(0.01)
    return found[0]


def test_mail_is_written_and_marked_as_its_readers_own(desk: Desk) -> None:
    answer = desk.call(GATEWAY, "POST", "/direct-messages", json=body())
    assert answer.status_code == 202
    assert answer.json["folder"].endswith("/mail")
    path = arrived(desk.settings.mail_folder)
    whole = actions.mail(Direct(**body()), desk.settings, UUID(path.stem)).content
    assert path.read_bytes() == whole
    assert b"\nX-Egret-Sealed: yes\r\n" in whole
    assert answer.json["sent"] is True


def test_text_message_is_written_for_its_reader_alone(desk: Desk) -> None:
    answer = desk.call(GATEWAY, "POST", "/direct-messages", json=body(channel="mobile", address="+8613800138000"))
    assert answer.json["folder"].endswith("/sms")
    path = arrived(desk.settings.sms_folder)
    assert path.stat().st_mode & 0o077 == 0
    assert CODE in path.read_text("utf-8")


def test_only_services_may_send(desk: Desk, organizer: Identity) -> None:
    assert desk.call(organizer, "POST", "/direct-messages", json=body()).status_code == 403
    assert desk.call(None, "POST", "/direct-messages", json=body()).status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "../messages/entry.submitted"},
        {"channel": "pigeon"},
        {"address": "a@example.org, b@example.org"},
        {"address": "a@example.org\r\nBcc: b@example.org"},
    ],
)
def test_what_cannot_be_sent_is_refused(desk: Desk, wrong: dict[str, str]) -> None:
    assert desk.call(GATEWAY, "POST", "/direct-messages", json=body(**wrong)).status_code == 422


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_put_into_words_without_foreign_markup(desk: Desk, kind: str, locale: str) -> None:
    facts = body()["facts"] | {"name": "<script>甲</script>\r\nBcc: x@example.org"}
    message = Direct(**body(kind=kind, locale=locale, facts=facts))
    mail = actions.mail(message, desk.settings, UUID(int=1))
    assert b"\nBcc:" not in mail.content
    assert CODE not in repr(message)
    if words := actions.sms(message):
        assert len(words.text) <= 140
        assert words.text.isprintable()


class Slow:
    """A mail server that answers when the gate opens."""

    repeatable = True

    def __init__(self) -> None:
        self.gate, self.taken = threading.Event(), threading.Semaphore(0)

    def send(self, _mail: Mail) -> Outcome:
        self.taken.release()
        self.gate.wait(PATIENCE)
        return Outcome(Fate.SENT)

    def close(self) -> None: ...


class Saying:
    """A mail server that always answers the same."""

    repeatable = True

    def __init__(self, fate: Fate, reason: str = "") -> None:
        self.outcome = Outcome(fate, reason)

    def send(self, _mail: Mail) -> Outcome:
        return self.outcome

    def close(self) -> None: ...


def through(monkeypatch: pytest.MonkeyPatch, desk: Desk, channel: Any) -> sending.Sender:
    """Let the desk's direct messages go this way."""
    monkeypatch.setattr(sending, "open_outlets", lambda settings: Outlets(channel, SmsFolder(settings.sms_folder)))
    sender = sending.Sender(desk.settings)
    monkeypatch.setitem(desk.app.extensions, "egret_direct", sender)
    return sender


def test_full_line_asks_to_come_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "MOST", 1)
    monkeypatch.setattr(sending, "PATIENCE", 0.01)
    slow = Slow()
    sender = through(monkeypatch, desk, slow)
    for _ in range(sending.THREADS):
        sender.put(Direct(**body()))
        assert slow.taken.acquire(timeout=PATIENCE)
    sender.put(Direct(**body()))
    with pytest.raises(Overloaded):
        sender.put(Direct(**body()))
    answer = desk.call(GATEWAY, "POST", "/direct-messages", json=body())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    slow.gate.set()


def test_a_server_that_is_slow_to_answer_is_told_of_within_seconds(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PATIENCE", 0.01)
    slow = Slow()
    through(monkeypatch, desk, slow)
    answer = desk.call(GATEWAY, "POST", "/direct-messages", json=body())
    assert (answer.status_code, answer.json["sent"]) == (202, False)
    slow.gate.set()


@pytest.mark.parametrize(
    ("fate", "code"), [(Fate.DOWN, "mail-away"), (Fate.LATER, "mail-away"), (Fate.REFUSED, "message-not-taken")]
)
def test_what_did_not_leave_is_said_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch, fate: Fate, code: str) -> None:
    monkeypatch.setattr(sending, "PAUSES", (0.01,))
    through(monkeypatch, desk, Saying(fate))
    answer = desk.call(GATEWAY, "POST", "/direct-messages", json=body())
    assert (answer.status_code, answer.json["code"]) == (424, code)


def test_a_silent_server_counts_as_away_once_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PATIENCE", 0.01)
    down = Saying(Fate.DOWN)
    sender = through(monkeypatch, desk, down)
    monkeypatch.setattr(sending, "PATIENCE", 5.0)
    sender.put(Direct(**body()))
    monkeypatch.setattr(sending, "PATIENCE", 0.0)
    assert sender.put(Direct(**body())) == Outcome(Fate.DOWN)


@pytest.mark.parametrize("kind", KINDS)
def test_only_a_proven_address_is_greeted_by_name_and_never_with_more_than_one(desk: Desk, kind: str) -> None:
    for name in ("示例甲", "恭喜中奖，点击 http://evil.example 领取", "恭喜 www.evil.example", "加微信138001380000"):
        facts = body()["facts"] | {"name": name}
        mail = actions.mail(Direct(**body(kind=kind, facts=facts)), desk.settings, UUID(int=1))
        part = message_from_bytes(mail.content, policy=policy.default).get_body(("plain",))
        assert part is not None
        text = part.get_content()
        greeted = name if kind in actions.NAMED and name == "示例甲" else ""
        assert text.startswith(f"{greeted}，您好：" if greeted else "您好：")
        assert "evil" not in text
        assert "加微信" not in text


def test_failure_is_logged_without_the_secret(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done = threading.Event()
    monkeypatch.setattr(sending.log, "warning", lambda *words: (caplog.handler.records.append(words), done.set()))
    sender = through(monkeypatch, desk, Saying(Fate.REFUSED, "550 no such user a@example.org"))
    sender.put(Direct(**body()))
    assert done.wait(PATIENCE)
    told = str(caplog.handler.records)
    assert "550" in told
    assert CODE not in told
    assert "example.org" not in told
