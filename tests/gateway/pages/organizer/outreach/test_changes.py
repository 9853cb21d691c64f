"""An organizer changes or cancels an event with people on it: the page says who, how they are told, and asks once."""

import re
from datetime import datetime, timedelta
from typing import Any

from chassis import clock
from chassis.forms.day_and_time import as_typed
from chassis.http.auth import Identity
from chassis.storage import ids
from contracts.roles import COORDINATOR, ORGANIZER, VOLUNTEER
from contracts.scopes import Scope
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest, form_fields


def event(slug: str, *, later: timedelta = timedelta(0), **changed: Any) -> dict[str, Any]:
    """The document of an event of one shift with one place."""
    facts = {**papers.event(clock.now()), "slug": slug, "name": f"活动{slug}", "place": f"广场{slug}", **changed}
    shift = {
        name: _moved(value, later) if name.endswith("_at") else value for name, value in facts["shifts"][0].items()
    }
    return facts | {"shifts": [shift]}


def _moved(value: str, later: timedelta) -> str:
    return (datetime.fromisoformat(value) + later).isoformat()


def typed_shift(facts: dict[str, Any]) -> dict[str, str]:
    """Its shift as the editor has it."""
    shift = facts["shifts"][0]
    found = {f"shifts.0.{name}": str(shift[name]) for name in ("key", "post", "post_en", "capacity")}
    for name, end in (("starts", False), ("ends", True)):
        day, at = as_typed(datetime.fromisoformat(shift[f"{name}_at"]), end=end)
        found |= {f"shifts.0.{name}_day": day, f"shifts.0.{name}_time": at}
    return found


def publish(contest: Contest, facts: dict[str, Any]) -> str:
    """The shift's id."""
    body = {name: value for name, value in facts.items() if name != "slug"}
    made = contest.call(contest.person(ORGANIZER), "registration", "PUT", f"/events/{facts['slug']}", json=body)
    return str(made["shifts"][0]["id"])


def sign_up(contest: Contest, who: Identity, shift: str) -> None:
    key = {"Idempotency-Key": str(ids.new_id())}
    contest.call(who, "registration", "POST", f"/shifts/{shift}/signups", headers=key)


def rows(text: str) -> list[list[str]]:
    """The lines of the table of people."""
    body = re.sub(r"</?(span|wbr)[^>]*>", "", text.split("<tbody>")[1].split("</tbody>")[0])
    return [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in body.split("</tr>") if "<t" in row]


def change(browser: Browser, facts: dict[str, Any]) -> Any:
    """Write it in the editor, and press the button that publishes."""
    here = f"/organizer/events/{facts['slug']}"
    hidden = form_fields(browser.get(f"{here}/edit").text, f"{here}/edit")
    sent = {name: hidden[name] for name in ("csrf_token", "etag")} | typed_shift(facts)
    sent |= {name: facts[name] for name in ("name", "name_en", "place", "place_en", "summary", "summary_en")}
    assert browser.client.post(f"{here}/edit", data=sent).status_code == 303
    return browser.send(browser.get(here).text, f"{here}/publication")


def test_change_names_who_is_told_how_and_tells_them_once_it_is_agreed(contest: Contest) -> None:
    before = event("moving")
    shift = publish(contest, before)
    by_mail = contest.person(VOLUNTEER, name="有邮箱的人")
    by_mobile = contest.person(VOLUNTEER, name="只有手机的人", mailed=False)
    for who in (by_mail, by_mobile):
        sign_up(contest, who, shift)
    hand = contest.browser(contest.holder(COORDINATOR, Scope.event("moving")))
    organizer = contest.signed_in(ORGANIZER)
    asked = change(organizer, {**before, "place": "新的广场", "place_en": "New Square"})
    assert asked.status_code == 200
    assert "涉及 2 名已报名的志愿者" in asked.text
    assert "邮件和站内消息 1 人；短信和站内消息 1 人" in asked.text
    found = rows(asked.text)
    assert [(row[0], row[1], row[4]) for row in found] == [
        ("有邮箱的人", "安排有变，名额保留", "邮件和站内消息"),
        ("只有手机的人", "安排有变，候补顺序不变", "短信和站内消息"),
    ]
    assert "广场moving" in found[0][2]
    assert "新的广场" in found[0][3]
    assert "广场moving" in contest.stranger().get("/volunteer").text
    assert 'href="/organizer/events/moving"' in asked.text
    done = organizer.send(asked.text, "/organizer/events/moving/publication")
    assert done.status_code == 303, done.text
    assert "新的广场" in contest.stranger().get("/volunteer").text
    for who in (by_mail, by_mobile):
        reader = contest.browser(who)
        contest.until(lambda reader=reader: "班次有变动：活动moving" in reader.get("/inbox").text)
        assert "地点：新的广场（原为广场moving）" in reader.get("/inbox").text
    contest.until(lambda: "2 人收到变动通知" in hand.get("/inbox").text)


