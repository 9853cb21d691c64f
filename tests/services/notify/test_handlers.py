"""Who is told what when events arrive, exactly once and in whatever order they come."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage import ids
from contracts.gateway import AccountChanged, AccountRegistered
from contracts.judging import AssignmentMade, SheetSubmitted
from contracts.outreach import SignupConfirmed
from contracts.registration import EntrySubmitted, EntryWithdrawn
from contracts.roles import JUDGE, LEADER, ORGANIZER, VOLUNTEER
from services.notify.deliveries.states import State
from tests.services.notify.conftest import Desk
from tests.services.notify.samples import NOW, sample


def registered(who: Identity, *roles: str) -> AccountRegistered:
    return AccountRegistered(account_id=who.account_id, name=who.name, locale=who.locale, roles=roles)


def test_an_entry_is_told_to_organizers_and_receipted_to_its_leader(desk: Desk, organizer: Identity) -> None:
    leader, stranger = desk.person("示例甲", LEADER), desk.person("示例丁", LEADER)
    event = sample(EntrySubmitted, leader_id=leader.account_id)
    desk.arrive(event)
    link = f"/entries/{event.entry_id}"
    assert desk.inbox(organizer) == [(f"收到参赛项目 XM5G04-0001：{event.title}", link)]
    assert desk.inbox(leader) == [(f"项目 XM5G04-0001 已提交：{event.title}", f"{link}/versions/1/receipt")]
    assert desk.inbox(stranger) == []
    assert desk.states() == {leader.account_id: State.QUEUED}


def test_a_sheet_is_told_to_the_judge_in_the_app_only(desk: Desk, organizer: Identity) -> None:
    judge = desk.person("评委01", JUDGE)
    event = sample(SheetSubmitted, judge_id=judge.account_id)
    desk.arrive(event)
    assert desk.inbox(judge) == [(f"评分表已提交 XM5G04-0001：{event.title}", f"/judging/{event.assignment_id}")]
    assert desk.states() == {}


def test_an_assignment_is_told_to_the_judge_but_to_organizers_in_the_feed_only(desk: Desk, organizer: Identity) -> None:
    judge = desk.person("评委01", JUDGE)
    desk.arrive(sample(AssignmentMade, judge_id=judge.account_id))
    assert desk.inbox(organizer) == []
    assert desk.states() == {judge.account_id: State.QUEUED}
    (line,) = desk.get(organizer, "/activity")["items"]
    assert line["text"].endswith("已分配给评委01评审")
    (english,) = desk.get(replace(organizer, locale="en"), "/activity")["items"]
    assert english["text"].endswith("was assigned to 评委01")


def test_news_of_a_stage_leads_to_the_page_of_that_stage(desk: Desk, organizer: Identity) -> None:
    desk.arrive(sample(AssignmentMade), sample(SheetSubmitted), sample(SheetSubmitted, stage_key=""))
    links = [line["link"] for line in desk.get(organizer, "/activity")["items"]]
    older, ranking, assignments = links
    assert ranking == "/organizer/ranking?edition=xm5g04&stage=preliminary"
    assert assignments == "/organizer/assignments?edition=xm5g04&stage=preliminary"
    assert older == "/organizer/ranking?edition=xm5g04&stage="


def test_the_same_event_twice_is_told_once(desk_on_each: Desk) -> None:
    desk = desk_on_each
    organizer = desk.person("秘书处", ORGANIZER)
    event, event_id = sample(SignupConfirmed), str(ids.new_id())
    desk.arrive(event, event, event_id=event_id)
    assert len(desk.inbox(organizer)) == 1
    assert len(desk.get(organizer, "/activity")["items"]) == 1
    assert len(desk.deliveries()) == 1


def test_an_organizer_who_leads_the_entry_is_told_once_as_its_leader(desk: Desk) -> None:
    both = desk.person("示例甲", ORGANIZER, LEADER)
    desk.arrive(sample(EntrySubmitted, leader_id=both.account_id))
    ((title, _link),) = desk.inbox(both)
    assert title.startswith("项目 XM5G04-0001 已提交")


def test_who_registers_later_is_not_told_of_old_things(desk: Desk) -> None:
    desk.arrive(sample(EntrySubmitted))
    with clock.frozen(NOW + timedelta(seconds=1)):
        late = desk.person("后来者", ORGANIZER)
        assert desk.inbox(late) == []


def test_who_was_registered_before_is_told_although_the_news_of_it_comes_late(desk_on_each: Desk) -> None:
    desk = desk_on_each
    event = sample(EntrySubmitted)
    desk.arrive(event)
    with clock.frozen(NOW + timedelta(seconds=5)):
        organizer = Identity(ids.new_id(), "秘书处", desk.person("占位", VOLUNTEER).grants)
        desk.arrive(registered(organizer, ORGANIZER), at=NOW - timedelta(minutes=1))
        assert [link for _title, link in desk.inbox(organizer)] == [f"/entries/{event.entry_id}"]


def test_a_role_gained_later_starts_with_what_happens_then(desk: Desk) -> None:
    person = desk.person("示例甲", LEADER)
    desk.arrive(sample(SignupConfirmed))
    with clock.frozen(NOW + timedelta(hours=1)):
        desk.arrive(registered(person, LEADER, ORGANIZER))
        assert desk.inbox(person) == []
        desk.arrive(sample(EntrySubmitted))
        assert len(desk.inbox(person)) == 1


def test_a_role_that_was_taken_away_is_told_no_more(desk: Desk, organizer: Identity) -> None:
    desk.arrive(registered(organizer, VOLUNTEER), sample(EntrySubmitted))
    assert desk.inbox(organizer) == []


def test_a_mail_speaks_the_language_chosen_last_and_roles_follow_the_account(desk: Desk) -> None:
    person = desk.person("示例甲", LEADER, email="alex@example.org")
    event = sample(EntrySubmitted, leader_id=person.account_id)
    desk.arrive(event)
    desk.arrive(AccountChanged(account_id=person.account_id, name="Alex", locale="en", roles=(ORGANIZER,)))
    desk.send()
    (file,) = desk.settings.mail_folder.glob("*")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mail["To"] == "Alex <alex@example.org>"
    assert mail["Subject"].startswith("Entry XM5G04-0001 submitted")
    before = len(desk.inbox(person))
    desk.arrive(sample(EntrySubmitted))
    assert len(desk.inbox(person)) == before + 1


def test_an_organizer_of_one_edition_is_not_told_of_what_happens_in_others(desk: Desk) -> None:
    person = desk.person("示例甲", ORGANIZER)
    grants = ((ORGANIZER, "edition:other"), (JUDGE, "*"))
    facts = {"name": person.name, "locale": "zh_CN", "roles": (JUDGE, ORGANIZER), "grants": grants}
    desk.arrive(AccountChanged(account_id=person.account_id, **facts), sample(EntrySubmitted))
    assert desk.inbox(person) == []


def test_a_message_before_the_account_is_known_waits_for_the_address(desk_on_each: Desk) -> None:
    desk = desk_on_each
    leader = Identity(ids.new_id(), "示例甲", desk.person("占位", LEADER).grants, "en")
    desk.arrive(sample(EntrySubmitted, leader_id=leader.account_id))
    assert desk.delivery(leader).state == State.NO_ADDRESS
    assert len(desk.inbox(leader)) == 1
    desk.send()
    assert desk.delivery(leader).state == State.NO_ADDRESS
    desk.arrive(registered(leader, LEADER))
    desk.contact(leader, "alex@example.org")
    assert desk.delivery(leader).state == State.QUEUED
    desk.send()
    assert desk.delivery(leader).state == State.SENT


def test_an_address_that_stays_unknown_lets_the_mail_expire(desk: Desk) -> None:
    leader = desk.person("示例甲", LEADER, email=None)
    desk.arrive(sample(EntrySubmitted, leader_id=leader.account_id))
    with clock.frozen(NOW + timedelta(hours=24)):
        desk.send()
        assert desk.delivery(leader).state == State.EXPIRED
        desk.contact(leader, "late@example.org")
        desk.send()
    assert desk.delivery(leader).state == State.EXPIRED
    assert not list(desk.settings.mail_folder.glob("*"))


def test_what_happened_long_ago_is_told_in_the_app_only(desk: Desk) -> None:
    """As when notify reads everything from the beginning after its database was lost."""
    with clock.frozen(NOW - timedelta(days=30)):
        leader = desk.person("示例甲", LEADER)
    desk.arrive(sample(EntrySubmitted, leader_id=leader.account_id), at=NOW - timedelta(days=4))
    desk.send()
    assert len(desk.inbox(leader)) == 1
    assert desk.delivery(leader).state == State.EXPIRED
    assert not list(desk.settings.mail_folder.glob("*"))


def test_everything_of_an_event_is_written_or_nothing(desk: Desk, organizer: Identity) -> None:
    broken = sample(EntrySubmitted, leader_id=None)
    with pytest.raises(Exception, match="NOT NULL"):
        desk.arrive(broken)
    assert desk.inbox(organizer) == []
    assert desk.get(organizer, "/activity")["items"] == []
    assert desk.deliveries() == []


def test_an_event_rings_the_doorbell_once_it_is_committed(desk: Desk) -> None:
    rings = desk.database.doorbell.rings
    desk.arrive(sample(EntrySubmitted))
    assert desk.database.doorbell.rings == rings + 1


def test_letters_about_what_turns_back_and_forth_leave_slowly_and_say_how_it_stands(desk: Desk) -> None:
    leader, other = desk.person("示例甲", LEADER), desk.person("示例丁", LEADER)
    entry, second = ids.new_id(), ids.new_id()

    def turn(minutes: int, *kinds: type[EntrySubmitted | EntryWithdrawn]) -> list[str]:
        with clock.frozen(NOW + timedelta(minutes=minutes)):
            desk.arrive(*(sample(kind, entry_id=entry, leader_id=leader.account_id) for kind in kinds), at=NOW)
            desk.send()
        return [row.template for row in desk.deliveries() if row.state == State.SENT]

    receipt, taken_back = "entry.submitted.leader", "entry.withdrawn.leader"
    assert turn(0, EntrySubmitted) == [receipt]
    for minute in range(1, 9):
        assert turn(minute, EntryWithdrawn, EntrySubmitted, EntryWithdrawn) == [receipt]
    assert turn(11) == [receipt, taken_back], "one letter, with the state that stands"
    assert turn(30, EntrySubmitted) == [receipt, taken_back, receipt], "whoever takes their time hears at once"
    desk.arrive(sample(EntrySubmitted, entry_id=second, leader_id=other.account_id))
    assert desk.delivery(other).next_at == NOW, "nobody waits for another's letters"
