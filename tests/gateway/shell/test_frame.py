"""The frame is drawn once for everybody who shares a look: nobody may see in it what is another's."""

import pytest

from contracts.roles import JUDGE, LEADER, ORGANIZER
from gateway.shell import frame
from gateway.shell.frame import Drawn
from tests.gateway.browsing import Browser, Contest, token


def drawn(contest: Contest) -> int:
    """How many frames were drawn so far."""
    return int(contest.product.app.extensions["egret_frames"].cache_info().misses)


def named(contest: Contest, name: str, *roles: str) -> Browser:
    return contest.browser(contest.person(*roles, name=name))


def test_slot_is_filled_once_and_escaped() -> None:
    piece = Drawn("<p>\0name\0, \0token\0, \0name\0</p>")
    filled = piece.filled({"name": "\0token\0<i>", "token": "secret"})
    assert filled == "<p>\0token\0&lt;i&gt;, secret, \0token\0&lt;i&gt;</p>"


def test_people_of_one_look_share_a_frame_and_nothing_of_their_own(contest: Contest) -> None:
    first = named(contest, "示例甲一", LEADER).get("/entries").text
    before = drawn(contest)
    second = named(contest, "示例乙<二>", LEADER).get("/entries").text
    assert drawn(contest) == before
    assert first.count("示例甲一") == second.count("示例乙&lt;二&gt;") > 1
    assert "示例甲一" not in second
    assert "示例乙" not in first
    assert token(first) not in second


def test_unread_count_is_the_readers_own(contest: Contest, monkeypatch: pytest.MonkeyPatch) -> None:
    unread, quiet = named(contest, "示例甲", LEADER), named(contest, "示例乙", LEADER)
    monkeypatch.setattr(frame, "unread_count", lambda: 7)
    assert "<span data-count>7</span>" in unread.get("/entries").text
    monkeypatch.setattr(frame, "unread_count", lambda: None)
    page = quiet.get("/entries").text
    assert "<span data-count>0</span>" in page
    assert "<span data-count>7</span>" not in page


def test_every_set_of_roles_has_a_frame_of_its_own(contest: Contest) -> None:
    pages = {
        roles: contest.signed_in(*roles).get("/about").text for roles in ((LEADER, ORGANIZER), (JUDGE,), (LEADER,))
    }
    assert 'href="/organizer"' in pages[(LEADER, ORGANIZER)]
    assert "data-search" in pages[(LEADER, ORGANIZER)]
    assert not any("/organizer" in pages[roles] for roles in ((JUDGE,), (LEADER,)))
    assert "/judging" not in pages[(LEADER,)]
    assert "/entries" not in pages[(JUDGE,)].split("<main")[0]


def test_role_within_a_scope_has_a_frame_of_its_own(contest: Contest) -> None:
    everywhere = contest.signed_in(ORGANIZER).get("/organizer").text
    within = contest.browser(contest.holder(ORGANIZER, "event:week")).get("/organizer").text
    assert "/organizer/articles" in everywhere
    assert "/organizer/articles" not in within


def test_stranger_is_shown_nothing_of_those_who_signed_in(contest: Contest) -> None:
    named(contest, "示例丙丙", ORGANIZER).get("/about")
    answer = contest.stranger().get("/about")
    assert "Set-Cookie" not in answer.headers
    assert not any(sign in answer.text for sign in ("示例丙丙", "csrf_token", "/signout", "/organizer", "\0"))


def test_language_and_looks_are_the_readers_own(contest: Contest) -> None:
    one, other = contest.stranger(), contest.stranger()
    one.client.post("/appearance", data={"size": "large"})
    one.client.post("/language", data={"language": "en"})
    changed, plain = one.get("/about").text, other.get("/about").text
    assert "Sign in" in changed
    assert 'value="large" aria-pressed="true"' in changed
    assert "Sign in" not in plain
    assert 'value="normal" aria-pressed="true"' in plain
    assert 'lang="zh-CN"' in plain
