"""What registration tells of a person, and what it forgets of one who leaves."""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from chassis import clock
from chassis.manuscripts.tables import manuscript, manuscript_revision
from chassis.privacy import export_answers, sealing
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import outbox
from chassis.testing import deliver, emitted
from contracts.gateway import AccountClosed, ExportRequested
from contracts.outreach import SignupPromoted
from contracts.registration import RegistrationAnswered
from contracts.roles import LEADER, ORGANIZER
from services.registration.app import PART
from services.registration.config import RegistrationSettings
from services.registration.contest.entries.models import Entry, Submission
from services.registration.files.checks.models import FileCheck
from services.registration.outreach.signups.models import Signup
from services.registration.people.personal_data import held
from services.registration.people.retention import drop_old_drafts
from tests.sample_files import pdf
from tests.services.registration.factories import (
    DEADLINE,
    NOW,
    Caller,
    checked,
    crowd,
    leader,
    organizer,
    put_event,
    shift,
    sign_up,
    start_entry,
    states,
    submitted_entry,
    upload,
)


def test_answer_holds_what_is_held_and_only_the_key_opens_it(app: Flask, database: Database) -> None:
    team, other = leader(app, "示例甲"), leader(app, "示例丁")
    handed_in, draft = submitted_entry(team), start_entry(team, title="另一个题目")
    start_entry(other, title="别人的题目")
    private, public = sealing.new_pair()
    asked = ExportRequested(export_id=ids.new_id(), account_id=team.id, key=public)
    deliver(PART, database, asked)
    answers = [event for event in emitted(database) if isinstance(event, RegistrationAnswered)]
    facts = export_answers.unpack(private, asked.export_id, "registration", [event.sealed for event in answers])
    assert {entry["id"] for entry in facts["entries"]} == {handed_in["id"], draft["id"]}
    assert [one["answers"]["项目名称"] for one in facts["submissions"]] == [handed_in["title"]]
    assert "别人的题目" not in str(facts)
    assert not any("另一个题目" in event.sealed for event in answers)


def test_what_files_say_of_people_is_told_and_goes_with_the_person(app: Flask, database: Database) -> None:
    team = leader(app, "示例甲")
    entry = submitted_entry(team)
    team.put(f"/entries/{entry['id']}/revision")
    upload(team, entry["id"], pdf(2, Author="张三"))
    checked(team, entry["id"])
    with database.read() as session:
        (told,) = held(session, team.id)["entries"][0]["files"]
    assert (told["pages"], told["about"]["author"]) == (2, "张三")
    deliver(PART, database, AccountClosed(account_id=team.id, closed_at=NOW))
    with database.read() as session:
        assert [(one.about, one.text) for one in session.scalars(select(FileCheck))] == [({}, ""), ({}, "")]


def test_answer_holds_uploads_under_way_and_articles_under_the_persons_name(app: Flask, database: Database) -> None:
    person, other = Caller(app, (LEADER, ORGANIZER), "编辑甲"), Caller(app, (LEADER, ORGANIZER), "编辑乙")
    for one in (person, other):
        entry, facts = (
            start_entry(one, title=f"{one.name}的参赛项目"),
            {"slot": "document", "name": f"{one.name}.pdf", "size": 900},
        )
        one.post(f"/entries/{entry['id']}/uploads", json=facts)
        one.post("/articles", json={"kind": "notice", "content": {"title": f"{one.name}的通知"}})
    with database.read() as session:
        facts = held(session, person.id)
    assert [upload["name"] for upload in facts["uploads"]] == ["编辑甲.pdf"]
    assert [article["draft_title"] for article in facts["articles"]] == ["编辑甲的通知"]
    assert [(one["kind"], one["saved_name"]) for one in facts["drafts"]] == [("article", "编辑甲")]
    assert "编辑乙" not in str(facts)


