"""One letter a morning instead of one for each thing that happens."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from chassis import clock
from chassis.http.auth import Identity
from contracts.gateway import ComplaintReceived
from contracts.judging import SheetSubmitted
from contracts.registration import EntrySubmitted
from contracts.roles import ORGANIZER
from services.notify.bundles.actions import last_morning, send_digests
from services.notify.deliveries.states import State
from tests.services.notify.conftest import Desk
from tests.services.notify.samples import NOW, sample

MORNING = datetime(2024, 11, 11, 0, 0, tzinfo=UTC)
"""Eight o'clock in Xiamen."""


def letters(desk: Desk) -> list[str]:
    """Subject and text of every letter that was written."""
    files = desk.settings.mail_folder.glob("*")
    return [said(message_from_bytes(path.read_bytes(), policy=policy.default)) for path in files]


def said(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return f"{mail['Subject']}\n{part.get_content()}".replace("\r\n", "\n")


def next_morning(desk: Desk, at: datetime = MORNING) -> None:
    with clock.frozen(at):
        send_digests(desk.database, desk.settings)
        desk.send()


def test_a_busy_day_is_one_letter_in_the_morning(desk: Desk, organizer: Identity) -> None:
    for _ in range(30):
        desk.arrive(sample(EntrySubmitted), sample(SheetSubmitted))
    next_morning(desk, MORNING - timedelta(seconds=1))
    assert [row for row in desk.deliveries() if row.account_id == organizer.account_id] == []
    next_morning(desk)
    next_morning(desk)
    (letter,) = [text for text in letters(desk) if "每日摘要" in text]
    assert letter.startswith("每日摘要：60 条动态您尚未查看\n")
    assert "· 提交项目 30 次\n· 提交评分表 30 份\n" in letter
    assert "http://localhost:8080/inbox" in letter


def test_what_was_read_or_told_before_is_left_out(desk: Desk, organizer: Identity) -> None:
    desk.arrive(sample(EntrySubmitted))
    next_morning(desk)
    desk.arrive(sample(SheetSubmitted))
    assert desk.call(organizer, "POST", "/inbox/read").status_code == 200
    next_morning(desk, MORNING + timedelta(days=1))
    desk.arrive(sample(SheetSubmitted))
    next_morning(desk, MORNING + timedelta(days=2))
    told = letters(desk)
    assert sum("提交项目 1 次" in text for text in told) == 1
    assert sum("提交评分表 1 份" in text for text in told) == 1
    assert sum("每日摘要" in text for text in told) == 2


@pytest.mark.parametrize("mobile", ["", "+8613800138000"])
def test_who_has_no_address_gets_none(desk: Desk, mobile: str) -> None:
    person = desk.person("秘书处", ORGANIZER, email=None)
    desk.contact(person, "", mobile)
    desk.arrive(sample(EntrySubmitted))
    next_morning(desk)
    assert person.account_id not in desk.states()


def test_an_alarm_is_told_at_once(desk: Desk, organizer: Identity) -> None:
    desk.arrive(sample(ComplaintReceived))
    assert desk.delivery(organizer).state == State.QUEUED


def test_digest_speaks_english_to_who_reads_it(desk: Desk) -> None:
    desk.person("Office", ORGANIZER, locale="en")
    desk.arrive(sample(EntrySubmitted))
    next_morning(desk)
    assert any("- Entries submitted: 1\n" in text for text in letters(desk))


def test_organizers_see_what_a_digest_said(desk: Desk, organizer: Identity) -> None:
    desk.arrive(sample(EntrySubmitted))
    next_morning(desk)
    with clock.frozen(MORNING):
        item = desk.get(organizer, "/deliveries")["items"][0]
        assert item["title"] == "每日摘要"
        assert "提交项目 1 次" in desk.get(organizer, f"/deliveries/{item['id']}")["text"]


def test_morning_is_eight_in_beijing() -> None:
    assert last_morning(MORNING) == MORNING
    assert last_morning(MORNING - timedelta(seconds=1)) == MORNING - timedelta(days=1)
    assert last_morning(NOW) == MORNING - timedelta(days=1)
