"""Rankings over HTTP."""

import hashlib
import json
import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Any

import pytest

from contracts.roles import JUDGE, LEADER
from tests.services.judging.conftest import AT, RUBRIC_WRITTEN, Desk, person

RANKING = "/ranking"
SUM_UP = re.compile(r"\((?P<terms>[\d.+]+)\)÷(?P<count>\d+)=(?P<score>\d+\.\d\d)$")


def scored(desk: Desk, *entries: Sequence[float], **rules: Any) -> None:
    """Entries with these totals, numbered from 1."""
    desk.stage(**rules)
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
    assert items[0]["working"] == ["去掉最高 95、最低 85，(92.5+88+90)÷3=90.17"]
    assert items[1]["tie_text"] == "得分相同，由全部有效评分的平均分出先后：450÷5"
    assert items[3]["working"] == ["(88+88+91+90)÷4=89.25"]
    assert items[4]["working"] == ["尚无已提交的评分表，暂不排名。"]


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
    [working] = line["working"]
    found = SUM_UP.search(working)
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
    [working] = lines[1]["working"]
    assert working == "Highest 95 and lowest 85 dropped; (92.5+88+90)÷3=90.17"


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
    assert first["tie_text"] == "得分相同，由“社会效益”的平均分出先后：5÷1"
    english = desk.get(person("Office", "organizer", locale="en"), RANKING)["items"][0]
    assert "Social benefit" in english["tie_text"]


OWN = {
    "median": {"method": "median", "basis": "totals"},
    "criterion by criterion": {"method": "mean", "basis": "criteria"},
    "sum of weighed marks": {"method": "sum", "basis": "criteria", "drop_each": 0, "rounding": "none"},
    "places": {"method": "rank-sum", "places": 1},
    "standard": {"method": "standard", "least_sheets": 3, "rounding": "half-even", "places": 4},
}


@pytest.mark.parametrize("rule", OWN.values(), ids=OWN)
def test_working_of_every_rule_adds_up_again(desk: Desk, rule: dict[str, Any]) -> None:
    marks = [one | {"max": "30", "step": "0.5"} for one in RUBRIC_WRITTEN["criteria"]]
    scored(
        desk,
        *[[70 + (entry * 7 + judge * judge * 3) % 19 for judge in range(5)] for entry in range(4)],
        criteria=marks,
        **rule,
    )
    answer = desk.get(desk.organizer, RANKING)
    assert answer["refused"] is None
    for line in answer["items"]:
        formula, score = line["working"][-1].rsplit("=", 1)
        assert score == line["score"]
        assert abs(worth(formula) - Fraction(score)) <= Fraction(1, 2 * 10 ** answer_places(rule))
        for step in line["working"][:-1]:
            for left, right in pairwise(re.split("：|，(?=×)", step, maxsplit=1)[1].replace("，×", "=×").split("=")):
                assert right.startswith("×") or left.startswith("×") or worth(left) == Fraction(right)


def answer_places(rule: dict[str, Any]) -> int:
    """Decimals to which a working has to agree with its score."""
    return int(rule.get("places", 40 if rule.get("rounding") == "none" else 2))


def worth(formula: str) -> Fraction:
    """A working's own arithmetic, worked out exactly."""
    formula = formula.rpartition("，")[2]
    if found := re.search("中位数（(.+)）", formula):
        return Fraction(median(Fraction(figure) for figure in found[1].split("、")))
    terms, _divided, count = formula.partition(")÷")
    return sum((Fraction(term) for term in terms.strip("(").split("+")), Fraction(0)) / int(count or 1)


def test_ranking_under_another_rule_is_a_comparison_and_changes_nothing(desk: Desk) -> None:
    scored(desk, (90, 80, 70, 60, 95), (79, 79, 79, 79, 79))
    own = desk.get(desk.organizer, RANKING)
    other = desk.get(desk.organizer, f"{RANKING}?compared=mean")
    assert ([line["number"][-1] for line in own["items"]], own["compared"]) == (["1", "2"], "")
    assert ([line["score"] for line in other["items"]], other["compared"]) == (["79.00", "79.00"], "mean")
    assert "trimmed" not in [one["key"] for one in own["comparisons"]]
    assert desk.get(desk.organizer, RANKING) == own
    assert desk.call(desk.organizer, "GET", f"{RANKING}?compared=best").status_code == 422


def test_rule_that_says_nothing_true_is_refused_with_the_judges_it_fails_for(desk: Desk) -> None:
    scored(desk, (90, 80), (70,), method="rank-sum")
    answer = desk.get(desk.organizer, RANKING)
    assert (answer["items"], answer["entries"]) == ([], 2)
    assert "没有评全：评委01" in answer["refused"]
    refused = desk.call(desk.organizer, "GET", f"{AT}/ranking/entries/XM5G04-0001")
    assert (refused.status_code, refused.json["code"]) == (409, "rule-not-applicable")
    assert "评委01" in refused.json["detail"]
    assert "太少" in desk.get(desk.organizer, f"{RANKING}?compared=standard")["refused"]


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