def test_person_who_leaves_is_forgotten_and_the_next_in_line_moves_up(
    app: Flask, staff: Any, database: Database
) -> None:
    key = put_event(staff, "week", shift("guide", capacity=1))["guide"]
    going, waiting = crowd(app, 2)
    sign_up(going, key)
    sign_up(waiting, key)
    team = leader(app, "示例甲", id=going.id)
    handed_in, draft = submitted_entry(team), start_entry(team, title="另一个题目")
    closed = AccountClosed(account_id=going.id, closed_at=NOW)
    for _ in range(2):
        deliver(PART, database, closed)
    assert states(staff, key)[waiting.name] == ("confirmed", None)
    assert len([event for event in emitted(database) if isinstance(event, SignupPromoted)]) == 1
    with database.read() as session:
        assert [str(found) for found in session.scalars(select(Entry.id))] == [handed_in["id"]]
        assert draft["id"] != handed_in["id"]
        assert session.scalars(select(Submission.leader_name)).all() == ["已注销用户"]
        assert set(session.scalars(select(Signup.volunteer))) == {"已注销用户", waiting.name}
        told = b"".join(session.scalars(select(outbox.c.body))).decode()
    assert going.name not in told
    assert waiting.name in told


def test_member_of_others_entries_has_their_places_in_the_copy_and_leaves_no_name(
    app: Flask, database: Database
) -> None:
    team, other, going = leader(app, "示例甲"), leader(app, "示例乙"), leader(app, "示例丙")
    handed_in, draft = start_entry(team), start_entry(other, title="另一支团队的项目")
    for who, entry in ((team, handed_in), (other, draft)):
        facts = {"role": "advisor", "name": "受邀人", "division": "指导算法"}
        secret = who.post(f"/entries/{entry['id']}/team", json=facts).get_json()["secret"]
        going.post(f"/team-invitations/{secret}/confirmation", json={"publicity_version": "2026-11-01"})
        going.post(f"/entries/{entry['id']}/comments", json={"text": "请补充数据"})
    team.post(f"/entries/{handed_in['id']}/submission", etag=handed_in["etag"])
    with database.read() as session:
        facts = held(session, going.id)
    assert [one["division"] for one in facts["team_places"]] == ["指导算法"] * 2
    assert [(one["name"], one["publicity_version"]) for one in facts["submitted_team_places"]] == [
        ("示例丙", "2026-11-01")
    ]
    assert [one["text"] for one in facts["comments"]] == ["请补充数据"] * 2
    for _ in range(2):
        deliver(PART, database, AccountClosed(account_id=going.id, closed_at=NOW))
    receipt = team.get(f"/entries/{handed_in['id']}/receipt").get_json()
    assert [(one["name"], one["division"]) for one in receipt["team"]] == [("示例甲", ""), ("已注销用户", "")]
    assert [one["name"] for one in other.get(f"/entries/{draft['id']}").get_json()["team"]] == ["示例乙"]
    assert team.get(f"/entries/{handed_in['id']}/comments").get_json()["items"] == []


def test_name_of_an_editor_who_leaves_goes_from_articles_and_their_drafts(app: Flask, database: Database) -> None:
    going, staying = organizer(app, "编辑甲"), organizer(app, "编辑乙")
    written = {"kind": "notice", "content": {"title": "关于报名的通知", "body": "<p>请按时提交。</p>"}}
    own, other = (editor.post("/articles", json=written).get_json() for editor in (going, staying))
    deliver(PART, database, AccountClosed(account_id=going.id, closed_at=NOW))
    names = {item["id"]: item["updated_name"] for item in staying.get("/articles").get_json()["items"]}
    assert names == {own["id"]: "已注销用户", other["id"]: "编辑乙"}
    saved_by = select(manuscript_revision.c.saved_name).join(manuscript).where(manuscript.c.kind == "article")
    with database.read() as session:
        assert set(session.scalars(saved_by)) == {"已注销用户", "编辑乙"}


def test_drafts_go_some_time_after_the_edition_closed(app: Flask, database: Database, make_settings: Any) -> None:
    team = leader(app)
    handed_in, _draft = submitted_entry(team), start_entry(team, title="另一个题目")
    own = make_settings(RegistrationSettings)
    for days, kept in ((90, 2), (91, 1)):
        with clock.frozen(DEADLINE + timedelta(days=days)):
            drop_old_drafts(database, own)
        with database.read() as session:
            assert len(session.scalars(select(Entry.id)).all()) == kept
    assert team.get(f"/entries/{handed_in['id']}").status_code == 200
