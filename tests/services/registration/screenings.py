"""The edition of the tests, where it screens what is handed in."""

from typing import Any

from tests.services.registration import factories
from tests.services.registration.factories import Caller

POINTS = [{"key": "complete", "text": "材料齐全"}, {"key": "proof", "text": "落地证明", "group": "c"}]
STAGE = {
    "key": "screening",
    "kind": "screening",
    "name": "形式审查",
    "opens_at": "2024-11-01T09:00:00+08:00",
    "closes_at": "2024-12-14T00:00:00+08:00",
}


def edition(**changed: Any) -> dict[str, Any]:
    """The same facts, with a stage of screening that lasts into the judging."""
    return factories.edition(stages=[*factories.edition()["stages"], STAGE], judging_overlaps=True, **changed)


def ask(who: Caller, method: str, path: str, code: int = 200, **body: Any) -> Any:
    answer = who.call(method, path, json=body)
    assert answer.status_code == code, answer.text
    return answer.get_json(silent=True)


def taken(screener: Caller, entry: dict[str, Any]) -> str:
    at = f"/entries/{entry['id']}/screening"
    assert ask(screener, "POST", "/editions/xm5g-04/screening/next")["entry_id"] == entry["id"]
    return at


def fail(screener: Caller, at: str) -> None:
    ask(
        screener, "PUT", f"{at}/points", points=[{"key": "complete", "verdict": "fail", "reason": "摘要与申报书不一致"}]
    )
