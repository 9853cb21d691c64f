"""What is not an answer to a challenge of ours signs nobody in. The ceremonies themselves: tests/e2e/test_signin.py."""

import json

from webauthn.helpers import bytes_to_base64url

from contracts.roles import LEADER
from tests.gateway.browsing import Browser, Contest

HOME = "/account/second-factor"


def challenge(browser: Browser, address: str) -> dict[str, object]:
    found: dict[str, object] = browser.client.post(address).get_json()
    return found


def test_challenge_names_the_site_and_never_repeats(contest: Contest) -> None:
    browser = contest.stranger()
    first, second = (challenge(browser, "/signin/passkey/challenge") for _ in range(2))
    assert first["rpId"] in {"127.0.0.1", "localhost"}
    assert first["userVerification"] == "required"
    assert first["challenge"] != second["challenge"]


def test_challenge_is_refused_to_other_sites_and_to_strangers(contest: Contest) -> None:
    browser = contest.stranger()
    assert browser.client.post(f"{HOME}/passkeys/challenge").location == "/signin"
    browser.client.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"
    assert browser.client.post("/signin/passkey/challenge").status_code == 403


def test_invented_answers_sign_nobody_in_and_use_the_challenge_up(contest: Contest) -> None:
    browser = contest.stranger()
    forged = {
        "id": bytes_to_base64url(b"invented"),
        "rawId": bytes_to_base64url(b"invented"),
        "type": "public-key",
        "response": {name: bytes_to_base64url(b"{}") for name in ("clientDataJSON", "authenticatorData", "signature")},
    }
    for answer in ("", "no json", "{}", "[" * 100_000, json.dumps(forged)):
        challenge(browser, "/signin/passkey/challenge")
        refused = browser.press("/signin", "/signin/passkey", answer=answer)
        assert refused.status_code == 422, answer
        assert "通行密钥未能通过验证" in refused.text
    assert browser.press("/signin", "/signin/passkey", answer=json.dumps(forged)).status_code == 422
    assert browser.get("/account").location == "/signin"


def test_invented_passkey_is_not_added(contest: Contest) -> None:
    browser = contest.signed_in(LEADER)
    challenge(browser, f"{HOME}/passkeys/challenge")
    assert browser.press(HOME, f"{HOME}/passkeys", answer="{}").location == HOME
    assert "未能使用" in browser.get(HOME).text or "请重试" in browser.get(HOME).text
    assert contest.stranger().get("/signin/second").location == "/signin"
