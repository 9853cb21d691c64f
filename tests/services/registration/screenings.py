"""The edition of the tests, where it screens what is handed in."""

from typing import Any

from tests.services.registration import factories

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
