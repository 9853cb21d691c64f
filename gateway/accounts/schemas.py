"""HTTP shapes of accounts."""

import re

from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields

from chassis.app import LOCALES
from chassis.schemas import FieldError, Length, Schema, Trimmed
from contracts.roles import PEOPLE

_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


def _address(value: str) -> str:
    if len(value) > 254 or not _ADDRESS.fullmatch(value):
        raise ValidationError([FieldError("not-an-address", _l("邮箱的格式应为 name@example.cn，请检查。"))])
    return value


def _role(value: str) -> str:
    if value not in PEOPLE:
        raise ValidationError([FieldError("unknown-role", _l("没有这种角色，请从列表中选择。"))])
    return value


def _locale(value: str) -> str:
    if value not in LOCALES:
        raise ValidationError([FieldError("unknown-language", _l("请选择中文或英文。"))])
    return value


def _some(value: list[str]) -> list[str]:
    if not value:
        raise ValidationError([FieldError("required", _l("请至少选择一种角色。"))])
    return value


class NewAccount(Schema):
    """A person to be registered."""

    name = Trimmed(required=True, validate=Length(1, 50))
    email = Trimmed(required=True, validate=_address)
    roles = fields.List(Trimmed(validate=_role), required=True, validate=_some)
    locale = Trimmed(load_default=LOCALES[0], validate=_locale)


class AccountView(Schema):
    """An account as organizers see it."""

    id = fields.UUID()
    name = fields.String()
    email = fields.String()
    roles = fields.List(fields.String())
    locale = fields.String()
    created_at = fields.AwareDateTime()


class AccountQuery(Schema):
    """Where a listing begins, and how long it may be."""

    after = fields.UUID(load_default=None)
    limit = fields.Integer(load_default=100)


class AccountList(Schema):
    """One page of accounts; `next` is the `after` of the next page."""

    items = fields.List(fields.Nested(AccountView))
    next = fields.UUID(allow_none=True)


class LinkView(Schema):
    """A fresh sign-in link. Shown once; it cannot be read again."""

    url = fields.String()
    expires_at = fields.AwareDateTime()
