"""What organizers see of deliveries, and what they do about those that did not arrive."""

from typing import Any

import pytest

from chassis.http.auth import Identity
from chassis.storage import ids
from contracts.judging import AssignmentMade
from contracts.outreach import SignupPromoted
from contracts.registration import EntrySubmitted
from contracts.roles import AUDITOR, JUDGE, LEADER, ORGANIZER, VOLUNTEER
from services.notify.deliveries.states import State
from tests.services.notify.channels.mailserver import MailServer
from tests.services.notify.conftest import Desk
from tests.services.notify.dispatch.sending import assigned
from tests.services.notify.samples import sample

MOBILE = "+8613800138000"


def listed(desk: Desk, who: Identity, query: str = "") -> list[Any]:
    return list(desk.get(who, f"/deliveries{query}")["items"])


def test_deliveries_are_listed_by_state_with_names_and_without_addresses(desk: Desk, organizer: Identity) -> None:
    waiting = desk.person("评委01", JUDGE, email=None)
    reached = desk.person("评委02", JUDGE, email="secret-address@example.org")
    for judge in (waiting, reached):
        desk.arrive(sample(AssignmentMade, judge_id=judge.account_id))
    desk.send()
    found = listed(desk, organizer)
    assert [(item["to"], item["channel"], item["state"], item["title"]) for item in found] == [
        ("评委02", "email", "sent", "评审任务"),
        ("评委01", "", "no-address", "评审任务"),
    ]
    assert [item["to"] for item in listed(desk, organizer, "?state=sent")] == ["评委02"]
    assert "secret-address" not in str(found)
    assert desk.call(organizer, "GET", "/deliveries?state=lost").status_code == 422


def test_deliveries_are_found_by_channel_and_person(desk: Desk, organizer: Identity) -> None:
    judge = assigned(desk)
    volunteer = desk.person("许 明", VOLUNTEER, email=None)
    desk.contact(volunteer, "", MOBILE)
    desk.arrive(sample(SignupPromoted, account_id=volunteer.account_id))
    asked = {
        "?channel=mobile": ["许 明"],
        "?channel=email": [judge.name],
        "?person=許": ["许 明"],
        "?person=%25": [],
        "?state=undelivered": [],
    }
    assert {query: [item["to"] for item in listed(desk, organizer, query)] for query in asked} == asked


def test_who_has_only_a_mobile_number_gets_a_text_message(desk: Desk, organizer: Identity) -> None:
    leader = desk.person("示例甲", LEADER, email=None)
    event = sample(EntrySubmitted, leader_id=leader.account_id)
    desk.arrive(event)
    desk.contact(leader, "", MOBILE)
    desk.send()
    (file,) = desk.settings.sms_folder.iterdir()
    number, text = file.read_text("utf-8").splitlines()
    assert number == MOBILE
    assert text.startswith(f"【白鹭】项目 XM5G04-0001 已提交：{event.title[:30]}")
    assert text.endswith(f"详情：http://localhost:8080/entries/{event.entry_id}/versions/1/receipt")
    (item,) = listed(desk, organizer)
    assert (item["channel"], item["state"]) == ("mobile", State.SENT)
    shown = desk.get(organizer, f"/deliveries/{item['id']}")
    assert (shown["subject"], shown["text"], shown["html"]) == ("", text, "")


def test_the_letter_is_shown_as_its_reader_got_it(desk: Desk, organizer: Identity) -> None:
    leader = desk.person("示例甲", LEADER)
    event = sample(EntrySubmitted, leader_id=leader.account_id)
    desk.arrive(event)
    desk.send()
    (item,) = listed(desk, organizer)
    shown = desk.get(organizer, f"/deliveries/{item['id']}")
    assert shown["subject"].startswith("项目 XM5G04-0001 已提交")
    assert shown["text"].startswith("示例甲，您好：")
    assert f"http://localhost:8080/entries/{event.entry_id}" in shown["text"]
    assert shown["html"].startswith("<!doctype html>")
    assert desk.call(organizer, "GET", f"/deliveries/{ids.new_id()}").json["code"] == "delivery-not-found"


def failed(desk: Desk, server: MailServer) -> Identity:
    """A judge whose mail was refused for good."""
    server.handler.rcpt = "550 5.1.1 no such user"
    judge = assigned(desk)
    desk.send()
    return judge


def test_what_did_not_arrive_is_dealt_with_and_the_alarm_ends(smtp_desk: Desk, server: MailServer) -> None:
    desk, office = smtp_desk, smtp_desk.person("秘书处", ORGANIZER)
    judge = failed(desk, server)
    (item,) = listed(desk, office, "?state=undelivered")
    assert (item["reason"], item["may"]) == ("550 5.1.1 no such user", ["send-again", "deal-with"])
    auditor = desk.person("审计", AUDITOR)
    assert listed(desk, auditor)[0]["may"] == []
    path = f"/deliveries/{item['id']}/dealt-with"
    assert desk.call(auditor, "POST", path).status_code == 403
    assert desk.call(office, "POST", path).json["state"] == State.DEALT_WITH
    assert desk.get(office, "/desk")["undelivered"] == 0
    again = desk.call(office, "POST", path)
    assert (again.status_code, again.json["code"]) == (409, "delivery-not-open")
    server.handler.rcpt = "250 OK"
    desk.call(office, "POST", f"/deliveries/{item['id']}/again")
    desk.send()
    assert desk.delivery(judge).state == State.SENT


def test_all_that_was_seen_is_dealt_with_at_once(smtp_desk: Desk, server: MailServer) -> None:
    desk, office = smtp_desk, smtp_desk.person("秘书处", ORGANIZER)
    for _ in range(3):
        failed(desk, server)
    seen = listed(desk, office, "?state=undelivered")[0]["id"]
    later = failed(desk, server)
    assert desk.call(office, "POST", "/deliveries/dealt-with", json={"through": seen}).json == {"dealt_with": 3}
    assert [item["account_id"] for item in listed(desk, office, "?state=undelivered")] == [str(later.account_id)]


@pytest.mark.parametrize("action", ["again", "dealt-with"])
def test_a_delivery_that_does_not_exist_is_not_found(desk: Desk, organizer: Identity, action: str) -> None:
    answer = desk.call(organizer, "POST", f"/deliveries/{ids.new_id()}/{action}")
    assert (answer.status_code, answer.json["code"]) == (404, "delivery-not-found")
