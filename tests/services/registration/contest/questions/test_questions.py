"""Questions of teams: who asks, reads and answers, what becomes public, what is left of who leaves."""

from dataclasses import replace
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.storage.engine import Database
from chassis.testing import deliver
from contracts.gateway import AccountClosed
from contracts.roles import ORGANIZER
from services.registration.app import PART
from services.registration.contest.questions.states import QUESTION
from services.registration.people.personal_data import held
from tests.services.registration import factories
from tests.services.registration.conftest import Events
from tests.services.registration.contest.change_requests.test_changes import joined
from tests.services.registration.factories import NOW, Caller, leader, organizer

TEXT = "承诺书可以用电子签章吗？我们单位只有电子章。"


def call(who: Caller, method: str, path: str, code: int = 200, **body: Any) -> Any:
    answer = who.call(method, path, json=body)
    assert answer.status_code == code, answer.text
    return answer.get_json(silent=True)


def asked(team: Caller, entry: dict[str, Any], text: str = TEXT, **more: str) -> str:
    made = call(team, "POST", f"/entries/{entry['id']}/questions", 201, text=text, **more)
    return f"/questions/{made['id']}"


def test_team_asks_and_one_of_the_office_answers(app: Flask, team: Caller, staff: Caller, events: Events) -> None:
    entry = factories.start_entry(team)
    advisor = joined(app, team, entry, "示例师", role="advisor")
    member = joined(app, team, entry)
    path = f"/entries/{entry['id']}/questions"
    assert advisor.get(path).get_json()["may"] == []
    call(advisor, "POST", path, 403, text=TEXT)
    call(leader(app, "路人"), "GET", path, 404)
    at = asked(member, entry, section=member.get(path).get_json()["sections"][0]["key"])
    assert advisor.get(at).get_json()["title"].startswith("承诺书可以用电子签章吗")
    assert staff.get("/desk?edition=xm5g-04").get_json()["edition"]["questions"]["count"] == 1
    other = organizer(app, "组委会乙")
    assert call(staff, "PUT", f"{at}/taker")["taken_name"] == staff.name
    assert call(other, "POST", f"{at}/answers", 409, text="可以。")["code"] == "taken-by-another"
    answered = call(staff, "POST", f"{at}/answers", 201, text="可以，与加盖公章同等有效。")
    assert (answered["state"], answered["taken_name"]) == ("answered", "")
    assert call(team, "POST", f"{at}/posts", 201, text="那么骑缝章呢？")["state"] == "open"
    (row,) = staff.get("/editions/xm5g-04/questions?state=open").get_json()["items"]
    assert (row["id"], row["entry_title"]) == (answered["id"], entry["title"])
    kinds = [kind for kind, _body in events() if ".question." in kind]
    assert kinds == ["registration.question.asked.v1", "registration.question.answered.v1", kinds[0]]
    for _ in range(9):
        asked(team, entry)
    assert call(team, "POST", path, 409, text=TEXT)["code"] == "questions-waiting"


def test_nobody_answers_for_the_office_what_their_own_team_asked(app: Flask, team: Caller) -> None:
    at = asked(team, factories.start_entry(team))
    both = replace(team, roles=(*team.roles, ORGANIZER))
    assert not {"answer", "take", "publish"} & set(call(both, "GET", at)["may"])
    assert call(both, "POST", f"{at}/answers", 409, text="可以。")["code"] == "own-question"
    assert call(both, "PUT", f"{at}/taker", 409)["code"] == "own-question"


def test_answer_becomes_public_in_the_offices_words_and_can_be_taken_back(
    app: Flask, team: Caller, staff: Caller
) -> None:
    entry = factories.start_entry(team)
    at = asked(team, entry)
    words = {"title": "承诺书能否使用电子签章", "body": "可以。\n\n<script>alert(1)</script><p>与公章同等有效。</p>"}
    call(team, "PUT", f"{at}/publication", 403, **words)
    call(staff, "POST", f"{at}/answers", 201, text="可以。")
    call(team, "GET", f"{at}/publication", 404)
    made = call(staff, "PUT", f"{at}/publication", **words)
    public = call(team, "GET", f"/published/faq/{made['slug']}")
    assert (public["title"], public["edition"]) == (words["title"], "xm5g-04")
    assert "script" not in public["body"]
    assert "alert" not in public["body"]
    assert team.name not in str(public)
    assert entry["title"] not in str(public)
    corrected = call(staff, "PUT", f"{at}/publication", title=words["title"], body="可以，须为法人章。")
    assert (corrected["slug"], corrected["body"]) == (made["slug"], "可以，须为法人章。")
    assert call(team, "GET", f"/published/faq/{made['slug']}")["number"] == 2
    assert call(staff, "DELETE", f"{at}/publication", reason="表述不准确")["public"] is False
    call(team, "GET", f"/published/faq/{made['slug']}", 404)
    assert call(staff, "PUT", f"{at}/publication", **words)["public"] is True
    scoped = organizer(app, "另一届的组委会", scope="edition:other")
    call(scoped, "PUT", f"{at}/publication", 404, **words)


DOING = {
    "ask on": ("POST", "posts", "team"),
    "take": ("PUT", "taker", "staff"),
    "give back": ("DELETE", "taker", "staff"),
    "answer": ("POST", "answers", "staff"),
    "close": ("POST", "end", "team"),
}
steps = st.lists(st.tuples(st.sampled_from(tuple(DOING)), st.sampled_from(("team", "staff"))), min_size=3, max_size=12)


def test_whatever_anybody_does_follows_the_table(app: Flask) -> None:
    team, staff = leader(app), organizer(app)
    entry = factories.start_entry(team)

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(way=steps)
    def walk(way: list[tuple[str, str]]) -> None:
        at = asked(team, entry)
        for action, by in way:
            who = team if by == "team" else staff
            before = team.get(at).get_json()["state"]
            method, path, whose = DOING[action]
            action = {"open": "take back", "answered": "close"}.get(before, "close") if path == "end" else action
            mine = by == whose or (path == "end" and (by == "team" or before == "answered"))
            possible = QUESTION.allows(before, action) and mine
            done = who.call(method, f"{at}/{path}", json={"text": "请补充说明。"})
            assert (done.status_code < 300) == possible, (action, by, before, done.text)
            after = team.get(at).get_json()["state"]
            assert after == (QUESTION.step(before, action).after if possible else before)
        team.call("POST", f"{at}/end")

    walk()


def test_who_leaves_takes_their_words_along_and_what_they_had_is_free(
    app: Flask, team: Caller, staff: Caller, database: Database
) -> None:
    entry = factories.start_entry(team)
    going, other = joined(app, team, entry), organizer(app, "组委会乙")
    at = asked(going, entry)
    call(other, "PUT", f"{at}/taker")
    with database.read() as session:
        facts = held(session, going.id)
        assert ([one["text"] for one in facts["question_posts"]], len(facts["questions"])) == ([TEXT], 1)
    for one in (going, other):
        deliver(PART, database, AccountClosed(account_id=one.id, closed_at=NOW))
    seen = call(staff, "GET", at)
    assert (seen["asked_name"], seen["taken_name"]) == ("已注销用户", "")
    assert TEXT not in str(seen)
    assert going.name not in str(seen)
    call(staff, "POST", f"{at}/answers", 201, text="请重新提问。")
