"""What looks wrong in a rubric and may be published all the same: people decide."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from chassis.forms.definition import Form
from chassis.http.schemas import FieldError
from chassis.manuscripts.content import Content
from chassis.manuscripts.described import without_english
from chassis.manuscripts.kinds import Errors
from services.judging.aggregation.centres import SUM
from services.judging.rules import points
from services.judging.rules.models import NO_TIES
from services.judging.rules.schemas import DROPPING

Found = Iterator[tuple[str, FieldError]]
SAME_NAME = FieldError("repeated-name", _l("与前面的一项同名，评委可能分不清。"))
NO_RANKS = FieldError("no-ranks", _l("没有填写同分时的比较次序，得分相同的项目将并列。"))
FINE_STEP = FieldError("fine-step", _l("步长小于 0.1 分，评委难以把握。"))
ALWAYS_COMMENT = FieldError("always", _l("两个界限之间没有空当，每份评分表都要写评语。"))
FEW_LEFT = FieldError("few-left", _l("刚满这个份数时，去掉之后得分就由剩下的一份决定。"))
UNUSUAL_FULL = _l("各项分值之和为 %(total)s，不是 100。如果这是有意的，可以照此发布。")
SUMS_GROW = FieldError("sums-grow", _l("求和时，评委多的项目得分更高；请确保每个项目的评委一样多。"))
ALWAYS_SPREAD = FieldError("always", _l("填 0 时，每个有两份以上评分表的项目都会提示复核。"))

FULL = points.parse("100")
"""What the weights of most rubrics add up to."""
FINEST = points.parse("0.1")
"""The smallest step that judges can work with."""


def doubts(form: Form, content: Content) -> Errors:
    """What to look at, by its place; the draft may be half done."""
    found = without_english(form, content)
    for place, error in (*_criteria(content), *_scale(content)):
        found.setdefault(place, []).append(error.body())
    return found


def _criteria(content: Content) -> Found:
    rows = content.get("criteria") or ()
    names: set[str] = set()
    for number, row in enumerate(rows):
        if (name := row.get("name")) and name in names:
            yield f"criteria.{number}.name", SAME_NAME
        names.add(row.get("name", ""))
    weights = [points.known(row.get("weight", "")) for row in rows]
    if rows and None not in weights and (full := sum(weight or 0 for weight in weights)) != FULL:
        yield "criteria", FieldError("full", UNUSUAL_FULL, total=points.plain(full))
    elif len(rows) > 1 and not any(row.get("tie_rank") for row in rows) and content.get("tie_first") == NO_TIES:
        yield "criteria", NO_RANKS


def _scale(content: Content) -> Found:
    step, below, above = (points.known(content.get(name, "")) for name in ("step", "comment_below", "comment_above"))
    if step is not None and 0 < step < FINEST:
        yield "step", FINE_STEP
    if below is not None and above is not None and below > above:
        yield "comment_below", ALWAYS_COMMENT
    each, least = (points.known(content.get(name, "")) for name in ("drop_each", "drop_from"))
    if content.get("method") in DROPPING and each and least == 2 * each + 100:
        yield "drop_from", FEW_LEFT
    if content.get("method") == SUM:
        yield "method", SUMS_GROW
    if points.known(content.get("spread_limit", "")) == 0:
        yield "spread_limit", ALWAYS_SPREAD
