"""One's own messages, and a count of unread ones that is always right."""

import json
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage import ids
from chassis.storage.tables import outbox
from contracts.gateway import ComplaintReceived
from contracts.judging import AssignmentMade
from contracts.notify import InboxChanged
from contracts.outreach import SignupConfirmed
from contracts.registration import EntrySubmitted
from contracts.roles import JUDGE, LEADER, ORGANIZER, VOLUNTEER
from tests.services.notify.conftest import Desk
from tests.services.notify.samples import NOW, sample


def tell(desk: Desk, who: Identity, count: int = 1) -> None:
    for number in range(count):
        desk.arrive(sample(AssignmentMade, judge_id=who.account_id, title=f"项目{number}"))


def unread(desk: Desk, who: Identity) -> int:
    return int(desk.get(who, "/inbox")["unread"])


@pytest.fixture
def judge(desk: Desk) -> Identity:
    return desk.person("评委01", JUDGE)


def test_a_message_says_what_happened_when_and_where_to_go(desk: Desk, judge: Identity) -> None:
    tell(desk, judge)
    (message,) = desk.get(judge, "/inbox")["items"]
    assert message.pop("id")
    assert message.pop("link").startswith("/judging/")
    assert message.pop("kind") == "judging.assignment.made.v1"
    assert message == {
        "at": NOW.isoformat(),
        "title": "新的评审任务 XM5G04-0001：项目0",
        "body": "请于 2024年11月19日（周二）16:59（北京时间）前完成评分并提交评分表。",
        "bundled": False,
        "read_at": None,
        "may": ["read"],
    }


def test_old_messages_follow_a_switch_of_language(desk: Desk, judge: Identity) -> None:
    tell(desk, judge)
    reading_english = Identity(judge.account_id, judge.name, judge.grants, "en")
    assert desk.inbox(reading_english)[0][0] == "New entry to judge, XM5G04-0001: 项目0"


def test_reading_one_lowers_the_count_once_and_keeps_the_first_time(desk: Desk, judge: Identity) -> None:
    tell(desk, judge, 3)
    message_id = desk.get(judge, "/inbox")["items"][0]["id"]
    for _ in range(2):
        assert desk.call(judge, "POST", f"/inbox/{message_id}/read").json["unread"] == 2
        with clock.frozen(NOW.replace(year=2025)):
            assert desk.call(judge, "POST", f"/inbox/{message_id}/read").json["unread"] == 2
    assert desk.get(judge, "/inbox")["items"][0]["read_at"] == NOW.isoformat()


def test_reading_all_through_a_message_leaves_later_ones_unread(desk: Desk, judge: Identity) -> None:
    tell(desk, judge, 3)
    newest_seen = desk.get(judge, "/inbox")["items"][0]["id"]
    tell(desk, judge, 2)
    assert desk.call(judge, "POST", f"/inbox/read?through={newest_seen}").json["unread"] == 2
    assert desk.call(judge, "POST", "/inbox/read").json["unread"] == 0


def test_what_is_one_of_many_is_bundled_by_kind_and_not_counted(desk: Desk, organizer: Identity) -> None:
    for _ in range(3):
        desk.arrive(sample(EntrySubmitted))
    desk.arrive(sample(SignupConfirmed), sample(ComplaintReceived))
    assert unread(desk, organizer) == 1
    kinds = {kind["title"]: (kind["key"], kind["unread"]) for kind in desk.get(organizer, "/inbox")["kinds"]}
    assert {title: count for title, (_key, count) in kinds.items()} == {"提交项目": 3, "志愿报名": 1, "投诉举报": 1}
    entries, _count = kinds["提交项目"]
    only = desk.get(organizer, f"/inbox?kind={entries}")["items"]
    assert {(item["kind"], item["bundled"]) for item in only} == {(entries, True)}
    assert len(only) == 3
    newest_seen = only[0]["id"]
    desk.arrive(sample(EntrySubmitted))
    assert desk.call(organizer, "POST", f"/inbox/read?kind={entries}&through={newest_seen}").json["unread"] == 1
    left = {kind["title"]: kind["unread"] for kind in desk.get(organizer, "/inbox")["kinds"]}
    assert left == {"提交项目": 1, "志愿报名": 1, "投诉举报": 1}


