"""All that a ranking depends on: the rubric, the entries in judging, the sheets handed in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from sqlalchemy import Row

from services.judging.aggregation.ranking import Line, rank
from services.judging.aggregation.rule import Rule
from services.judging.aggregation.sheets import Candidate, Sheet
from services.judging.rankings.comparisons import under
from services.judging.rules.models import Rubric

METHOD = "egret-ranking-2"
"""Names the meaning of the rules in `aggregation`; a change of what they mean takes a new name."""


ON_SHEETS = ("step", "comment_below", "comment_above", "spread_limit")
"""Rules that no place depends on."""


@dataclass(frozen=True)
class Inputs:
    """What the ranking of a stage is worked out from."""

    rubric: Rubric
    entries: Sequence[Row[*tuple[Any, ...]]]
    """Id, number, title, track and group, by number."""
    sheets: Mapping[str, tuple[Sheet, ...]]
    """The valid sheets by id of the entry, in the order of the judges' names."""
    judges: Mapping[str, str]
    """The judge's name by the judge's id."""
    compared: str = ""
    """Another rule under which to look at the sheets (`comparisons`); empty for the stage's own."""

    @cached_property
    def rule(self) -> Rule:
        """The rule that the lines follow."""
        return under(self.rubric.rule, self.compared) if self.compared else self.rubric.rule

    @cached_property
    def lines(self) -> list[Line]:
        """The ranking. Raises Inapplicable."""
        found = (Candidate(entry.number, self.sheets.get(entry.id, ())) for entry in self.entries)
        return rank(self.rule, list(found))

    def canonical(self) -> bytes:
        """The inputs as JSON with keys sorted and no white space, points in hundredths. Judges are numbers."""
        criteria = [{name: one[name] for name in ("key", "weight", "highest")} for one in self.rubric.written]
        rule: dict[str, Any] = {name: value for name, value in self.rubric.rules.items() if name not in ON_SHEETS}
        rule["criteria"] = criteria
        facts: dict[str, Any] = {
            "edition": self.rubric.edition,
            "stage": self.rubric.stage_key,
            "method": METHOD,
            "entries": [],
        }
        facts |= {"rule": rule, "rules_hash": self.rubric.digest}
        entries = ",".join(map(self._written, self.entries))
        return _json(facts).replace('"entries":[]', f'"entries":[{entries}]', 1).encode()

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        given = {sheet.judge for own in self.sheets.values() for sheet in own}
        return {judge: number for number, judge in enumerate(sorted(given), 1)}

    def _written(self, entry: Row[*tuple[Any, ...]]) -> str:
        own = sorted(self.sheets.get(entry.id, ()), key=lambda sheet: sheet.id)
        sheets = ",".join(
            f'{{"id":"{sheet.id}","judge":{self._numbers[sheet.judge]},"marks":{sheet.written}}}' for sheet in own
        )
        return f'{{"number":{_json(entry.number)},"sheets":[{sheets}]}}'

    @property
    def digest(self) -> str:
        """The SHA-256 of the canonical inputs."""
        return sha256(self.canonical()).hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
