"""People who left: what notify keeps of them, whatever order the news comes in."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from chassis import clock
from chassis.http.auth import Identity
from contracts.events import FORMER, Event
from contracts.gateway import AccountClosed
from contracts.judging import SheetSubmitted
from contracts.outreach import SignupConfirmed
from contracts.registration import EntrySubmitted
from contracts.roles import JUDGE, LEADER, VOLUNTEER
from services.notify.activity.models import Activity
from services.notify.people.letters import KEPT, clear_letters
from tests.services.notify.conftest import Desk
from tests.services.notify.samples import NOW, sample

NAME = "示例离开者"


@pytest.mark.parametrize(
    ("kind", "whose", "named"), [(SignupConfirmed, "account_id", "volunteer"), (SheetSubmitted, "judge_id", "judge")]
)
@pytest.mark.parametrize("late", [False, True], ids=["told before", "told after"])
def test_a_person_who_left_is_named_in_nothing_that_is_kept(
    desk: Desk, organizer: Identity, kind: type[Event], whose: str, named: str, late: bool
) -> None:
    gone, stays = desk.person(NAME, VOLUNTEER, JUDGE), desk.person("示例留下者", VOLUNTEER, JUDGE)
    told, other = (sample(kind, **{whose: who.account_id, named: who.name}) for who in (gone, stays))
    closed = AccountClosed(account_id=gone.account_id, closed_at=NOW)
    desk.arrive(other, *((closed, told) if late else (told, closed)))
    with desk.database.read() as session:
        kept = b"".join(session.scalars(select(Activity.facts))).decode()
    assert NAME not in kept
    assert FORMER in kept
    assert stays.name in kept
    assert NAME not in desk.call(organizer, "GET", "/inbox").text + desk.call(organizer, "GET", "/activity").text
    assert desk.inbox(gone) == []


def test_letters_to_people_who_left_and_old_ones_are_taken_away(desk: Desk) -> None:
    """Where no mail server is set letters are files, and each stands in for a mailbox."""
    gone, stays = (desk.person(name, LEADER) for name in (NAME, "示例留下者"))
    desk.arrive(*(sample(EntrySubmitted, leader_id=who.account_id) for who in (gone, stays)))
    desk.send()
    folder = desk.settings.mail_folder
    assert len(list(folder.iterdir())) == 2
    desk.arrive(AccountClosed(account_id=gone.account_id, closed_at=NOW))
    clear_letters(desk.database, desk.settings)
    (left,) = folder.iterdir()
    assert left.stem == str(desk.delivery(stays).id)
    with clock.frozen(datetime.now(UTC) + KEPT + timedelta(minutes=1)):
        clear_letters(desk.database, desk.settings)
    assert list(folder.iterdir()) == []
