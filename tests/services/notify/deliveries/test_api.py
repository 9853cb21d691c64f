"""What organizers see of deliveries."""

from chassis.http.auth import Identity
from chassis.storage import ids
from contracts.judging import AssignmentMade
from contracts.registration import EntrySubmitted
from contracts.roles import JUDGE
from tests.services.notify.conftest import Desk
from tests.services.notify.samples import sample


def test_deliveries_are_listed_by_state_with_names_and_without_addresses(desk: Desk, organizer: Identity) -> None:
    waiting = desk.person("评委01", JUDGE, email=None)
    reached = desk.person("评委02", JUDGE, email="secret-address@example.org")
    for judge in (waiting, reached):
        desk.arrive(sample(AssignmentMade, judge_id=judge.account_id))
    desk.send()
    listed = desk.get(organizer, "/deliveries")["items"]
    assert [(item["to"], item["state"]) for item in listed] == [("评委02", "sent"), ("评委01", "no-address")]
    assert [item["to"] for item in desk.get(organizer, "/deliveries?state=sent")["items"]] == ["评委02"]
    assert "secret-address" not in str(listed)
    assert desk.call(organizer, "GET", "/deliveries?state=lost").status_code == 422


def test_a_delivery_that_does_not_exist_cannot_be_sent_again(desk: Desk, organizer: Identity) -> None:
    answer = desk.call(organizer, "POST", f"/deliveries/{ids.new_id()}/again")
    assert (answer.status_code, answer.json["code"]) == (404, "delivery-not-found")


def test_written_mails_are_shown_to_organizers(desk: Desk, organizer: Identity) -> None:
    event = sample(EntrySubmitted)
    desk.arrive(event)
    desk.send()
    (summary,) = desk.get(organizer, "/mail")["items"]
    assert summary["to"] == "秘书处 <office@example.org>"
    assert summary["subject"] == f"收到参赛项目 XM5G04-0001：{event.title}"
    mail = desk.get(organizer, f"/mail/{summary['id']}")
    assert f"http://127.0.0.1:8080/entries/{event.entry_id}" in mail["text"]
    assert mail["html"].startswith("<!doctype html>")
    assert desk.call(organizer, "GET", "/mail/..%2Fnotify.db").status_code == 404
    assert desk.call(organizer, "GET", f"/mail/{ids.new_id()}").json["code"] == "mail-not-found"


def test_recipients_are_listed_without_their_addresses(desk: Desk, organizer: Identity) -> None:
    desk.person("评委01", JUDGE, email=None)
    items = desk.get(organizer, "/recipients")["items"]
    assert [(item["name"], item["roles"], item["email"]) for item in items] == [
        ("秘书处", ["organizer"], True),
        ("评委01", ["judge"], False),
    ]
    assert "office@example.org" not in str(items)


def test_reactions_explain_who_is_told_what(desk: Desk, organizer: Identity) -> None:
    items = {item["event"]: item for item in desk.get(organizer, "/reactions")["items"]}
    assert items["judging.sheet.submitted.v1"] == {
        "event": "judging.sheet.submitted.v1",
        "activity": True,
        "told": [
            {"to": "account:judge_id", "template": "sheet.submitted.judge", "email": False},
            {"to": "role:organizer", "template": "sheet.submitted", "email": True},
        ],
    }
