"""What showed that a joint applicant agreed, in words."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

PROOFS: Mapping[str, Any] = {
    "confirmed": _l("已在网上确认"),
    "letter": _l("已附联合申报函"),
    "waiting": _l("未确认"),
    "declined": _l("未同意"),
}
"""By the state in which it was when the entry was handed in."""
