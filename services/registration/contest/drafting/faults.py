"""What a matter must not contradict itself in, beyond what its form asks."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import marshmallow as ma
from flask_babel import lazy_gettext as _l

from chassis.http.schemas import FieldError
from chassis.manuscripts.content import Content
from chassis.manuscripts.kinds import Errors
from services.registration.contest.drafting.beside import Beside
from services.registration.contest.drafting.stages import stages_of
from services.registration.contest.editions.models import ENTRY, early_judging
from services.registration.contest.editions.schemas import PREFIX

Found = Iterator[tuple[str, FieldError]]


def faults(matter: str, content: Content, around: Beside) -> Errors:
    """What is wrong, by its place; the answers keep the rules of the form already."""
    found: Errors = {}
    for place, error in (*_CHECKS.get(matter, _nothing)(content), *_lost(matter, content, around)):
        found.setdefault(place, []).append(error.body())
    return found


def _nothing(_content: Content) -> Found:
    yield from ()


def _lost(matter: str, content: Content, around: Beside) -> Found:
    """Rows that cannot go and are gone."""
    kept = {row.get("key") for row in content.get(matter) or ()}
    yield from ((matter, error) for key, error in around.held.get(matter, {}).items() if key not in kept)


def _named_apart(matter: str) -> Callable[[Content], Found]:
    def check(content: Content) -> Found:
        names = Counter(row["name"] for row in content.get(matter, ()))
        for number, row in enumerate(content.get(matter, ())):
            if names[row["name"]] > 1:
                yield f"{matter}.{number}.name", FieldError("repeated", _l("与另一项同名，参赛团队无法区分。"))

    return check


def _basics(content: Content) -> Found:
    try:
        PREFIX(content["entry_prefix"])
    except ma.ValidationError as error:
        (wrong,) = error.messages
        yield "entry_prefix", cast(FieldError, wrong)


def _calendar(content: Content) -> Found:
    stages = stages_of(content)
    entering = [number for number, stage in enumerate(stages) if stage["kind"] == ENTRY]
    if len(entering) != 1:
        yield "stages", FieldError("entry-stage-only", _l("请设置一个“报名与提交”阶段，且只设一个。"))
    for number, stage in enumerate(stages):
        if stage["opens_at"] >= stage["closes_at"]:
            sentence = _l("结束时间应晚于开始时间。")
            yield f"stages.{number}.closes_day", FieldError("end-before-start", sentence)
    if not content.get("judging_overlaps"):
        yield from _early_judging(stages)
    days = Counter(row["date"] for row in content.get("exceptional_days", ()))
    for number, row in enumerate(content.get("exceptional_days", ())):
        if days[row["date"]] > 1:
            yield f"exceptional_days.{number}.date", FieldError("repeated", _l("这一天出现了两次，请保留一个。"))


def _early_judging(stages: list[dict[str, Any]]) -> Found:
    for number, late in early_judging(stages):
        sentence = _l("评审早于“%(name)s”结束。请调整时间，或在下面允许随报随评。")
        yield f"stages.{number}.opens_day", FieldError("judging-too-early", sentence, name=late["name"])


def _team(content: Content) -> Found:
    if int(content["members_least"]) > int(content["members_most"]):
        yield "members_most", FieldError("disorder", _l("上限不能小于下限。"))


def _awards(content: Content) -> Found:
    for number, row in enumerate(content["awards"]):
        if row.get("count") and row.get("share_percent"):
            sentence = _l("数量与比例请只填一项。")
            yield f"awards.{number}.share_percent", FieldError("one-of-two", sentence)


def _notices(content: Content) -> Found:
    kinds = Counter(row["kind"] for row in content.get("notice_periods", ()))
    for number, row in enumerate(content.get("notice_periods", ())):
        if kinds[row["kind"]] > 1:
            yield f"notice_periods.{number}.kind", FieldError("repeated", _l("这一事项出现了两次，请保留一个。"))


_CHECKS: Mapping[str, Callable[[Content], Found]] = {
    "basics": _basics,
    "calendar": _calendar,
    "team": _team,
    "tracks": _named_apart("tracks"),
    "groups": _named_apart("groups"),
    "awards": _awards,
    "notices": _notices,
}
