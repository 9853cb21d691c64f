"""HTTP shapes of direct messages."""

from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields, post_load, validates_schema

from chassis.http.schemas import FieldError, Length, Schema, Trimmed
from services.notify.channels.actions import address
from services.notify.channels.errors import NotAnAddress
from services.notify.channels.models import EMAIL, MOBILE
from services.notify.direct.models import KINDS, Direct


def _one_of(known: tuple[str, ...]) -> Any:
    def check(value: str) -> str:
        if value not in known:
            raise ValidationError([FieldError("unknown", _l("没有这个选项。"))])
        return value

    return check


class DirectSchema(Schema):
    """A message to one address."""

    kind = Trimmed(required=True, validate=_one_of(KINDS))
    locale = Trimmed(required=True, validate=Length(2, 10))
    channel = Trimmed(required=True, validate=_one_of((EMAIL, MOBILE)))
    address = Trimmed(required=True, validate=Length(3, 254))
    facts = fields.Dict(keys=fields.String(), required=True)

    @validates_schema(skip_on_field_errors=True)
    def check_address(self, found: dict[str, Any], **_more: Any) -> None:
        """An e-mail goes to exactly one address."""
        if found["channel"] == EMAIL:
            try:
                address(found["address"])
            except NotAnAddress as error:
                raise ValidationError([FieldError("not-an-address", _l("不是有效的邮箱地址。"))], "address") from error

    @post_load
    def make(self, found: dict[str, Any], **_more: Any) -> Direct:
        """As the actions know it."""
        return Direct(**found)


class TakenSchema(Schema):
    """The message has left, or is on its way."""

    folder = fields.String(
        required=True, metadata={"description": "Where it is written for want of a server; empty where it is sent."}
    )
    sent = fields.Boolean(
        required=True,
        metadata={"description": "False: the other side is slow to answer, so it may come late."},
    )
