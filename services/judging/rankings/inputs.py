"""All that a ranking depends on: the rubric, the entries in judging, the sheets handed in. Plain rows throughout."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, String, Text, cast, select, type_coerce
from sqlalchemy.orm import QueryableAttribute, Session

from chassis.words.collation import by_name
from services.judging.aggregation.ranking import Line, rank
from services.judging.aggregation.rule import Rule
from services.judging.aggregation.sheets import Candidate, Sheet
from services.judging.entries.actions import in_judging
from services.judging.entries.models import Entry
from services.judging.judges.models import Judge
from services.judging.panels.models import Assignment, ScoreSheet
from services.judging.panels.progress import live_in
from services.judging.panels.states import SUBMITTED
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


def _text(column: QueryableAttribute[UUID]) -> ColumnElement[str]:
    """An id as the database writes it: of thousands, only those that are shown become more than text."""
    return cast(column, String)


def dashed(written: str) -> str:
    """An id in its usual form, however the database writes it."""
    if "-" in written:
        return written
    return f"{written[:8]}-{written[8:12]}-{written[12:16]}-{written[16:20]}-{written[20:]}"


def inputs_of(session: Session, rubric: Rubric, compared: str = "") -> Inputs:
    """What the ranking of a stage depends on right now."""
    columns = _text(Entry.id).label("id"), Entry.number, Entry.title, Entry.track, Entry.group
    entries = session.execute(in_judging(rubric.edition).with_only_columns(*columns).order_by(Entry.number)).all()
    query = (
        select(_text(Assignment.entry_id), _text(Assignment.judge_id), _text(ScoreSheet.id), ScoreSheet.total)
        .add_columns(type_coerce(ScoreSheet.marks, Text))
        .join(Assignment.sheet)
        .where(*live_in(rubric), ScoreSheet.state == SUBMITTED)
    )
    rows = session.execute(query).all()
    names = {judge: name for judge, name in session.execute(select(_text(Judge.account_id), Judge.name))}
    places = {judge: at for at, judge in enumerate(sorted(names, key=lambda judge: (by_name(names[judge]), judge)))}
    sheets: dict[str, list[Sheet]] = {}
    for entry_id, judge_id, sheet_id, total, written in sorted(rows, key=lambda row: places[row[1]]):
        sheets.setdefault(entry_id, []).append(Sheet(dashed(sheet_id), total, written, judge_id))
    return Inputs(rubric, entries, {entry: tuple(own) for entry, own in sheets.items()}, names, compared)
