"""Judging in numbers, for the organizers' desk."""

from typing import Any

from chassis import clock
from contracts.roles import AUDITOR, JUDGE, ORGANIZER
from tests.services.judging.conftest import CLOSES, Desk, person


def shown(desk: Desk, **given: Any) -> dict[str, Any]:
    (stage,) = desk.get(given.get("who", desk.organizer), "/desk")["stages"]
    return dict(stage)


def test_desk_counts_sheets_per_judge_and_what_lacks_a_judge(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    first, second = desk.judge("评委01"), desk.judge("评委02")
    entries = [desk.entry(number) for number in (1, 2, 3)]
    one, two = desk.assign(entries[0], first, second)
    (three,) = desk.assign(entries[1], first)
    desk.score(first, one, 92.5)
    desk.score(first, three, 70)
    desk.save(second, two, {"innovation": "20"})
    stage = shown(desk)
    assert stage["total"] == {"assigned": 3, "drafts": 1, "submitted": 2}
    assert (stage["entries"], stage["unassigned"], stage["overdue"]) == (3, 1, 0)
    assert [
        (j["name"], j["assigned"], j["submitted"], j["lowest"], j["mean"], j["highest"]) for j in stage["judges"]
    ] == [
        ("评委01", 2, 2, "70", "81.25", "92.5"),
        ("评委02", 1, 0, None, None, None),
    ]
    assert [(band["least"], band["most"], band["count"]) for band in stage["bands"]] == [
        ("70", "75", 1),
        ("75", "80", 0),
        ("80", "85", 0),
        ("85", "90", 0),
        ("90", "95", 1),
    ]
    with clock.frozen(CLOSES):
        assert shown(desk)["overdue"] == 1


def test_desk_names_who_is_furthest_behind_and_when_they_last_worked(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    done, idle, begun = (desk.judge(f"评委0{number}") for number in (1, 2, 3))
    own, _untouched, first, second = [
        *desk.assign(desk.entry(1), done, idle),
        *(desk.assign(desk.entry(number), begun)[0] for number in (2, 3)),
    ]
    desk.score(done, own, 80)
    desk.score(begun, first, 70)
    desk.save(begun, second, {"innovation": "20"})
    saved = desk.get(begun, f"/assignments/{second}")["sheet"]["saved_at"]
    assert [(one["name"], one["assigned"], one["submitted"], one["last_at"]) for one in shown(desk)["behind"]] == [
        ("评委02", 1, 0, None),
        ("评委03", 2, 1, saved),
    ]


def test_full_marks_lie_in_the_last_band(desk: Desk) -> None:
    desk.stage()
    judge = desk.judge("评委01")
    (assignment,) = desk.assign(desk.entry(), judge)
    desk.score(judge, assignment, 100)
    assert shown(desk)["bands"] == [{"least": "95", "most": "100", "count": 1}]


def test_judges_stand_by_the_sound_of_their_names(desk: Desk) -> None:
    desk.stage()
    desk.assign(desk.entry(), *(desk.judge(name) for name in ("张评委", "李评委", "安评委")))
    names = ["安评委", "李评委", "张评委"]
    assert [judge["name"] for judge in shown(desk)["judges"]] == names
    assert [judge["name"] for judge in desk.get(desk.organizer, "/search?q=评委")["judges"]] == names


def test_desk_shows_only_the_editions_in_charge(desk: Desk) -> None:
    desk.stage()
    desk.entry()
    elsewhere = person("他届组委", ORGANIZER, scope="edition:other")
    assert desk.get(elsewhere, "/desk")["stages"] == []
    assert shown(desk, who=person("审计", AUDITOR, scope="edition:xm5g04"))["entries"] == 1
    assert desk.call(person("评委", JUDGE), "GET", "/desk").status_code == 403
