"""What a person takes along is what the parts hold; once gone, no database names or reaches them any more."""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary, MetaData, String, select

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import outbox
from contracts.roles import JUDGE, LEADER, ORGANIZER, VOLUNTEER
from gateway.accounts import consents
from gateway.accounts.actions import register_account
from gateway.accounts.errors import EmailTaken
from gateway.accounts.models import Account
from tests.deploy.product import product, settle
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest
from tests.gateway.letters import letters

PAGE = "/account/data"


@dataclass
class Leaver:
    """Somebody with traces in every part."""

    who: Identity
    email: str
    browser: Browser
    entry: str
    draft: str


def everything(database: Database) -> Iterator[tuple[str, str]]:
    """Every value of every table, as text."""
    tables = MetaData()
    tables.reflect(database.engine, only=lambda name, _tables: name != "entry_piece")  # an index that cannot be read
    with database.engine.connect() as connection:
        for table in tables.tables.values():
            texts = [column for column in table.c if not isinstance(column.type, LargeBinary)]
            blobs = [column for column in table.c if isinstance(column.type, LargeBinary)]
            for row in connection.execute(select(*(column.cast(String) for column in texts), *blobs)):
                for column, value in zip((*texts, *blobs), row, strict=True):
                    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                    yield f"{table.name}.{column.name}", text


def traces(contest: Contest, *words: str) -> set[str]:
    """Where any of these words stands."""
    return {
        f"{part}:{place}"
        for part, database in contest.product.databases.items()
        for place, text in everything(database)
        if any(word in text or word.encode("ascii", "backslashreplace").decode() in text for word in words)
    }


def told(contest: Contest) -> dict[str, str]:
    """All that was told by any part, by event."""
    found: dict[str, str] = {}
    for database in contest.product.databases.values():
        with database.read() as session:
            rows = session.execute(select(outbox.c.event_id, outbox.c.body))
            found |= {event_id: body.decode() for event_id, body in rows}
    return found


@pytest.fixture
def leaver(contest: Contest) -> Leaver:
    """Somebody of the shared product."""
    return arrive(contest)


def arrive(contest: Contest) -> Leaver:
    """A leader with a submitted entry and a draft, a judge with a sheet, a volunteer on a shift."""
    who = contest.person(LEADER, JUDGE, VOLUNTEER, name=f"林一去{ids.new_id().hex[-8:]}不留名")
    with contest.product.databases["gateway"].read() as session:
        email = str(session.get_one(Account, who.account_id).email)
    browser = contest.browser(who)
    entry = contest.submitted(browser, f"去留之间{ids.new_id().hex[-6:]}")
    draft = contest.draft(browser)
    browser.press(f"{draft}/edit", **papers.entry("未完成的草稿"))
    other = contest.submitted(contest.signed_in(LEADER), f"他人之作{ids.new_id().hex[-6:]}")
    contest.assigned(who, other.rpartition("/")[2])
    event = contest.call(who, "registration", "GET", "/events/week")
    shift = event["shifts"][0]["id"]
    contest.call(who, "registration", "POST", f"/shifts/{shift}/signups", headers={"Idempotency-Key": "leaver"})
    settle(contest.product)
    return Leaver(who, email, browser, entry, draft)


def export(contest: Contest, leaver: Leaver) -> str:
    """Ask for everything and wait; the address of the file."""
    assert leaver.browser.press(PAGE, f"{PAGE}/exports").status_code == 303
    page = contest.until(lambda: leaver.browser.get(PAGE).text if ".zip" in leaver.browser.get(PAGE).text else "")
    found = re.search(rf'href="({PAGE}/exports/[0-9a-f-]+\.zip)"', page)
    assert found
    return found.group(1)


def contents(answer: Any) -> dict[str, Any]:
    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        return {
            name.removesuffix(".json"): json.loads(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".json")
        }