def test_place_lost_to_another_shift_is_named_before_and_shown_after(contest: Contest) -> None:
    first = publish(contest, event("kept", later=timedelta(hours=6), place="同一处"))
    shift = publish(contest, event("lost", place="同一处"))
    who = contest.person(VOLUNTEER, name="两边都报的人")
    sign_up(contest, who, first)
    sign_up(contest, who, shift)
    organizer = contest.signed_in(ORGANIZER)
    asked = change(organizer, event("lost", later=timedelta(hours=6), place="同一处"))
    assert rows(asked.text)[0][:2] == ["两边都报的人", "与其参加的“活动kept”的“宣传讲解”时间冲突，由录用转为候补"]
    assert organizer.send(asked.text, "/organizer/events/lost/publication").status_code == 303
    page = contest.browser(who).get("/volunteer").text
    assert "与您参加的“活动kept”的“宣传讲解”时间冲突，保留该班次期间不会递补" in page
    assert "您在候补，但与您已录用的班次时间冲突，暂不能递补。" in page
    assert "候补第 1 位" not in page
    roster = organizer.get("/coordinator/events/lost").text
    assert "与其已录用的班次冲突，暂不能递补" in roster


def test_event_is_cancelled_with_a_reason_that_everybody_reads(contest: Contest) -> None:
    shift = publish(contest, event("storm"))
    who = contest.person(VOLUNTEER, name="要来的人")
    sign_up(contest, who, shift)
    organizer = contest.signed_in(ORGANIZER)
    page = "/organizer/events/storm/cancellation"
    assert page in organizer.get("/coordinator/events/storm").text
    refused = organizer.press(page, reason="")
    assert refused.status_code == 422
    asked = organizer.press(page, reason="受台风影响，为安全起见取消。")
    assert rows(asked.text)[0][:2] == ["要来的人", "报名取消"]
    done = organizer.send(asked.text, page)
    assert done.location == "/coordinator/events/storm"
    reader = contest.browser(who)
    shown = reader.get("/volunteer").text.split('id="event-storm"')[1].split("</section>")[0]
    assert "受台风影响，为安全起见取消。" in shown
    assert "报名此班次" not in shown
    assert "我的报名" not in reader.get("/volunteer").text
    contest.until(lambda: "班次已取消：活动storm" in reader.get("/inbox").text)
    assert "该活动已经取消。" in organizer.get(page).text
    assert "活动storm" not in contest.stranger().get("/").text
    assert "/organizer/events/storm/copy" in organizer.get("/organizer/events/storm").text


def test_organizer_of_another_event_is_not_asked_why(contest: Contest) -> None:
    publish(contest, event("not-theirs"))
    other = contest.browser(contest.holder(ORGANIZER, Scope.event("elsewhere")))
    page = "/organizer/events/not-theirs/cancellation"
    assert other.get(page).status_code == 403


def test_event_without_people_changes_at_once(contest: Contest) -> None:
    facts = event("alone")
    publish(contest, facts)
    assert change(contest.signed_in(ORGANIZER), {**facts, "place": "别处"}).status_code == 303
