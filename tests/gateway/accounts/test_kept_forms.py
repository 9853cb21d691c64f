"""Kept text: bounded, one browser's, one person's."""

from datetime import timedelta

from chassis import clock
from chassis.storage import ids
from chassis.storage.engine import Database
from gateway.accounts import kept_forms
from gateway.accounts.kept_forms import MOST, MOST_FORMS, drop_form, is_kept, keep_form, kept_form
from tests.together import at_once

ME, OTHER = ids.new_id(), ids.new_id()


def test_text_comes_back_to_its_owner_only(database: Database) -> None:
    with database.write() as session:
        assert keep_form(session, "browser", "/a", {"title": "我写的"}, ME)
    with database.read() as session:
        assert kept_form(session, "browser", "/a", ME) == {"title": "我写的"}
        assert kept_form(session, "browser", "/a", OTHER) is None
        assert kept_form(session, "elsewhere", "/a", ME) is None
        assert kept_form(session, "browser", "/b", ME) is None


def test_text_of_a_stranger_goes_to_whoever_signs_in_there(database: Database) -> None:
    with database.write() as session:
        keep_form(session, "browser", "/a", {"title": "未登录时写的"}, None)
        assert kept_form(session, "browser", "/a", ME) == {"title": "未登录时写的"}


def test_kept_text_is_seen_whoever_wrote_it_until_it_is_dropped(database: Database) -> None:
    with database.write() as session:
        keep_form(session, "browser", "/a", {"title": "我写的"}, OTHER)
        assert is_kept(session, "browser", "/a")
        assert not is_kept(session, "browser", "/b")
        assert not is_kept(session, "elsewhere", "/a")
        drop_form(session, "browser", "/a")
        assert not is_kept(session, "browser", "/a")


def test_later_text_takes_the_place_of_earlier(database: Database) -> None:
    with database.write() as session:
        keep_form(session, "browser", "/a", {"title": "旧"}, ME)
        keep_form(session, "browser", "/a", {"title": "新"}, ME)
        assert kept_form(session, "browser", "/a", ME) == {"title": "新"}
        drop_form(session, "browser", "/a")
        assert kept_form(session, "browser", "/a", ME) is None


def test_too_much_text_is_not_kept(database: Database) -> None:
    with database.write() as session:
        assert not keep_form(session, "browser", "/a", {"title": "长" * MOST}, ME)


def test_text_of_too_long_an_address_is_not_kept(database: Database) -> None:
    with database.write() as session:
        assert keep_form(session, "browser", "/" * 500, {"title": "我写的"}, ME)
        assert not keep_form(session, "browser", "/" * 501, {"title": "我写的"}, ME)


def test_text_sent_twice_in_the_same_instant_is_kept_once(database: Database) -> None:
    def keep() -> bool:
        with database.write() as session:
            return keep_form(session, "browser", "/a", {"title": "我写的"}, ME)

    assert at_once([keep] * 3) == [True] * 3
    with database.read() as session:
        assert kept_form(session, "browser", "/a", ME) == {"title": "我写的"}


def test_oldest_text_makes_way(database: Database) -> None:
    with database.write() as session:
        for number in range(MOST_FORMS + 2):
            keep_form(session, "browser", f"/{number}", {"title": "x"}, ME)
        kept = [number for number in range(MOST_FORMS + 2) if kept_form(session, "browser", f"/{number}", ME)]
    assert kept == list(range(2, MOST_FORMS + 2))


def test_text_is_forgotten_after_a_week(database: Database) -> None:
    with database.write() as session:
        keep_form(session, "browser", "/a", {"title": "x"}, ME)
    with clock.frozen(clock.now() + kept_forms.KEPT_FOR + timedelta(seconds=1)), database.write() as session:
        keep_form(session, "another", "/b", {"title": "y"}, ME)
        assert kept_form(session, "browser", "/a", ME) is None
