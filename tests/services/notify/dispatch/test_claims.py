"""Each mail goes out once, whoever sends at the same time and whoever is killed meanwhile."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from chassis import clock
from chassis.config import Settings
from services.notify.activity.models import Activity
from services.notify.channels.actions import Outlets
from services.notify.channels.models import Fate, Outcome
from services.notify.channels.sms import SmsFolder
from services.notify.deliveries.schedule import LEASE, REWRITE
from services.notify.deliveries.states import State
from services.notify.dispatch import outcomes
from services.notify.dispatch.actions import attempt
from services.notify.dispatch.claims import take
from services.notify.dispatch.outcomes import record
from tests.patience import PATIENCE
from tests.services.notify.channels.mailserver import MailServer, mail_server
from tests.services.notify.conftest import Desk
from tests.services.notify.dispatch.sending import always, assigned, never
from tests.services.notify.samples import FROM, NOW

ROOT = Path(__file__).parents[4]


def test_no_transaction_is_open_while_the_server_is_talked_to(smtp_desk: Desk, tmp_path: Path) -> None:
    """SQLite has one writer: another one gets through at once while the mail is on its way."""
    judge = assigned(smtp_desk)
    (claim,) = take(smtp_desk.database, smtp_desk.settings, repeatable=never, most=1)

    class Talking:
        repeatable = False

        def send(self, _mail: object) -> Outcome:
            seen.append(smtp_desk.delivery(judge).state)
            smtp_desk.contact(judge, "new@example.org")
            return Outcome(Fate.SENT)

        def close(self) -> None: ...

    seen: list[str] = []
    outcome = attempt(claim, Outlets(Talking(), SmsFolder(tmp_path)), smtp_desk.settings)
    record(smtp_desk.database, [(claim, outcome)])
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


@pytest.mark.parametrize("late", [Outcome(Fate.REFUSED, "550 late"), Outcome(Fate.SENT, "250 late")])
def test_an_attempt_that_ends_after_its_lease_has_no_say(desk_on_each: Desk, late: Outcome) -> None:
    desk = desk_on_each
    judge = assigned(desk)
    (slow,) = take(desk.database, desk.settings, repeatable=never, most=9)
    with clock.frozen(NOW + LEASE):
        assert take(desk.database, desk.settings, repeatable=never, most=9) == []
        other = assigned(desk)
        (quick,) = take(desk.database, desk.settings, repeatable=never, most=9)
        record(desk.database, [(slow, late), (quick, Outcome(Fate.SENT, "250 in time"))])
        assert desk.delivery(judge).state == State.DOUBT
        assert (desk.delivery(other).state, desk.delivery(other).reason) == (State.SENT, "250 in time")


def test_what_was_claimed_twice_is_settled_by_the_latest_claim_alone(desk_on_each: Desk) -> None:
    desk = desk_on_each
    judge = assigned(desk)
    (slow,) = take(desk.database, desk.settings, repeatable=always, most=9)
    with clock.frozen(NOW + REWRITE):
        (quick,) = take(desk.database, desk.settings, repeatable=always, most=9)
        record(desk.database, [(slow, Outcome(Fate.SENT, "late"))])
        assert desk.delivery(judge).state == State.SENDING
        record(desk.database, [(quick, Outcome(Fate.SENT, "in time"))])
    assert (desk.delivery(judge).state, desk.delivery(judge).reason) == (State.SENT, "in time")


def test_a_handful_is_claimed_at_once_and_told_apart(desk_on_each: Desk) -> None:
    """Each with its own reader; what has no address or waited too long leaves the others alone."""
    desk = desk_on_each
    judges = [assigned(desk, email=f"{number}@example.org") for number in range(3)]
    nobody = assigned(desk)
    desk.contact(nobody, "")
    with clock.frozen(NOW + timedelta(seconds=1)):
        claims = take(desk.database, desk.settings, repeatable=always, most=9)
        assert take(desk.database, desk.settings, repeatable=always, most=9) == []
    assert [claim.reader.email for claim in claims] == ["0@example.org", "1@example.org", "2@example.org"]
    assert [claim.id for claim in claims] == [desk.delivery(judge).id for judge in judges]
    assert desk.delivery(nobody).state == State.NO_ADDRESS


def test_a_poisonous_letter_leaves_those_beside_it_alone(
    desk_on_each: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither one that cannot be put into words, nor one whose failure cannot be recorded."""
    desk = desk_on_each
    first, poison, last = assigned(desk), assigned(desk), assigned(desk)
    with desk.database.write() as session:
        bad = update(Activity).where(Activity.id == desk.delivery(poison).activity_id)
        session.execute(bad.values(facts=b"{"))

    def refuse(*_args: object) -> None:
        raise RuntimeError("cannot be told")

    with monkeypatch.context() as broken:
        broken.setattr(outcomes, "announce", refuse)
        desk.send()
    assert "could not be recorded" in caplog.text
    assert [desk.delivery(one).state for one in (first, poison, last)] == [State.SENT, State.SENDING, State.SENT]
    with clock.frozen(NOW + REWRITE):
        desk.send()
    assert desk.delivery(poison).state == State.FAILED
    assert desk.delivery(poison).reason == "the message could not be put into words"
    assert len(list(desk.settings.mail_folder.iterdir())) == 2


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
    ended = subprocess.run([sys.executable, script], env=environment(desk, crash_at), timeout=PATIENCE)
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
        assert delivery.state == State.DOUBT
        assert delivery.next_at is not None
    with clock.frozen(delivery.next_at):
        smtp_desk.send()
    assert smtp_desk.delivery(judge).state == State.SENT
    assert len({mail["Message-ID"] for mail in server.handler.mails}) == 1
    assert len(server.handler.contents) == arrived + 1


def test_a_killed_sender_leaves_one_mail_of_many_in_doubt(smtp_desk: Desk, server: MailServer) -> None:
    """Those before it are recorded, those behind it go out as if nothing had happened."""
    with clock.frozen(NOW):
        judges = [assigned(smtp_desk) for _ in range(4)]
    kill_sender(smtp_desk, "notify.sent:3")
    states = [smtp_desk.delivery(judge).state for judge in judges]
    assert states == [State.SENT, State.SENT, State.SENDING, State.QUEUED]
    smtp_desk.send()
    assert smtp_desk.delivery(judges[3]).state == State.SENT
    assert len({mail["Message-ID"] for mail in server.handler.mails}) == len(server.handler.mails) == 4


def test_a_killed_writer_of_files_writes_the_same_files_again(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(mail_from=FROM)
    judges = [assigned(desk) for _ in range(3)]
    kill_sender(desk, "notify.sent:2")
    folder = desk.settings.mail_folder
    written = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert len(written) == 2
    waiting = [row.next_at for row in desk.deliveries() if row.next_at]
    assert len(waiting) == 3
    with clock.frozen(max(waiting)):
        desk.send()
    assert {desk.delivery(judge).state for judge in judges} == {State.SENT}
    now = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert now.keys() == {f"{row.id}.eml" for row in desk.deliveries()}
    assert written.items() <= now.items()
