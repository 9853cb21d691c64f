"""How often codes are asked for and guessed at: whoever tries too often stops nobody but themselves."""

from datetime import timedelta
from itertools import count

from chassis import clock
from chassis.storage import ids
from tests.gateway.browsing import Browser, Contest
from tests.gateway.letters import code_in, letters, link_in, received
from tests.gateway.pages.signin.test_registration import ask, data, fresh, join


def from_network(browser: Browser, address: str) -> Browser:
    """The browser, as it is seen from the network of this address."""
    browser.client.environ_base["REMOTE_ADDR"] = address
    return browser


def test_wrong_codes_are_counted_and_the_fifth_is_the_last(contest: Contest) -> None:
    browser, address = contest.stranger(), fresh()
    ask(browser, address)
    mail = received(data(contest), address)
    right = code_in(mail)
    wrong = f"{(int(right) + 1) % 10**6:06}"
    statuses = [browser.press("/signin/code", code=wrong).status_code for _ in range(5)]
    assert statuses == [422] * 4 + [409]
    assert browser.press("/signin/code", code=right).status_code == 409
    assert contest.stranger().press(link_in(mail)).status_code == 303, "guessing must not lock out the mail's reader"


def test_code_is_asked_for_again_and_only_so_often(contest: Contest) -> None:
    browser, address = contest.stranger(), fresh()
    ask(browser, address)
    first = code_in(received(data(contest), address))
    answers = [browser.press("/signin/code", "/signin/code/again") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [303] * 6 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "分钟后" in answers[-1].text
    refused = browser.press("/signin", contact=address)
    assert refused.status_code == 429
    assert address in refused.text
    assert 'href="/signin/code"' in refused.text, "the last code stays good, and the page leads to where it is typed"
    received(data(contest), address, 7)
    assert browser.press("/signin/code", code=first).status_code in {409, 422}, "a fresh code replaces the one before"
    last = code_in(letters(data(contest), address)[-1])
    assert browser.press("/signin/code", code=last).location == "/signin/name"


def test_whoever_tries_somebody_elses_address_locks_nobody_else_out(contest: Contest) -> None:
    owner, address = contest.stranger(), fresh()
    join(contest, from_network(owner, "192.0.2.1"), address)
    owner.press("/account", "/signout")
    guesser = from_network(contest.stranger(), "198.51.100.7")
    assert [ask(guesser, address).status_code for _ in range(8)] == [303] * 7 + [429]
    for _ in range(22):
        guesser.press("/signin/code", code="000000")
    assert ask(owner, address).status_code == 303
    code = code_in(received(data(contest), address, 9))
    assert owner.press("/signin/code", code=code).location == "/home"


def left(contest: Contest, address: str, owner: Browser) -> str:
    """Somebody with an account at the address, who has left the browser; the address."""
    join(contest, owner, address)
    owner.press("/account", "/signout")
    return address


def test_many_networks_together_fill_no_mailbox_and_hold_up_no_known_browser_or_network(contest: Contest) -> None:
    owner = from_network(contest.stranger(), "192.0.2.1")
    address = left(contest, fresh(), owner)
    asked = [ask(from_network(contest.stranger(), f"203.0.113.{number}"), address) for number in range(14)]
    statuses = [answer.status_code for answer in asked]
    assert statuses == [303] * 12 + [429] * 2, "11 beside the one to register, and a first of those that are spaced"
    assert ask(from_network(contest.stranger(), "192.0.2.1"), address).status_code == 303
    assert ask(from_network(owner, "198.51.100.99"), address).status_code == 303


def test_nobody_is_locked_out_while_many_networks_ask_for_their_codes(contest: Contest) -> None:
    """Strangers take every letter they can get; a new browser elsewhere gets in at any minute."""
    address = left(contest, fresh(), from_network(contest.stranger(), "192.0.2.1"))
    began, networks = clock.now(), count()
    for minute in range(0, 60, 7):
        with clock.frozen(began + timedelta(minutes=minute)):
            while ask(from_network(contest.stranger(), f"203.0.113.{next(networks)}"), address).status_code == 303:
                pass
            refused = ask(from_network(contest.stranger(), "198.51.100.99"), address)
            assert refused.status_code == 429
            assert "点击链接登录" in refused.text
            link = link_in(letters(data(contest), address)[-1])
            assert contest.stranger().get(link).status_code == 200, "the link in the last letter waits for its reader"
    with clock.frozen(began + timedelta(minutes=minute)):
        assert contest.stranger().press(link).location == "/home"
    assert len(letters(data(contest), address)) <= 35, "12 at once, 12 over the hour, 10 spaced, the first"


def test_text_messages_carry_the_link(contest: Contest) -> None:
    number = f"138{int(ids.new_id()) % 10**8:08}"
    ask(contest.stranger(), number)
    assert contest.stranger().press(link_in(received(data(contest), f"+86{number}"))).location == "/signin/name"