def test_every_change_of_the_count_is_told_with_the_count(desk: Desk, judge: Identity) -> None:
    tell(desk, judge, 2)
    message_id = desk.get(judge, "/inbox")["items"][0]["id"]
    desk.call(judge, "POST", f"/inbox/{message_id}/read")
    desk.call(judge, "POST", "/inbox/read")
    desk.arrive(sample(EntrySubmitted))
    with desk.database.read() as session:
        rows = session.execute(select(outbox.c.body).where(outbox.c.type == InboxChanged.TYPE).order_by(outbox.c.id))
        told = [json.loads(body) for (body,) in rows]
    assert [one["unread"] for one in told if one["account_id"] == str(judge.account_id)] == [1, 2, 1, 0]


def test_nobody_sees_reads_or_marks_the_messages_of_another(desk: Desk, judge: Identity) -> None:
    tell(desk, judge)
    message_id = desk.get(judge, "/inbox")["items"][0]["id"]
    for other in (desk.person("评委02", JUDGE), desk.person("秘书处", ORGANIZER), desk.person("示例甲", LEADER)):
        assert desk.get(other, "/inbox")["items"] == []
        assert unread(desk, other) == 0
        for path in (f"/inbox/{message_id}/read", f"/inbox/read?through={message_id}"):
            answer = desk.call(other, "POST", path)
            assert (answer.status_code, answer.json["code"]) == (404, "message-not-found")
        desk.call(other, "POST", "/inbox/read")
    assert unread(desk, judge) == 1


def test_messages_come_in_pages_that_new_ones_do_not_shift(desk: Desk, judge: Identity) -> None:
    tell(desk, judge, 5)
    first = desk.get(judge, "/inbox?limit=3")
    tell(desk, judge, 2)
    second = desk.get(judge, f"/inbox?limit=3&after={first['next']}")
    titles = [item["title"][-1] for page in (first, second) for item in page["items"]]
    assert titles == ["4", "3", "2", "1", "0"]
    assert second["next"] is None


def test_the_count_is_right_while_messages_come_and_are_read(
    open_desk: Callable[..., Desk], database_server: str
) -> None:
    desk = open_desk(database_server)
    judge = desk.person("评委01", JUDGE)
    readers = [threading.Thread(target=read_everything, args=(desk, judge)) for _ in range(3)]
    for reader in readers:
        reader.start()
    tell(desk, judge, 20)
    for reader in readers:
        reader.join()
    items = desk.get(judge, "/inbox?limit=200")["items"]
    assert len(items) == 20
    assert unread(desk, judge) == sum(item["read_at"] is None for item in items)
    assert desk.call(judge, "POST", "/inbox/read").json["unread"] == 0


def read_everything(desk: Desk, who: Identity) -> None:
    for _ in range(5):
        for message in desk.get(who, "/inbox")["items"]:
            desk.call(who, "POST", f"/inbox/{message['id']}/read")


@pytest.mark.parametrize("path", ["/inbox/read?through=%s", "/inbox/%s/read"])
def test_a_message_that_does_not_exist_is_not_found(desk: Desk, judge: Identity, path: str) -> None:
    answer = desk.call(judge, "POST", path % ids.new_id())
    assert (answer.status_code, answer.json["title"]) == (404, "没有找到这条消息")


def test_refusals_speak_the_readers_language(desk: Desk) -> None:
    reader = desk.person("Alex", JUDGE, locale="en")
    assert desk.call(reader, "POST", f"/inbox/{ids.new_id()}/read").json["title"] == "Message not found"


def test_volunteer_and_office_read_of_a_signup_each_in_their_language(desk: Desk) -> None:
    volunteer = desk.person("Alex", VOLUNTEER, locale="en")
    office, english_office = desk.person("秘书处", ORGANIZER), desk.person("Office", ORGANIZER, locale="en")
    desk.arrive(sample(SignupConfirmed, account_id=volunteer.account_id, volunteer="Alex"))
    (message,) = desk.get(volunteer, "/inbox")["items"]
    assert message["title"] == "You have a place: Opening of the 20th Social Science Week"
    assert "Place: Su Song Park." in message["body"]
    assert desk.inbox(office)[0][0] == "志愿者报名：Alex，宣传讲解"
    assert desk.inbox(english_office)[0][0] == "Volunteer signed up: Alex, Explaining to visitors"
    line = desk.get(office, "/activity")["items"][0]
    assert "启动仪式，宣传讲解" in line["text"]
    english = desk.get(english_office, "/activity")["items"][0]
    assert "Opening of the 20th Social Science Week, Explaining to visitors" in english["text"]
