"""The kinds of interest that a judge can have in an applicant, and how they are known, in words."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

KINDS: Mapping[str, Any] = {
    "employment": _l("本人或近亲属近三年内在该单位任职、兼职或担任顾问"),
    "family": _l("与参赛人员是近亲属"),
    "tuition": _l("与参赛人员是师生"),
    "preparation": _l("参与过该项目的研发、指导或申报准备"),
    "ownership": _l("持有股份、投资，或担任法定代表人"),
    "dispute": _l("近三年内有法律纠纷"),
    "other": _l("其他可能影响公正评审的情况"),
}
"""By the keys that judging knows them by."""
CHOICES = tuple({"key": key, "name": name} for key, name in KINDS.items())
"""The same as answers of a form."""
SOURCES: Mapping[str, Any] = {
    "declared": _l("评委申报"),
    "recognised": _l("评分时认出"),
    "declined": _l("评委退出评审"),
}
"""Where a conflict that a judge told of comes from."""