def test_file_holds_what_the_parts_hold_and_nothing_of_it_stood_open_on_the_way(
    contest: Contest, leaver: Leaver
) -> None:
    before = told(contest)
    address = export(contest, leaver)
    new = "".join(body for event_id, body in told(contest).items() if event_id not in before)
    answer = leaver.browser.get(address)
    found = contents(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    (account,) = found["gateway"]["account"]
    assert (account["name"], account["email"]) == (leaver.who.name, leaver.email)
    assert found["notify"]["contact"]["email"] == leaver.email
    assert found["notify"]["messages"]
    entries = {f"/entries/{entry['id']}": entry for entry in found["registration"]["entries"]}
    assert set(entries) == {leaver.entry, leaver.draft}
    assert [file["name"] for file in entries[leaver.entry]["files"]] == ["申报书.pdf"]
    shown = contest.call(leaver.who, "registration", "GET", leaver.entry)
    assert entries[leaver.entry]["number"] == shown["number"]
    assert entries[leaver.entry]["answers"]["项目名称"] == shown["title"]
    assert entries[leaver.entry]["answers"]["项目简介"] == shown["answers"]["summary"]
    (signup,) = found["registration"]["signups"]
    assert signup["volunteer"] == leaver.who.name
    (assignment,) = found["judging"]["assignments"]
    assert assignment["sheet"]["saved_at"] is None
    assert str(leaver.who.account_id) in new
    for secret in (leaver.who.name, leaver.email, shown["answers"]["summary"]):
        assert secret not in new
    assert leaver.who.account_id.hex not in answer.headers["Content-Disposition"]


def test_file_is_for_its_owner_soon_after_signing_in(contest: Contest, leaver: Leaver) -> None:
    address = export(contest, leaver)
    assert contest.signed_in(LEADER).get(address).status_code == 404
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert leaver.browser.get(address).location.startswith("/account/confirm")
    with clock.frozen(clock.now() + timedelta(days=7, minutes=1)):
        assert contest.browser(leaver.who).get(address).status_code == 410


def test_closing_leaves_no_trace_of_the_person_and_keeps_what_must_be_kept(contest: Contest, leaver: Leaver) -> None:
    number = contest.call(leaver.who, "registration", "GET", leaver.entry)["number"]
    export(contest, leaver)
    assert traces(contest, leaver.email, leaver.who.name)
    asked = leaver.browser.get("/account/close").text
    assert leaver.browser.send(asked, "/account/close").status_code == 422
    closed = leaver.browser.send(asked, "/account/close", sure="yes")
    assert closed.location == "/account/closed"
    settle(contest.product)
    assert traces(contest, leaver.email, leaver.who.name) == set()
    place = contest.product.settings["gateway"].data
    contest.until(lambda: any("您的白鹭账号已注销" in letter for letter in letters(place, leaver.email)))
    assert leaver.browser.get(PAGE).location == "/signin"

    organizer = contest.person(ORGANIZER)
    entries = contest.all(organizer, "registration", "/entries", {"edition": "e1"})
    (kept,) = [entry for entry in entries if entry["number"] == number]
    assert kept["leader"]["name"] == "已注销用户"
    assert f"/entries/{kept['id']}" == leaver.entry
    assert leaver.draft not in {f"/entries/{entry['id']}" for entry in entries}
    shift = contest.call(organizer, "registration", "GET", "/events/week")["shifts"][0]["id"]
    signups = contest.all(organizer, "registration", f"/shifts/{shift}/signups")
    assert "cancelled" in {signup["state"] for signup in signups if "已注销用户" in str(signup["volunteer"])}
    judges = contest.all(organizer, "judging", "/judges")
    assert str(leaver.who.account_id) not in {judge["id"] for judge in judges}


def test_same_address_registers_again_and_finds_nothing_old(contest: Contest, leaver: Leaver) -> None:
    leaver.browser.press("/account/close", sure="yes")
    settle(contest.product)
    with contest.product.databases["gateway"].write() as session:
        again = register_account(session, name="新来的", email=leaver.email, roles=[LEADER, JUDGE, VOLUNTEER])
        with pytest.raises(EmailTaken):
            register_account(session, name="再来的", email=leaver.email, roles=[LEADER])
        consents.give_required(session, again.id)
    assert again.id != leaver.who.account_id
    settle(contest.product)
    browser = contest.browser(Identity(again.id, "新来的"))
    assert leaver.entry not in browser.get("/entries").text
    assert "还没有消息" in browser.get("/inbox").text


def test_closing_needs_a_fresh_sign_in(contest: Contest) -> None:
    browser = contest.signed_in(LEADER)
    page = browser.get("/account/close").text
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert browser.get("/account/close").location.startswith("/account/confirm")
        assert browser.send(page, "/account/close", sure="yes").location.startswith("/account/confirm")
    assert browser.get(PAGE).status_code == 200


def test_closing_leaves_no_trace_on_postgres(postgres_url: str, tmp_path: Path) -> None:
    with product(tmp_path, EGRET_DATABASE=postgres_url) as composed:
        contest = Contest(composed)
        contest.publish()
        leaver = arrive(contest)
        found = contents(leaver.browser.get(export(contest, leaver)))
        assert [len(found["registration"][kind]) for kind in ("entries", "submissions", "signups")] == [2, 1, 1]
        assert traces(contest, leaver.email, leaver.who.name)
        assert leaver.browser.press("/account/close", sure="yes").location == "/account/closed"
        settle(contest.product)
        assert traces(contest, leaver.email, leaver.who.name) == set()
