"""Why two organisations may be one, in words, and why somebody changes something about them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from gateway.forms.fields import Field

REASONS: Mapping[str, Any] = {
    "same-code": _l("信用代码相同"),
    "same-name": _l("名称相同，信用代码不同"),
    "alike": _l("名称相近"),
    "part": _l("一个名称包含另一个"),
}
"""By what registration says."""
REASON = Field(
    name="reason",
    label=_l("原因"),
    hint=_l("记入操作记录，例如：团队来电核实为同一单位。"),
    kind="area",
    rows=3,
    least=2,
    most=300,
    required=True,
)
