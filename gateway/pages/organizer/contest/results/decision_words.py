"""What kinds of decisions are called."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

KINDS: Mapping[str, Any] = {
    "seal": _l("封存成绩"),
    "amend": _l("更正成绩"),
    "return-sheet": _l("截止后退回评分表"),
    "advance": _l("晋级名单"),
    "awards": _l("奖项评定"),
}
"""As `contracts.resolutions.KINDS`."""
