"""HTTP shapes of accounts."""

from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields

from chassis.http.schemas import FieldError, Schema, Trimmed, sentence
from chassis.words.addresses import email_address
from chassis.words.languages import LOCALES
from chassis.words.visible import visible
from contracts.roles import PEOPLE
from gateway.accounts.identifiers import Identifier, NotAnIdentifier, identifier
from gateway.accounts.names import PersonName


class Address(Trimmed):
    """An e-mail address, in lower case."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        found = email_address(super()._deserialize(value, attr, data, **kwargs))
        if found is None:
            raise ValidationError([FieldError("not-an-address", _l("邮箱的格式应为 name@example.cn，请检查。"))])
        return found.lower()


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

    name = PersonName(required=True)
    email = Address(required=True)
    roles = fields.List(Trimmed(validate=_role), required=True, validate=_some)
    locale = Trimmed(load_default=LOCALES[0], validate=_locale)


class Contact(fields.Field[Identifier]):
    """An e-mail address or a mobile number, as an `Identifier`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Identifier:
        if not visible(str(value)):
            raise ValidationError([FieldError("required", sentence("required"))])
        try:
            return identifier(str(value))
        except NotAnIdentifier as error:
            text = _l("请填写邮箱（如 name@example.cn）或手机号（如 13800138000）。")
            raise ValidationError([FieldError("not-a-contact", text)]) from error


def _agreed(value: bool) -> None:
    if not value:
        raise ValidationError([FieldError("required", _l("请阅读并勾选同意后继续。"))])


class Registration(Schema):
    """What a newcomer fills in to register."""

    name = PersonName(required=True)
    agree = fields.Boolean(required=True, validate=_agreed)


class Profile(Schema):
    """What people correct about themselves."""

    name = PersonName(required=True)
    locale = Trimmed(required=True, validate=_locale)


class SigninForm(Schema):
    """Whom a code is to be sent to."""

    contact = Contact(required=True)


class AccountView(Schema):
    """An account as organizers see it."""

    id = fields.UUID()
    name = fields.String()
    email = fields.String(allow_none=True)
    mobile = fields.String(allow_none=True, metadata={"description": "In E.164."})
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
