"""Why a form cannot be an entry form."""

from flask_babel import lazy_gettext as _l

from chassis.http.schemas import FieldError

NO_FIELD = FieldError("missing-field", _l("参赛表单缺少“%(key)s”（%(kind)s），请补上。"))
"""The columns of an entry are answers to these fields."""


def no_field(key: str, kind: str) -> FieldError:
    """What is said where a field is missing that every entry needs."""
    return FieldError(NO_FIELD.code, NO_FIELD.sentence, key=key, kind=kind)
