"""Rankings over HTTP."""

import hashlib
import json
import re
from fractions import Fraction
from typing import Any

from contracts.roles import JUDGE, LEADER
from tests.services.judging.conftest import AT, Desk, person

RANKING = "/ranking"
SUM_UP = re.compile(r"\((?P<terms>[\d.+]+)\)÷(?P<count>\d+)=(?P<score>\d+\.\d\d)$")


def scored(desk: Desk, *entries: tuple[float, ...]) -> None:
    """Entries with these totals, numbered from 1."""
    desk.stage()
    judges = [desk.judge(f"评委{number:02}") for number in range(max(map(len, entries)))]
    for number, totals in enumerate(entries, start=1):
        chosen = judges[: len(totals)]
        entry = desk.entry(number)
        if not chosen:
            continue
        for judge, assignment, total in zip(chosen, desk.assign(entry, *chosen), totals, strict=True):
            desk.score(judge, assignment, total)


def test_ranking_follows_the_rule_book(desk: Desk) -> None:
    scored(desk, (92.5, 88, 90, 85, 95), (88, 88, 91, 90), (), (90, 90, 90, 85, 93), (90, 90, 90, 88, 92))
    items = desk.get(desk.organizer, RANKING)["items"]
    assert [(one["rank"], one["number"][-4:], one["score"], one["tie_rule"]) for one in items] == [
        (1, "0001", "90.17", None),
        (2, "0005", "90.00", "sum"),
        (3, "0004", "90.00", "sum"),
        (4, "0002", "89.25", None),
        (None, "0003", None, None),
    ]
    assert items[0]["working"] == "去掉最高 95、最低 85，(92.5+88+90)÷3=90.17"
    assert items[1]["tie_text"] == "得分相同，按全部有效评分的平均比较：450÷5"
    assert items[3]["working"] == "(88+88+91+90)÷4=89.25"
    assert items[4]["working"] == "尚无已提交的评分表，暂不排名。"


def test_ranking_shows_each_sheet_and_what_was_dropped(desk: Desk) -> None:
    scored(desk, (92.5, 88, 90, 85, 95))
    line = desk.get(desk.organizer, f"{AT}/ranking/entries/XM5G04-0001")
    shown = [(sheet["judge"], sheet["total"], sheet["dropped"]) for sheet in line["sheets"]]
    assert shown == [
        ("评委00", "92.5", False),
        ("评委01", "88", False),
        ("评委02", "90", False),
        ("评委03", "85", True),
        ("评委04", "95", True),
    ]
    assert sum(Fraction(mark) for mark in line["sheets"][0]["marks"].values()) == Fraction("92.5")
    assert (line["spread"], line["flagged"]) == ("10", False)


def adds_up(line: dict[str, Any]) -> bool:
    """Whether the working's own arithmetic gives the published score, from the sheets that count."""
    found = SUM_UP.search(line["working"])
    assert found is not None
    terms = [Fraction(term) for term in found["terms"].split("+")]
    counting = [Fraction(sheet["total"]) for sheet in line["sheets"] if not sheet["dropped"]]
    hundredths = (sum(terms) / len(terms) * 100 + Fraction(1, 2)).__floor__()
    return (
        terms == counting
        and int(found["count"]) == len(terms)
        and found["score"] == line["score"] == f"{hundredths // 100}.{hundredths % 100:02}"
    )


def test_working_adds_up_in_both_languages(desk: Desk) -> None:
    scored(desk, (92.5, 88, 90, 85, 95), (70.5, 71, 71), (33.5, 66, 50, 50, 50.5, 49), (100,), (0, 0.5))
    english = person("Office", "organizer", locale="en")
    for reader in (desk.organizer, english):
        lines = desk.get(reader, RANKING)["items"]
        explained = [desk.get(reader, f"{AT}/ranking/entries/{line['number']}") for line in lines]
        assert [adds_up(line) for line in explained] == [True] * 5
    assert lines[1]["working"] == "Highest 95 and lowest 85 dropped; (92.5+88+90)÷3=90.17"


def test_tie_names_the_criterion_in_the_readers_language(desk: Desk) -> None:
    desk.stage(tie_breakers=["benefit"])
    judge = desk.judge("评委01")
    for number, marks in enumerate(({"benefit": "5", "material": "0"}, {"benefit": "0", "material": "5"})):
        [made] = desk.assign(desk.entry(number), judge)
        rest = {"innovation": "20", "advancement": "15", "practicality": "25", "business": "20"}
        desk.save(judge, made, rest | marks)
        assert desk.submit(judge, made).status_code == 200
    first, second = desk.get(desk.organizer, RANKING)["items"]
    assert (first["tie_rule"], first["rank"], second["rank"]) == ("criterion:benefit", 1, 2)
    assert first["tie_text"] == "得分和全部有效评分均相同，按“社会效益”的平均比较：5÷1"
    english = desk.get(person("Office", "organizer", locale="en"), RANKING)["items"][0]
    assert "Social benefit" in english["tie_text"]


def test_wide_spread_is_flagged(desk: Desk) -> None:
    scored(desk, (90, 70), (90, 70.5))
    assert [line["flagged"] for line in desk.get(desk.organizer, RANKING)["items"]] == [False, True]


def test_inputs_hash_is_the_hash_of_the_inputs(desk: Desk) -> None:
    scored(desk, (92.5, 88, 90), (80,))
    before = desk.get(desk.organizer, RANKING)
    inputs = desk.call(desk.organizer, "GET", f"{AT}/ranking/inputs")
    assert hashlib.sha256(inputs.data).hexdigest() == before["inputs_hash"]
    given = json.loads(inputs.data)
    assert json.dumps(given, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == inputs.data
    totals = [sorted(sum(sheet["marks"].values()) for sheet in entry["sheets"]) for entry in given["entries"]]
    assert totals == [[8800, 9000, 9250], [8000]]
    desk.entry(9)
    assert desk.get(desk.organizer, RANKING)["inputs_hash"] != before["inputs_hash"]


def test_ranking_is_for_organizers_alone(desk: Desk) -> None:
    scored(desk, (80,))
    for role in (JUDGE, LEADER):
        assert desk.call(person("某人", role), "GET", RANKING).status_code == 403
