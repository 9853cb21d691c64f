"""A role within an edition or event is told of that alone: in the inbox, by mail, in the feed and live."""

from collections.abc import Callable
from typing import Any

import pytest

from chassis import clock
from chassis.http.auth import Identity
from contracts.events import Event
from contracts.gateway import ComplaintReceived
from contracts.judging import AssignmentMade, AssignmentRemoved, SheetSubmitted
from contracts.notify import DeliveryFailed
from contracts.outreach import SignupCancelled, SignupConfirmed
from contracts.registration import ArticlePublished, EntrySubmitted, EntryWithdrawn
from contracts.roles import AUDITOR, ORGANIZER
from services.notify.activity.scopes import scope_of
from services.notify.rules.reactions import REACTIONS
from tests.services.notify.activity.test_api import events, watch
from tests.services.notify.conftest import Desk
from tests.services.notify.samples import NOW, sample

OURS, THEIRS, EVENT = "edition:xm5g04", "edition:xm5g05", "event:science-week"
LEAKY = "别届的项目"
WHOLE = {ArticlePublished, ComplaintReceived, DeliveryFailed}
"""What belongs to no edition or event."""


@pytest.mark.parametrize("kind", [kind for kind, reaction in REACTIONS.items() if reaction.activity], ids=str)
def test_everything_the_feed_shows_says_where_it_belongs(kind: type[Event]) -> None:
    assert bool(scope_of(sample(kind))) == (kind not in WHOLE)


@pytest.mark.parametrize("kind", [AssignmentMade, AssignmentRemoved, SheetSubmitted])
def test_what_an_older_release_told_belongs_to_nothing(kind: type[Event]) -> None:
    assert scope_of(sample(kind, edition="")) == ""


def contest(desk: Desk) -> None:
    """Something of every kind: of ours, of another edition, of two events, of nothing in particular."""
    desk.arrive(
        sample(EntrySubmitted, title="本届的项目"),
        sample(EntrySubmitted, edition="xm5g05", title=LEAKY),
        sample(EntryWithdrawn, edition="xm5g05", number=LEAKY),
        sample(SheetSubmitted, edition="xm5g05", title=LEAKY),
        sample(SheetSubmitted, edition="", title=LEAKY),
        sample(SignupConfirmed, post="本活动的岗位"),
        sample(SignupCancelled, event_slug="elsewhere", post=LEAKY),
        sample(ArticlePublished, title=LEAKY),
        sample(ComplaintReceived, number=LEAKY),
    )


def streamed(desk: Desk, who: Identity) -> list[dict[str, Any]]:
    """What a stream from the beginning would tell them."""
    response = watch(desk, who, "/activity/stream?after=0&follow=false")
    assert response.status_code == 200
    return list(events(response.response))


@pytest.mark.parametrize("role", [ORGANIZER, AUDITOR])
@pytest.mark.parametrize(("scope", "own"), [(OURS, "本届的项目"), (EVENT, "本活动的岗位")])
def test_feed_shows_what_the_scope_covers(desk: Desk, role: str, scope: str, own: str) -> None:
    who = desk.holder("本届秘书", (role, scope))
    contest(desk)
    (item,) = desk.get(who, "/activity")["items"]
    assert own in item["text"]
    assert item["scope"] == scope
    (live,) = streamed(desk, who)
    assert (live["id"], live["text"], live["scope"]) == (item["id"], item["text"], scope)


def test_feed_shows_both_of_two_scopes_and_the_whole_to_those_without_limits(desk: Desk) -> None:
    both = desk.holder("两处秘书", (ORGANIZER, OURS), (AUDITOR, EVENT))
    whole = desk.holder("总秘书", (ORGANIZER, "*"), (ORGANIZER, OURS))
    contest(desk)
    assert LEAKY not in desk.call(both, "GET", "/activity").text
    assert len(desk.get(both, "/activity")["items"]) == 2
    assert len(desk.get(whole, "/activity")["items"]) == 9


@pytest.mark.parametrize("scope", [THEIRS, "edition:xm5g0", "event:xm5g04", "organisation:xm5g04"])
def test_a_scope_that_is_another_shows_and_tells_nothing(desk: Desk, scope: str) -> None:
    who = desk.holder("别处秘书", (ORGANIZER, scope), (AUDITOR, scope))
    desk.arrive(sample(EntrySubmitted, title=LEAKY), sample(SheetSubmitted, edition="", title=LEAKY))
    assert desk.get(who, "/activity")["items"] == []
    assert streamed(desk, who) == []
    assert desk.inbox(who) == []
    assert who.account_id not in desk.states()


def test_organizers_of_one_edition_are_told_of_it_by_message(desk_on_each: Desk) -> None:
    desk = desk_on_each
    within, whole = desk.holder("本届秘书", (ORGANIZER, OURS)), desk.holder("总秘书", (ORGANIZER, "*"))
    contest(desk)
    (only,) = desk.inbox(within)
    assert "本届的项目" in only[0]
    assert LEAKY not in desk.call(within, "GET", "/inbox").text
    assert len(desk.inbox(whole)) == 8


def test_who_holds_a_role_there_and_everywhere_is_told_once(desk: Desk) -> None:
    who = desk.holder("总秘书", (ORGANIZER, "*"), (ORGANIZER, OURS))
    desk.arrive(sample(EntrySubmitted))
    assert len(desk.inbox(who)) == 1


def test_a_role_that_is_taken_away_in_one_scope_stays_in_the_other(desk: Desk) -> None:
    who = desk.holder("秘书", (ORGANIZER, OURS), (ORGANIZER, EVENT))
    desk.regrant(who, (ORGANIZER, EVENT))
    desk.arrive(sample(EntrySubmitted, title=LEAKY), sample(SignupCancelled))
    (only,) = desk.inbox(who)
    assert LEAKY not in only[0]


def test_a_new_holder_is_told_what_overtook_the_news_of_the_role_within_its_scope(
    open_desk: Callable[..., Desk],
) -> None:
    desk = open_desk()
    who = desk.holder("新秘书")
    contest(desk)
    desk.regrant(who, (ORGANIZER, OURS))
    (only,) = desk.inbox(who)
    assert "本届的项目" in only[0]
    with clock.frozen(NOW.replace(hour=23)):
        later = desk.holder("更晚的秘书", (ORGANIZER, OURS))
    assert desk.inbox(later) == []
