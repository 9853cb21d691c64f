"""Why something said of two alike entries is refused."""

from flask_babel import lazy_gettext as _l

from chassis.http.schemas import FieldError

NO_REASON = FieldError("required", _l("请写明原因，供秘书处和其他审查员查看。"))
"""What is wrong with handing a pair to the office, or closing it, without a word."""
