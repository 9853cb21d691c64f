"""The table of an article's states: what is offered is accepted, everything else refused, whatever came before."""

from datetime import timedelta
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis import clock
from contracts.roles import AUDITOR
from services.registration.site.articles.models import KINDS
from services.registration.site.articles.states import LIFE
from tests.services.registration.factories import NOW, Caller, organizer

ACTIONS = ("publish", "schedule", "withdraw", "write", "wait")
LATER = timedelta(hours=1)


def do(staff: Caller, article: dict[str, Any], action: str) -> int:
    """The status of the answer."""
    path, tag = f"/articles/{article['about']['id']}", article["etag"]
    if action == "withdraw":
        return staff.delete(f"{path}/publication", json={"reason": "有误"}, etag=tag).status_code
    if action == "write":
        content = {"title": "标题", "body": f"<p>{clock.now()}</p>"}
        return staff.put(f"{path}/draft", json={"content": content}, etag=tag).status_code
    at = (clock.now() + LATER).isoformat() if action == "schedule" else None
    return staff.post(f"{path}/publication", json={"publish_at": at}, etag=tag).status_code


def accepted(article: dict[str, Any], action: str) -> bool:
    """Whether the article offers it. Publishing again what nobody changed is harmless, so it is not refused."""
    same = action == "publish" and article["about"]["state"] == "published"
    return same or action in article["may"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(ACTIONS), max_size=8))
def test_article_does_what_it_offers_and_nothing_else(app: Flask, actions: list[str]) -> None:
    staff, now = organizer(app), NOW
    made = staff.post("/articles", json={"kind": KINDS[0], "content": {"title": "标题"}}).get_json()
    path = f"/articles/{made['id']}/draft"
    for action in actions:
        now += timedelta(minutes=40) if action == "wait" else timedelta(seconds=1)
        with clock.frozen(now):
            article = staff.get(path).get_json()
            if action == "wait":
                continue
            before, allowed = article, accepted(article, action)
            status = do(staff, article, action)
            article = staff.get(path).get_json()
        assert (status == 200) == allowed, (before, action)
        if status == 200 and action != "write":
            own = "update" if before["about"]["state"] == "published" and action == "publish" else action
            assert article["about"]["state"] == LIFE.step(before["about"]["state"], own).after


def test_nothing_is_offered_to_who_only_reads(app: Flask, staff: Caller) -> None:
    body = {"kind": "notice", "content": {"title": "标题", "body": "<p>正文</p>"}}
    path = f"/articles/{staff.post('/articles', json=body).get_json()['id']}/draft"
    assert staff.get(path).get_json()["may"] == ["write", "publish", "schedule"]
    assert Caller(app, (AUDITOR,), "审计").get(path).get_json()["may"] == []
