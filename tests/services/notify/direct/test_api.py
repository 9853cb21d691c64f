"""Messages with secrets: sent at once, for services alone, and told to nobody else."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from chassis.http import auth
from chassis.http.auth import Identity
from services.notify.channels import folder
from services.notify.channels.models import Fate, Mail, Outcome
from services.notify.direct import actions, sending
from services.notify.direct.errors import Overloaded
from services.notify.direct.models import KINDS, Direct
from tests.patience import PATIENCE
from tests.services.notify.conftest import Desk

GATEWAY = auth.service_identity("gateway")
CODE, LINK = "314159", "http://127.0.0.1:8080/signin/code/1/geheim"


def body(**given: Any) -> dict[str, Any]:
    facts = {"code": CODE, "link": LINK, "minutes": 10, "name": "示例甲", "role": "评委", "scope": "全部届次"}
    known = {"kind": "code.signin", "locale": "zh_CN", "channel": "email", "address": "a@example.org", "facts": facts}
    return known | given


def arrived(place: Path) -> Path:
    end = time.monotonic() + PATIENCE
    while not (found := [*place.glob("*.eml"), *place.glob("*.txt")]):
        assert time.monotonic() < end
        time.sleep(0.01)
    return found[0]


def test_mail_is_written_and_sealed_for_organizers(desk: Desk, organizer: Identity) -> None:
    answer = desk.call(GATEWAY, "POST", "/direct-messages", json=body())
    assert answer.status_code == 202
    assert answer.json["folder"].endswith("/mail")
    path = arrived(desk.settings.mail_folder)
    whole = actions.mail(Direct(**body()), desk.settings, folder.UUID(path.stem)).content
    assert path.read_bytes() == whole
    (listed,) = desk.get(organizer, "/mail")["items"]
    shown = desk.get(organizer, f"/mail/{listed['id']}")
    assert (shown["sealed"], shown["text"], shown["html"]) == (True, "", "")
    assert CODE not in str(listed) + str(shown)


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
    mail = actions.mail(message, desk.settings, folder.UUID(int=1))
    assert b"\nBcc:" not in mail.content
    assert CODE not in repr(message)
    if words := actions.sms(message):
        assert len(words.text) <= 140
        assert words.text.isprintable()


def test_full_line_asks_to_come_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, taken = threading.Event(), threading.Semaphore(0)

    class Stuck:
        repeatable = True

        def send(self, _mail: Mail) -> Outcome:
            taken.release()
            gate.wait(PATIENCE)
            return Outcome(Fate.SENT)

        def close(self) -> None: ...

    monkeypatch.setattr(sending, "open_channel", lambda _settings: Stuck())
    monkeypatch.setattr(sending, "MOST", 1)
    sender = sending.Sender(desk.settings)
    for _ in range(sending.THREADS):
        sender.put(Direct(**body()))
        assert taken.acquire(timeout=PATIENCE)
    sender.put(Direct(**body()))
    with pytest.raises(Overloaded):
        sender.put(Direct(**body()))
    monkeypatch.setitem(desk.app.extensions, "egret_direct", sender)
    answer = desk.call(GATEWAY, "POST", "/direct-messages", json=body())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    gate.set()


def test_failure_is_logged_without_the_secret(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done = threading.Event()

    class Refusing:
        repeatable = True

        def send(self, _mail: Mail) -> Outcome:
            return Outcome(Fate.REFUSED, "550 no such user a@example.org")

        def close(self) -> None: ...

    monkeypatch.setattr(sending, "open_channel", lambda _settings: Refusing())
    monkeypatch.setattr(sending.log, "warning", lambda *words: (caplog.handler.records.append(words), done.set()))
    sending.Sender(desk.settings).put(Direct(**body()))
    assert done.wait(PATIENCE)
    told = str(caplog.handler.records)
    assert "550" in told
    assert CODE not in told
    assert "example.org" not in told
