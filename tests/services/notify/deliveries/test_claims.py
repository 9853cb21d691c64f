"""Each mail goes out once, whoever sends at the same time and whoever is killed meanwhile."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from chassis import clock
from chassis.config import Settings
from services.notify.channels.models import Fate, Outcome
from services.notify.deliveries.models import State
from services.notify.deliveries.schedule import LEASE
from services.notify.deliveries.sending import attempt, settle, take_next
from tests.services.notify.channels.mailserver import MailServer, mail_server
from tests.services.notify.conftest import Desk
from tests.services.notify.deliveries.conftest import FROM, assigned
from tests.services.notify.samples import NOW

ROOT = Path(__file__).parents[4]


def test_no_transaction_is_open_while_the_server_is_talked_to(smtp_desk: Desk) -> None:
    """SQLite has one writer: another one gets through at once while the mail is on its way."""
    judge = assigned(smtp_desk)
    claim = take_next(smtp_desk.database, smtp_desk.settings, repeatable=False)
    assert claim is not None

    class Talking:
        repeatable = False

        def send(self, _mail: object) -> Outcome:
            seen.append(smtp_desk.delivery(judge).state)
            smtp_desk.contact(judge, "new@example.org")
            return Outcome(Fate.SENT)

        def close(self) -> None: ...

    seen: list[str] = []
    outcome = attempt(claim, Talking(), smtp_desk.settings.sender)
    with smtp_desk.database.write() as session:
        settle(session, claim, outcome)
    assert seen == [State.SENDING]
    assert smtp_desk.delivery(judge).state == State.SENT


def test_senders_at_the_same_time_send_each_mail_once(open_desk: Callable[..., Desk], database_server: str) -> None:
    with mail_server() as server:
        desk = open_desk(database_server, smtp=server.url, mail_from=FROM)
        judges = [assigned(desk) for _ in range(12)]
        senders = [threading.Thread(target=desk.send) for _ in range(4)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        assert len({mail["Message-ID"] for mail in server.handler.mails}) == len(server.handler.mails) == 12
    assert set(desk.states().values()) == {State.SENT}
    assert len(judges) == len(desk.states())


def test_an_attempt_that_ends_after_its_lease_has_no_say(desk_on_each: Desk) -> None:
    desk = desk_on_each
    judge = assigned(desk)
    slow = take_next(desk.database, desk.settings, repeatable=False)
    assert slow is not None
    with clock.frozen(NOW + LEASE):
        assert take_next(desk.database, desk.settings, repeatable=False) is None
        with desk.database.write() as session:
            settle(session, slow, Outcome(Fate.REFUSED, "550 late"))
        assert desk.delivery(judge).state == State.UNKNOWN


def environment(desk: Desk, crash_at: str) -> dict[str, str]:
    settings: Settings = desk.settings
    values = {
        "EGRET_DATA": str(settings.data),
        "EGRET_SECRET": settings.secret,
        "EGRET_SMTP": desk.settings.smtp,
        "EGRET_MAIL_FROM": FROM,
        "EGRET_CRASH_AT": crash_at,
        "PYTHONPATH": str(ROOT),
    }
    return os.environ | values


def kill_sender(desk: Desk, crash_at: str) -> None:
    script = Path(__file__).parent / "crashing.py"
    ended = subprocess.run([sys.executable, script], env=environment(desk, crash_at), timeout=60)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize(("crash_at", "arrived"), [("notify.claimed", 0), ("notify.sent", 1)])
def test_a_killed_sender_leaves_the_outcome_unknown_and_no_flood(
    smtp_desk: Desk, server: MailServer, crash_at: str, arrived: int
) -> None:
    with clock.frozen(NOW):
        judge = assigned(smtp_desk)
    kill_sender(smtp_desk, crash_at)
    delivery = smtp_desk.delivery(judge)
    assert delivery.state == State.SENDING
    assert len(server.handler.contents) == arrived
    assert delivery.next_at is not None
    with clock.frozen(delivery.next_at):
        smtp_desk.send()
        delivery = smtp_desk.delivery(judge)
        assert delivery.state == State.UNKNOWN
        assert delivery.next_at is not None
    with clock.frozen(delivery.next_at):
        smtp_desk.send()
    assert smtp_desk.delivery(judge).state == State.SENT
    assert len({mail["Message-ID"] for mail in server.handler.mails}) == 1
    assert len(server.handler.contents) == arrived + 1


def test_a_killed_writer_of_files_writes_the_same_file_again(desk: Desk) -> None:
    judge = assigned(desk)
    kill_sender(desk, "notify.sent")
    delivery = desk.delivery(judge)
    assert delivery.next_at is not None
    with clock.frozen(delivery.next_at):
        desk.send()
    assert desk.delivery(judge).state == State.SENT
    assert [path.name for path in desk.settings.mail_folder.iterdir()] == [f"{delivery.id}.eml"]
