"""What becomes of a delivery when the mail server accepts, refuses, hangs up or is gone."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from chassis import clock
from chassis.storage.tables import outbox
from contracts.gateway import AccountRegistered
from contracts.judging import AssignmentMade
from contracts.notify import DeliveryFailed
from contracts.roles import JUDGE, ORGANIZER
from services.notify.channels.models import Fate, Outcome
from services.notify.deliveries.schedule import DOUBT, PAUSES
from services.notify.deliveries.states import State
from services.notify.dispatch.claims import take
from services.notify.dispatch.outcomes import record
from tests.services.notify.channels.mailserver import MailServer, mail_server
from tests.services.notify.conftest import Desk
from tests.services.notify.dispatch.sending import assigned, never
from tests.services.notify.samples import FROM, NOW, sample


def told_failures(desk: Desk) -> int:
    with desk.database.read() as session:
        return len(session.execute(select(outbox).where(outbox.c.type == DeliveryFailed.TYPE)).all())


def test_an_accepted_mail_is_sent_once_in_the_readers_language(smtp_desk: Desk, server: MailServer) -> None:
    judge = assigned(smtp_desk, locale="en", email="judge@example.org")
    smtp_desk.send()
    smtp_desk.send()
    (mail,) = server.handler.mails
    delivery = smtp_desk.delivery(judge)
    assert (delivery.state, delivery.next_at) == (State.SENT, None)
    assert mail["Message-ID"] == f"<{delivery.id}@xiia.example>"
    assert mail["Subject"].startswith("New entry to judge, XM5G04-0001: ")
    assert "http://localhost:8080/judging/" in mail.get_body(("plain",)).get_content()
    assert server.handler.recipients == ["judge@example.org"]


def test_a_refusal_for_now_is_tried_again_on_schedule_then_given_up(smtp_desk: Desk, server: MailServer) -> None:
    server.handler.rcpt = "450 4.2.0 greylisted"
    judge, at = assigned(smtp_desk), NOW
    for pause in PAUSES:
        with clock.frozen(at):
            smtp_desk.send()
            delivery = smtp_desk.delivery(judge)
            assert (delivery.state, delivery.reason) == (State.RETRY, "450 4.2.0 greylisted")
            assert delivery.next_at is not None
            wait = (delivery.next_at - at).total_seconds()
            assert pause <= wait <= pause * 1.2
            before = len(server.handler.recipients)
        with clock.frozen(delivery.next_at - timedelta(seconds=1)):
            smtp_desk.send()
            assert len(server.handler.recipients) == before
        at = delivery.next_at
    with clock.frozen(at):
        smtp_desk.send()
        assert smtp_desk.delivery(judge).state == State.FAILED
    assert len(server.handler.recipients) == len(PAUSES) + 1
    assert told_failures(smtp_desk) == 1


def test_a_refusal_for_good_is_told_to_organizers_in_the_app_only(smtp_desk: Desk, server: MailServer) -> None:
    organizer = smtp_desk.person("秘书处", ORGANIZER)
    judge = assigned(smtp_desk)
    server.handler.rcpt = "550 5.1.1 no such user"
    smtp_desk.send()
    assert smtp_desk.delivery(judge).state == State.FAILED
    assert told_failures(smtp_desk) == 1
    where = f"/organizer/deliveries/{smtp_desk.delivery(judge).id}"
    assert smtp_desk.inbox(organizer)[0] == ("邮件未能送达：评委01", where)
    assert smtp_desk.get(organizer, "/activity")["items"][0]["text"].endswith("未能送达：550 5.1.1 no such user")
    assert len(smtp_desk.deliveries()) == 1


def test_an_unknown_outcome_is_sent_once_more_with_the_same_message_id(smtp_desk: Desk, server: MailServer) -> None:
    judge = assigned(smtp_desk)
    server.handler.data = "drop"
    smtp_desk.send()
    delivery = smtp_desk.delivery(judge)
    assert (delivery.state, delivery.next_at) == (State.DOUBT, NOW + DOUBT)
    with clock.frozen(NOW + DOUBT - timedelta(seconds=1)):
        smtp_desk.send()
    assert len(server.handler.contents) == 1
    server.handler.data = "250 OK"
    with clock.frozen(NOW + DOUBT):
        smtp_desk.send()
        assert smtp_desk.delivery(judge).state == State.SENT
    first, second = server.handler.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert told_failures(smtp_desk) == 0


def test_a_second_unknown_outcome_is_left_to_people(smtp_desk: Desk, server: MailServer) -> None:
    judge = assigned(smtp_desk)
    server.handler.data = "drop"
    for at in (NOW, NOW + DOUBT, NOW + 3 * DOUBT):
        with clock.frozen(at):
            smtp_desk.send()
    delivery = smtp_desk.delivery(judge)
    assert (delivery.state, delivery.next_at) == (State.UNKNOWN, None)
    assert len(server.handler.contents) == 2
    assert told_failures(smtp_desk) == 1


def test_a_server_that_is_gone_costs_one_attempt_a_round_and_a_day_of_patience(open_desk: Callable[..., Desk]) -> None:
    with mail_server() as server:
        desk = open_desk(smtp=server.url, mail_from=FROM)
    first, second = assigned(desk), assigned(desk)
    desk.send()
    assert sorted([desk.delivery(first).state, desk.delivery(second).state]) == [State.QUEUED, State.RETRY]
    at = NOW
    while (waiting := [row.next_at for row in desk.deliveries() if row.next_at]) and at < NOW + timedelta(days=2):
        at = max(at, min(waiting))
        with clock.frozen(at):
            desk.send()
    assert {desk.delivery(one).state for one in (first, second)} == {State.FAILED}
    assert NOW + timedelta(hours=24) <= at <= NOW + timedelta(hours=27)


def test_attempts_that_reached_no_server_do_not_count_as_refusals(smtp_desk: Desk, server: MailServer) -> None:
    """A server that was away for hours and then, as many do, first refuses for now."""
    judge, at = assigned(smtp_desk), NOW
    for _ in range(len(PAUSES) + 1):
        with clock.frozen(at):
            (claim,) = take(smtp_desk.database, smtp_desk.settings, repeatable=never, most=9)
            record(smtp_desk.database, [(claim, Outcome(Fate.DOWN, "no route to host"))])
            at = smtp_desk.delivery(judge).next_at or at
    server.handler.rcpt = "450 4.2.0 greylisted"
    with clock.frozen(at):
        smtp_desk.send()
        delivery = smtp_desk.delivery(judge)
        assert (delivery.state, delivery.reason) == (State.RETRY, "450 4.2.0 greylisted")
    assert delivery.next_at is not None
    assert PAUSES[0] <= (delivery.next_at - at).total_seconds() <= PAUSES[0] * 1.2
    server.handler.rcpt = "250 OK"
    with clock.frozen(delivery.next_at):
        smtp_desk.send()
    assert smtp_desk.delivery(judge).state == State.SENT


def test_one_bad_address_does_not_stop_the_mails_behind_it(smtp_desk: Desk, server: MailServer) -> None:
    bad = assigned(smtp_desk, email="a@example.org\r\nBcc: leak@example.org")
    good = assigned(smtp_desk)
    smtp_desk.send()
    assert (smtp_desk.delivery(bad).state, smtp_desk.delivery(bad).reason) == (State.FAILED, "the address is not valid")
    assert smtp_desk.delivery(good).state == State.SENT
    assert "leak@example.org" not in server.handler.recipients


def test_an_organizer_sends_a_failed_mail_again_to_the_corrected_address(smtp_desk: Desk, server: MailServer) -> None:
    organizer = smtp_desk.person("秘书处", ORGANIZER)
    judge = assigned(smtp_desk, email="typo@example.org")
    server.handler.rcpt = "550 5.1.1 no such user"
    smtp_desk.send()
    server.handler.rcpt = "250 OK"
    smtp_desk.contact(judge, "right@example.org")
    path = f"/deliveries/{smtp_desk.delivery(judge).id}/again"
    answer = smtp_desk.call(organizer, "POST", path)
    assert (answer.status_code, answer.json["state"]) == (200, State.QUEUED)
    smtp_desk.send()
    assert smtp_desk.delivery(judge).state == State.SENT
    assert server.handler.recipients == ["typo@example.org", "right@example.org"]
    again = smtp_desk.call(organizer, "POST", path)
    assert (again.status_code, again.json["code"]) == (409, "delivery-not-repeatable")


def test_a_name_that_would_break_a_header_does_not(smtp_desk: Desk, server: MailServer) -> None:
    judge = smtp_desk.person("评委", JUDGE, email="judge@example.org")
    hostile = "评委\r\nBcc: leak@example.org"
    smtp_desk.arrive(AccountRegistered(account_id=judge.account_id, name=hostile, locale="zh_CN", roles=(JUDGE,)))
    smtp_desk.arrive(sample(AssignmentMade, judge_id=judge.account_id, title=f"项目{hostile}"))
    smtp_desk.send()
    (mail,) = server.handler.mails
    assert mail["Bcc"] is None
    assert str(mail["To"]) == "judge@example.org", "what is no name is left out"
    assert mail["Subject"] == "新的评审任务 XM5G04-0001：项目评委 Bcc: leak@example.org"
    assert server.handler.recipients == ["judge@example.org"]
